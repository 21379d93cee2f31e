"""Lines of a bank deposit: typed as those of other journals, and what its header says of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.batches import BatchFacts
from reskontra.journals.models import Deposit

if TYPE_CHECKING:
    from reskontra.journals.entering import NewTyped

DEPOSIT = "DEPOSIT"


def as_deposited(*, company: CompanyFacts, batch: BatchFacts, new: NewTyped) -> NewTyped:
    """The line with the deposit's day and bank account, and its number and currency where it says none."""
    header = Deposit.objects.select_related("bank_account").get(company=company.id, journal=batch.journal_id)
    return replace(
        new,
        posting_date=header.posting_date,
        balancing=f"bank:{header.bank_account.number}",
        document_number=new.document_number or batch.name,
        currency=new.currency or header.bank_account.currency,
    )
