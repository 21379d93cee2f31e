"""What may settle an entry that a person has chosen, and the order to apply that comes of what she ticks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.receivables.applying import ApplyOrder, EntryName, Target
from reskontra.receivables.models import Entry
from reskontra.receivables.unpaid import matching_text

MOST = 200
_PAYING = ("PAYMENT", "REFUND")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open entry of the same customer or vendor, signed as it is.

    helps   it has the sign of the chosen one: it settles with it, as a credit memo beside a payment
    """

    entry_id: int
    document_type: str
    number: str
    description: str
    posting_date: date
    due_date: date
    currency: str
    amount_minor: int
    remaining_minor: int
    discount_minor: int
    discount_date: date | None
    tolerance_minor: int
    helps: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says besides: None where she says nothing."""

    day: date | None = None
    accepts_late_discount: bool | None = None
    accepts_tolerance: bool | None = None


_COLUMNS = (
    "id", "document_type", "document_number", "description", "posting_date", "due_date", "currency", "document_minor",
    "remaining_minor", "discount_minor", "discount_date", "max_tolerance_minor",
)  # fmt: skip


def may_settle(*, company: CompanyFacts, entry_id: int, text: str = "", most: int = MOST) -> list[Candidate]:
    """The party's other open entries by due date, at most so many; those of the opposite sign first.

    text   that number, external number or name contains
    """
    chosen = Entry.objects.get(company=company.id, id=entry_id)
    rows = Entry.objects.filter(company=company.id, ledger=chosen.ledger, party=chosen.party_id)
    rows = rows.filter(~Q(remaining_minor=0), matching_text(text)).exclude(id=entry_id).order_by("due_date", "id")
    is_debit = chosen.remaining_minor > 0
    opposite = {"remaining_minor__lt" if is_debit else "remaining_minor__gt": 0}
    same = {"remaining_minor__gt" if is_debit else "remaining_minor__lt": 0}
    settling: Any = rows.filter(**opposite).values_list(*_COLUMNS)[:most]
    helping: Any = rows.filter(**same).values_list(*_COLUMNS)[:most]
    return [Candidate(*(*row, False)) for row in settling] + [Candidate(*(*row, True)) for row in helping]


def order_for(*, company: CompanyFacts, entry_id: int, amounts: Mapping[int, int | None], words: Words) -> ApplyOrder:
    """The order by which the chosen entry and the ticked ones are applied to each other.

    A payment applies to what it pays: where a document was chosen and one payment was ticked, the payment applies.

    amounts   ticked entry → how much of it, in its currency and signed as it; None for all that is left
    """
    rows = Entry.objects.filter(company=company.id, id__in=[entry_id, *amounts])
    known = {row.id: row for row in rows}
    applying, marked = known[entry_id], {id: amount for id, amount in amounts.items() if id in known}
    only = known[next(iter(marked))] if len(marked) == 1 else None
    if only is not None and only.document_type in _PAYING and applying.document_type not in _PAYING:
        amount = marked.pop(only.id)
        is_partial = amount is not None and only.currency == applying.currency
        marked[applying.id] = -amount if amount is not None and is_partial else None
        applying = only
    targets = tuple(_target(known[id], amount) for id, amount in marked.items())
    return ApplyOrder(_name(applying), targets, words.day, words.accepts_late_discount, words.accepts_tolerance)


def _target(entry: Entry, minor: int | None) -> Target:
    return Target(_name(entry), "" if minor is None else format_minor(minor, entry.currency))


def _name(entry: Entry) -> EntryName:
    return EntryName(entry.ledger, entry.document_number, document_type=entry.document_type, entry_id=entry.id)


def signed_as(entry: Candidate, minor: int) -> int:
    """What was typed without a sign has the entry's: people write 400 of a payment of -1,000."""
    return -minor if minor > 0 > entry.remaining_minor else minor
