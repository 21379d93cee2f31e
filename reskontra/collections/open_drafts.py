"""Drafts of reminders and memos opened to be changed, and kept with the sums of their lines: of either kind alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.collections.draft_sums import reckon
from reskontra.collections.fitting_fees import CHANGED, fit_beside, fit_fees
from reskontra.collections.issuing import NoLongerADraft, find_row, total_of
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_drafts import DraftLine, numbered
from reskontra.collections.reminder_queries import ReminderFacts, find_reminder, reminder_by_id
from reskontra.collections.writing_drafts import write_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company

REMINDER = "REMINDER"
STATES = (noop("issued"), noop("cancelled"))  # in the words of refusals
_SECTIONS = ("BEGINNING", "OVERDUE", "RATE", "LINE_FEE", "FEE", "ROUNDING", "TEXT", "ENDING")


class NotADraft(Refused):
    code = "reminder_not_a_draft"
    template = "Reminder {number} is {state}. Drafts alone can be changed; cancel the reminder and make another."


def open_draft(*, company: CompanyFacts, number: str, kind: str) -> tuple[CollectionDocument, ReminderFacts]:
    """A draft by its number, under the company's lock; inside the caller's transaction.

    refuses   ReminderUnknown, NotADraft; of a memo CollectionDocumentUnknown, NoLongerADraft
    """
    lock_company(company.id)
    if kind == REMINDER:
        facts = find_reminder(company=company, number=number)
        if not facts.is_draft:
            raise NotADraft(number=facts.name, state=facts.state.lower())
        return find_row(company=company, kind=kind, number=facts.draft_number), facts
    row = find_row(company=company, kind=kind, number=number)
    if row.state != "DRAFT":
        raise NoLongerADraft(document=row.draft_number, number=row.number)
    return row, facts_of(company=company, row=row)


def facts_of(*, company: CompanyFacts, row: CollectionDocument) -> ReminderFacts:
    """A document that is there, as it is told."""
    found = reminder_by_id(company=company, id=row.id, kind=row.kind)
    assert found is not None, "a document that was found a moment ago"
    return found


def lines_of_draft(*, company: CompanyFacts, row: CollectionDocument) -> list[DraftLine]:
    """In their order."""
    rows = CollectionLine.objects.filter(company=company.id, document=row.id).order_by("position")
    return [DraftLine(*values) for values in rows.values_list(*DraftLine._fields)]


def rewrite_lines(*, company: CompanyFacts, row: CollectionDocument, lines: Sequence[DraftLine]) -> None:
    """These lines and no others, counted from 1; rates and fees of documents under the entry that they follow."""
    CollectionLine.objects.filter(company=company.id, document=row.id).delete()
    write_lines(company=company, documents=[(row.id, numbered(lines))])


def put_in(lines: Sequence[DraftLine], added: Sequence[DraftLine]) -> list[DraftLine]:
    """The lines with some more behind the last of their section: what is told without being asked for is at the end."""
    role = added[0].role
    if role not in _SECTIONS:
        return [*lines, *added]
    before = _SECTIONS[: _SECTIONS.index("LINE_FEE" if role == "OVERDUE" else role) + 1]
    at = max((place for place, line in enumerate(lines, 1) if line.role in before), default=0)
    return [*lines[:at], *added, *lines[at:]]


def replace_texts(
    *, company: CompanyFacts, row: CollectionDocument, begins: Sequence[DraftLine], ends: Sequence[DraftLine]
) -> None:
    """Texts in the places that texts have, or at the ends: the other lines stay where they are."""
    lines = CollectionLine.objects.filter(company=company.id, document=row.id)
    places = list(lines.order_by("position").values_list("position", flat=True)) or [1]
    for role, found, place in (("BEGINNING", begins, min(places) - 1), ("ENDING", ends, max(places) + 1)):
        old = lines.filter(role=role).order_by("position").values_list("position", flat=True).first()
        lines.filter(role=role).delete()
        at = place if old is None else old
        for line in found[:1]:
            write_lines(company=company, documents=[(row.id, [line._replace(position=at)])])


def keep_draft(
    *, company: CompanyFacts, actor: str, row: CollectionDocument, values: dict[str, Any], about: dict[str, Any]
) -> ReminderFacts:
    """Write the head with the sums of the lines as they are now, and tell of it.

    Fees are fitted to what the claims bear, those of the other draft of these claims too.

    values    columns of the document that are others now
    about     what was changed, in words of the audit trail
    """
    before = total_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    reckon(company=company, row=row)
    row.save()
    fit_fees(company=company, actor=actor, rows=[row])
    content = {"about": None, **about, "before": before, "total": total_of(row)}
    content |= {name: value for name, value in values.items() if name.endswith("_date") or name == "level"}
    record(company=company.id, actor=actor, action=CHANGED[row.kind], subject=row.draft_number, content=content)
    fit_beside(company=company, actor=actor, document_ids=[row.id])
    return facts_of(company=company, row=row)
