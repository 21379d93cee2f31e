"""Lines of a bank deposit: typed as those of other journals, and what its header says of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.batches import BatchFacts
from reskontra.journals.models import Deposit

if TYPE_CHECKING:
    from reskontra.journals.entering import NewTyped

DEPOSIT = "DEPOSIT"


class DepositToItself(Refused):
    code = "deposit_to_itself"
    template = "The line takes the money from bank account {bank_account}, which it is paid in to. Name another."


def as_deposited(*, company: CompanyFacts, batch: BatchFacts, new: NewTyped) -> NewTyped:
    """The line with the deposit's day and bank account, and its number and currency where it says none.

    refuses   DepositToItself where its account is the bank account that the deposit is paid in to
    """
    header = Deposit.objects.select_related("bank_account").get(company=company.id, journal=batch.journal_id)
    kind, _colon, number = new.account.partition(":")
    if (kind.strip().upper(), number.strip()) == ("BANK", header.bank_account.number):
        raise DepositToItself(bank_account=header.bank_account.number)
    return replace(
        new,
        posting_date=header.posting_date,
        balancing=f"bank:{header.bank_account.number}",
        document_number=new.document_number or batch.name,
        currency=new.currency or header.bank_account.currency,
    )
