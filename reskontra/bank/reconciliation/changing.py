"""What every change to a bank reconciliation begins with: the company's lock, and a document that is not posted."""

from __future__ import annotations

from reskontra.bank.reconciliation.collecting import collect_transferred
from reskontra.bank.reconciliation.queries import ReconciliationFacts, find_reconciliation
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company


class ReconciliationPosted(Refused):
    code = "reconciliation_posted"
    template = (
        "Bank reconciliation {reconciliation} is posted. Take that back first: reskontra bank-reconciliation undo."
    )


def open_reconciliation(*, company: CompanyFacts, name: str) -> ReconciliationFacts:
    """One that may be changed, under the company's lock; what was posted for its lines meanwhile is theirs.

    refuses   ReconciliationUnknown, ReconciliationPosted
    """
    lock_company(company.id)
    found = find_reconciliation(company=company, name=name)
    if found.is_posted:
        raise ReconciliationPosted(reconciliation=name)
    collect_transferred(company=company, found=found)
    return found
