"""party delete: a customer or vendor made by mistake."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.parties.cli_parties import LedgerOption, Number, party
from reskontra.privacy.deleting_party import delete_party


@command(party, "delete")
def delete(session: Session, number: Number, ledger: LedgerOption = "customer") -> None:
    """Delete a customer or vendor made by mistake; refused where anything refers to it."""
    company = find_company(name=session.company_name)
    delete_party(company=company, actor=session.actor, ledger=ledger.upper(), number=number)
    session.say(_("{number} is deleted.").format(number=number))
