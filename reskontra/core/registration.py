"""The list of unpaid documents: what is proposed as received, what will remain, and what to be warned of.

Amounts are signed as the entry, in its currency: a credit memo is paid back with a negative amount.

source    the ledger specification, 12.3
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Unpaid:
    """What is left of a document. discount_date: as the person has it, which may differ from the entry's."""

    remaining_minor: int
    discount_minor: int
    discount_date: date | None
    due_date: date

    def is_in_time(self, received: date | None) -> bool:
        """Whether the discount may be taken on that day; the last day itself is in time."""
        return bool(received and self.discount_date and self.discount_minor and received <= self.discount_date)

    @property
    def after_discount_minor(self) -> int:
        return self.remaining_minor - self.discount_minor


def decided_discount_date(document: Unpaid, received: date, *, is_taken: bool) -> date | None:
    """The last day of the discount once a person takes or refuses it for what was received that day."""
    if document.is_in_time(received) == is_taken:
        return document.discount_date
    return received if is_taken else received - timedelta(days=1)


def proposed_received(document: Unpaid, received: date | None) -> int:
    """What is proposed when a person ticks the document: nothing without a day."""
    if received is None:
        return 0
    return document.after_discount_minor if document.is_in_time(received) else document.remaining_minor


def remaining_after(document: Unpaid, received: date | None, amount_minor: int) -> int:
    """What will be left of the document."""
    if received is None:
        return document.remaining_minor
    if abs(amount_minor) >= abs(document.remaining_minor):
        return 0
    if document.is_in_time(received) and abs(amount_minor) >= abs(document.after_discount_minor):
        return 0
    return document.remaining_minor - amount_minor


def warning_of(document: Unpaid, received: date | None, amount_minor: int) -> str:
    """ "overdue" (a finance charge may be due), "discount_late" (a part will be left), or nothing to be warned of."""
    if received is None or document.is_in_time(received):
        return ""
    if received > document.due_date:
        return "overdue"
    is_short = bool(remaining_after(document, received, amount_minor))
    return "discount_late" if document.discount_minor and is_short else ""
