"""Payments on bank statements by what a person remembers of them: a reference, or an amount."""

from __future__ import annotations

from reskontra.bank.trace import TracedTransaction, traced_transactions, transactions_with
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import open_transactions_of_amount, posted_transactions_of_amount

RECENT = 50_000  # journal lines, the newest of which posted ones are found by amount


def transactions_found(*, company: CompanyFacts, text: str, minor: int | None, most: int) -> list[TracedTransaction]:
    """Payments that bear the reference, then lines of the amount, in or out: those that wait before those posted.

    minor   the amount that the text is, in the company's currency; None where it is none
    """
    found = dict.fromkeys(transactions_with(company=company, reference=text.strip()) if text.strip() else [])
    if minor:
        found |= dict.fromkeys(open_transactions_of_amount(company=company, minor=minor, most=most))
        found |= dict.fromkeys(posted_transactions_of_amount(company=company, minor=minor, most=most, recent=RECENT))
    return traced_transactions(company=company, ids=list(found)[:most])
