"""Drafts of reminders and memos opened to be changed, and kept with the sums of their lines: of either kind alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.collections.issuing import NoLongerADraft, find_row, total_of
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_book import vat_rates
from reskontra.collections.reminder_drafts import DraftLine, Sums, numbered, to_whole
from reskontra.collections.reminder_queries import ReminderFacts, find_reminder, reminder_by_id
from reskontra.collections.writing_drafts import write_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.vat import vat_on
from reskontra.database.locks import lock_company
from reskontra.ledger.collecting_accounts import collecting_accounts
from reskontra.parties.queries import parties_by_id

REMINDER = "REMINDER"
STATES = (noop("issued"), noop("cancelled"))  # in the words of refusals
_CHANGED = {REMINDER: "reminder.changed", "FINANCE_CHARGE": "finance_charge.changed"}
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


def columns_of(sums: Sums) -> dict[str, int]:
    """Sums by the columns of a document."""
    return {name: getattr(sums, name) for name in Sums.__dataclass_fields__}


def keep_draft(
    *, company: CompanyFacts, actor: str, row: CollectionDocument, values: dict[str, Any], about: dict[str, Any]
) -> ReminderFacts:
    """Write the head with the sums of the lines as they are now, and tell of it.

    values    columns of the document that are others now
    about     what was changed, in words of the audit trail
    """
    before = total_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    _reckon_vat(company, row)
    for name, value in _summed(company, row).items():
        setattr(row, name, value)
    row.save()
    content = {"about": None, **about, "before": before, "total": total_of(row)}
    content |= {name: value for name, value in values.items() if name.endswith("_date") or name == "level"}
    record(company=company.id, actor=actor, action=_CHANGED[row.kind], subject=row.draft_number, content=content)
    return facts_of(company=company, row=row)


def _reckon_vat(company: CompanyFacts, row: CollectionDocument) -> None:
    """VAT as it will be posted: by the accounts and by what is posted at all; on interest once, on its first line."""
    rates = vat_rates(company)
    party = parties_by_id(company=company, ids=[row.party_id])[row.party_id]
    groups = collecting_accounts(company=company)
    group = groups.get(party.posting_group) or groups[""]
    lines = CollectionLine.objects.filter(company=company.id, document=row.id)
    found = list(lines.filter(role__in=("OVERDUE", "FEE", "LINE_FEE")).order_by("position"))
    interest = sum(line.amount_minor for line in found if line.role == "OVERDUE")
    on_interest = vat_on(interest, rates.get(group.interest, 0)) if row.posts_interest else 0
    is_posted = {"FEE": row.posts_fee, "LINE_FEE": row.posts_line_fee}
    for line in found:
        if line.role == "OVERDUE":
            line.vat_minor, on_interest = (on_interest, 0) if line.amount_minor else (0, on_interest)
        else:
            line.vat_minor = vat_on(line.amount_minor, rates.get(line.account, 0)) if is_posted[line.role] else 0
    CollectionLine.objects.bulk_update(found, ["vat_minor"])


def _summed(company: CompanyFacts, row: CollectionDocument) -> dict[str, int]:
    """The sums of the lines; a line that rounds makes the total whole units again."""
    sums = dict.fromkeys(Sums.__dataclass_fields__, 0)
    columns = {"OVERDUE": "interest_minor", "FEE": "fee_minor", "LINE_FEE": "line_fee_minor"}
    rounding: CollectionLine | None = None
    for line in CollectionLine.objects.filter(company=company.id, document=row.id):
        if line.role == "OVERDUE":
            sums["remaining_minor"] += line.demanded_minor
        if line.role in columns:
            sums[columns[line.role]] += line.amount_minor
            sums["vat_minor"] += line.vat_minor
        if line.role == "ROUNDING":
            rounding = line
    if rounding is not None:
        rounding.amount_minor = sums["rounding_minor"] = to_whole(sum(sums.values()), row.currency)
        rounding.save()
    return sums
