"""Reminders as they are: a list, one with its lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_drafts import Sums
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused

STATES = ("DRAFT", "ISSUED", "CANCELLED", "DELETED")
_DOCUMENT = (
    "id", "kind", "state", "draft_number", "number", "party_id", "party__number", "party__name", "currency",
    "language", "posting_date", "document_date", "due_date", "level", "terms", "interest_terms", "is_at_one_level",
    "posts_interest", "posts_fee", "posts_line_fee", "made_at", "made_by", "issued_at", "issued_by", "entry_id",
    "voucher_id", "cancelled_at", "cancelled_by", "cancel_number", "cancel_voucher_id", "pdf_sha256",
)  # fmt: skip
_SUMS = ("remaining_minor", "interest_minor", "fee_minor", "line_fee_minor", "vat_minor", "rounding_minor")
_LINE = (
    "id", "position", "role", "parent_position", "entry_id", "document_type", "document_number", "document_date",
    "level", "text", "account", "original_minor", "remaining_minor", "demanded_minor", "amount_minor", "cost",
    "due_date", "next_due", "from_date", "days", "rate_e5", "period_days", "whole_minor", "most_minor",
)  # fmt: skip


class ReminderUnknown(Refused):
    code = "reminder_unknown"
    template = 'There is no reminder "{number}". List them with reskontra reminders list.'


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """A reminder's head; see CollectionDocument. sums: in its currency."""

    id: int
    kind: str
    state: str
    draft_number: str
    number: str
    party_id: int
    party: str
    party_name: str
    currency: str
    language: str
    posting_date: date
    document_date: date
    due_date: date
    level: int
    terms: str
    interest_terms: str
    is_at_one_level: bool
    posts_interest: bool
    posts_fee: bool
    posts_line_fee: bool
    made_at: datetime
    made_by: str
    issued_at: datetime | None
    issued_by: str
    entry_id: int | None
    voucher_id: int | None
    cancelled_at: datetime | None
    cancelled_by: str
    cancel_number: str
    cancel_voucher_id: int | None
    pdf_sha256: str
    sums: Sums

    @property
    def name(self) -> str:
        """The number by which people know it."""
        return self.number or self.draft_number

    @property
    def is_draft(self) -> bool:
        return self.state == "DRAFT"

    @property
    def posted_minor(self) -> int:
        """What issuing posts of it: the parts that its terms flag, and rounding with any of them."""
        sums = self.sums
        parts = (
            (self.posts_interest, sums.interest_minor), (self.posts_fee, sums.fee_minor),
            (self.posts_line_fee, sums.line_fee_minor),
        )  # fmt: skip
        posted = sum(minor for is_posted, minor in parts if is_posted)
        return posted + sums.rounding_minor if posted else 0


@dataclass(frozen=True, slots=True)
class ReminderLineFacts:
    """A line; see CollectionLine. document_…: of its entry, "" and None for none."""

    id: int
    position: int
    role: str
    parent_position: int
    entry_id: int | None
    document_type: str
    document_number: str
    document_date: date | None
    level: int
    text: str
    account: str
    original_minor: int
    remaining_minor: int
    demanded_minor: int
    amount_minor: int
    cost: str
    due_date: date | None
    next_due: date | None
    from_date: date | None
    days: int
    rate_e5: int
    period_days: int
    whole_minor: int | None
    most_minor: int | None

    @property
    def covered_minor(self) -> int:
        return covered_minor(self.amount_minor, self.whole_minor, self.most_minor)


def covered_minor(amount_minor: int, whole_minor: int | None, most_minor: int | None) -> int:
    """How much of a fee is not charged, since what else is charged for its claims covers it."""
    wanted = whole_minor if most_minor is None else most_minor
    return max(0, (wanted or 0) - amount_minor)


def reminders(
    *, company: CompanyFacts, states: Collection[str] = ("DRAFT", "ISSUED"), party: str = "", kind: str = "REMINDER"
) -> list[ReminderFacts]:
    """Reminders, or memos, in these states, the newest first; of one customer by number, or of all."""
    rows = CollectionDocument.objects.filter(company=company.id, kind=kind, state__in=list(states))
    if party:
        rows = rows.filter(party__number=party, party__ledger="CUSTOMER")
    return [_facts(row) for row in rows.order_by("-document_date", "-id").values_list(*_DOCUMENT, *_SUMS)]


def reminders_named(*, company: CompanyFacts, numbers: Sequence[str]) -> list[ReminderFacts]:
    """Each by its number, or the number of its draft, in their order; deleted drafts are not found.

    refuses   ReminderUnknown
    """
    rows = CollectionDocument.objects.filter(company=company.id, kind="REMINDER").exclude(state="DELETED")
    found: dict[str, ReminderFacts] = {}
    for column in ("draft_number", "number"):
        for row in rows.filter(**{f"{column}__in": list(numbers)}).values_list(*_DOCUMENT, *_SUMS):
            facts = _facts(row)
            found[getattr(facts, column)] = facts
    for number in numbers:
        if number not in found:
            raise ReminderUnknown(number=number[:40])
    return list({found[number].id: found[number] for number in numbers}.values())


def find_reminder(*, company: CompanyFacts, number: str) -> ReminderFacts:
    """refuses   ReminderUnknown"""
    return reminders_named(company=company, numbers=[number])[0]


def reminder_by_id(*, company: CompanyFacts, id: int, kind: str = "REMINDER") -> ReminderFacts | None:
    """None where the company has no such reminder, or memo."""
    rows = CollectionDocument.objects.filter(company=company.id, kind=kind, id=id).exclude(state="DELETED")
    found = rows.values_list(*_DOCUMENT, *_SUMS).first()
    return _facts(found) if found else None


_FIELDS = tuple({"party__number": "party", "party__name": "party_name"}.get(name, name) for name in _DOCUMENT)


def _facts(row: tuple[object, ...]) -> ReminderFacts:
    width = len(_DOCUMENT)
    values: dict[str, Any] = dict(zip(_FIELDS, row[:width], strict=True))
    sums: dict[str, Any] = dict(zip(_SUMS, row[width:], strict=True))
    return ReminderFacts(**values, sums=Sums(**sums))


def reminder_lines(*, company: CompanyFacts, id: int) -> list[ReminderLineFacts]:
    """The lines of one in the order of print."""
    rows = CollectionLine.objects.filter(company=company.id, document=id).order_by("position")
    named = rows.annotate(
        document_type=F("entry__document_type"),
        document_number=F("entry__document_number"),
        document_date=F("entry__document_date"),
    )
    found = []
    for row in named.values(*_LINE):
        row["document_type"] = row["document_type"] or ""
        row["document_number"] = row["document_number"] or ""
        found.append(ReminderLineFacts(**row))
    return found
