"""What a person should know of an invoice or credit memo that is drafted or posted; nothing is blocked by it.

source    the ledger specification, 11.4 (V26) and 13.3
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reskontra.core.credit import CreditPosition
from reskontra.core.money import Money
from reskontra.core.wording import worded

BOTH, LIMIT, OVERDUE, NONE = "both", "limit", "overdue", "none"
WARNINGS = (BOTH, LIMIT, OVERDUE, NONE)


@dataclass(frozen=True, slots=True)
class DocumentNotice:
    """A code and values, worded in English here."""

    code: str
    values: Mapping[str, object]

    TEMPLATES: ClassVar[Mapping[str, str]] = {
        "credit_limit": "Note: {party} owes {exposure} with what is drafted, and has the credit limit {limit}.",
        "balance_due": "Note: {party} has {due} due by {date}.",
        "later_posting_date": "Note: {document} has the posting date {date}, which is after today.",
        "credited_is_settled": "Note: {document} names invoice {invoice}, which is settled. It stays open.",
    }

    def __str__(self) -> str:
        return worded(self.TEMPLATES[self.code], **self.values)


@dataclass(frozen=True, slots=True)
class CustomerCredit:
    """A customer to whom something was invoiced, local minor units.

    position    its balance holds what is drafted, the new documents too
    due_minor   of it due on the day or before
    """

    party: str
    position: CreditPosition
    due_minor: int


def credit_notices(
    customers: Mapping[str, CustomerCredit], *, warnings: str, today: date, currency: str
) -> Iterator[DocumentNotice]:
    """Of each customer, in their order: the limit first.

    warnings   of WARNINGS
    """
    for customer in customers.values():
        position = customer.position
        if warnings in (BOTH, LIMIT) and position.is_passed:
            values = {
                "party": customer.party,
                "exposure": Money(position.balance_minor, currency),
                "limit": Money(position.limit_minor, currency),
            }
            yield DocumentNotice("credit_limit", values)
        if warnings in (BOTH, OVERDUE) and customer.due_minor > 0:
            values = {"party": customer.party, "due": Money(customer.due_minor, currency), "date": today}
            yield DocumentNotice("balance_due", values)
