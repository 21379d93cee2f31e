"""Payments on bank statements by what a person remembers of them: a reference, or an amount that is not posted yet."""

from __future__ import annotations

from reskontra.bank.trace import TracedTransaction, traced_transactions, transactions_with
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import open_transactions_of_amount


def transactions_found(*, company: CompanyFacts, text: str, minor: int | None, most: int) -> list[TracedTransaction]:
    """Payments that bear the reference, then lines that wait and have the amount, in or out; at most so many.

    minor   the amount that the text is, in the company's currency; None where it is none
    """
    found = dict.fromkeys(transactions_with(company=company, reference=text.strip()) if text.strip() else [])
    if minor:
        found |= dict.fromkeys(open_transactions_of_amount(company=company, minor=minor, most=most))
    return traced_transactions(company=company, ids=list(found)[:most])
