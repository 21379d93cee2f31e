"""Change what may be changed of a posted entry; amounts, accounts, dates of posting and numbers never do."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money, parse_minor
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault
from reskontra.receivables.applying import EntryName, find_named
from reskontra.receivables.holds import LONGEST_ON_HOLD, OnHoldTooLong
from reskontra.receivables.models import Entry
from reskontra.receivables.write import rewrite_keys

ALWAYS = ("on_hold", "description", "promised_date", "dispute_status")
TEXTS = {"description": 250, "payment_reference": 50, "dispute_status": 20}
BEARING_DISCOUNT = ("INVOICE", "CREDIT_MEMO")
AMOUNTS = {"discount_amount": "discount_minor", "max_tolerance": "max_tolerance_minor"}
# What stays on a settled entry, as its refusal names it.
_FIELDS = {
    "due_date": noop("due date"),
    "discount_date": noop("discount date"),
    "discount_minor": noop("cash discount"),
    "discount_tolerance_date": noop("last day of a late discount"),
    "max_tolerance_minor": noop("payment tolerance"),
    "payment_reference": noop("payment reference"),
}


class NothingToEdit(Refused):
    code = "nothing_to_edit"
    template = "Nothing was to be changed of {document}. Name at least one value, such as --due-date."


class SettledEntryEdited(Refused):
    code = "settled_entry_edited"
    template = (
        "{document} is settled, and its {kept} stays as it is. "
        "Only on hold, description, promised date and dispute change on a settled entry."
    )


class EditedDiscount(Refused):
    code = "edited_discount_out_of_bounds"
    template = "A discount of {discount} does not fit the {amount} of {document}. Give it its sign, and at most that."


class EditedDiscountWithoutDay(Refused):
    code = "edited_discount_without_day"
    template = "{document} has a discount of {discount}, and no last day for it. Give one with --discount-date."


class EditedTolerance(Refused):
    code = "edited_tolerance_out_of_bounds"
    template = (
        "A tolerance of {tolerance} does not fit the {remaining} left of {document}. "
        "Give it its sign, and at most that."
    )


class EditedDiscountOfOtherType(Refused):
    code = "edited_discount_of_other_type"
    template = (
        "{document} is a {document_type}, and invoices and credit memos alone bear a cash discount. "
        "Give the discount to the document that is paid."
    )


class DueDateEmptied(Refused):
    code = "due_date_emptied"
    template = "{document} was to be without a due date. Give the day on which it is to be paid."


class DueBeforePosted(Refused):
    code = "due_before_document"
    template = "{document} is of {document_date}, and was to be due on {due_date}. Give that day or a later one."


@dataclass(frozen=True, slots=True)
class Edit:
    """New values; None leaves a value as it is, "" takes it away.

    discount_amount, max_tolerance   as people write them; "" is none, as 0 is
    discount_tolerance_date          the last day of a late discount
    """

    due_date: date | str | None = None
    discount_date: date | str | None = None
    discount_amount: str | None = None
    discount_tolerance_date: date | str | None = None
    max_tolerance: str | None = None
    payment_reference: str | None = None
    on_hold: str | None = None
    description: str | None = None
    promised_date: date | str | None = None
    dispute_status: str | None = None


def edit_entry(*, company: CompanyFacts, actor: str, name: EntryName, edit: Edit) -> dict[str, tuple[object, object]]:
    """Change the values of one entry; gives what changed: column → (before, after).

    refuses   DocumentUnknown, DocumentNotUnique, and what edit_entry_of() refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        found = find_named(company=company, name=name)
        return edit_entry_of(company=company, actor=actor, entry_id=found.entry_id, edit=edit)


def edit_entry_of(*, company: CompanyFacts, actor: str, entry_id: int, edit: Edit) -> dict[str, tuple[object, object]]:
    """Change the values of the entry with that key; gives what changed: column → (before, after).

    refuses   NothingToEdit, DueDateEmptied, SettledEntryEdited, EditedDiscountOfOtherType, EditedDiscount,
              EditedDiscountWithoutDay, EditedTolerance, DueBeforePosted, OnHoldTooLong; with the column as its place
              ValueTooLong, ValueHoldsNul
    """
    with transaction.atomic():
        lock_company(company.id)
        entry = Entry.objects.get(company=company.id, id=entry_id)
        wanted = _wanted(entry, edit)
        if not wanted:
            raise NothingToEdit(document=entry.document_number)
        changed = {
            column: (getattr(entry, column), value)
            for column, value in wanted.items()
            if getattr(entry, column) != value
        }
        _refuse(entry, {column: after for column, (_before, after) in changed.items()})
        if changed:
            _keep(company, actor, entry, changed)
    return changed


def _keep(company: CompanyFacts, actor: str, entry: Entry, changed: dict[str, tuple[object, object]]) -> None:
    rows = Entry.objects.filter(company=company.id, id=entry.id)
    rows.update(**{column: after for column, (_before, after) in changed.items()}, edited_at=bulk.moment())
    if "payment_reference" in changed:
        rewrite_keys(company=company, entry_id=entry.id)
    record(
        company=company.id,
        actor=actor,
        action="entry.edited",
        subject=entry.document_number,
        content={
            "entry": entry.id,
            **({"currency": entry.currency} if any(column.endswith("_minor") for column in changed) else {}),
            **{column: list(values) for column, values in changed.items()},
        },
    )


def _wanted(entry: Entry, edit: Edit) -> dict[str, object]:
    """The columns that are named, with what is to be kept in them."""
    wanted: dict[str, object] = {}
    for field in fields(edit):
        value = getattr(edit, field.name)
        if value is None:
            continue
        if field.name in AMOUNTS:
            wanted[AMOUNTS[field.name]] = parse_minor(value, entry.currency) if value else 0
        else:
            wanted[field.name] = None if value == "" and field.name.endswith("_date") else value
    if "due_date" in wanted and wanted["due_date"] is None:
        raise DueDateEmptied(document=entry.document_number)
    return wanted


def _refuse(entry: Entry, changed: dict[str, object]) -> None:
    """Whatever forbids the new values."""
    for column, value in changed.items():
        if not entry.remaining_minor and column not in ALWAYS:
            raise SettledEntryEdited(document=entry.document_number, kept=_FIELDS[column])
        if column in TEXTS and (fault := text_fault(column, str(value), most=TEXTS[column])):
            fault.place = column
            raise fault
    _refuse_discount(entry, changed)
    tolerance = changed.get("max_tolerance_minor", 0)
    assert isinstance(tolerance, int)
    if tolerance and not _is_within(tolerance, entry.remaining_minor):
        raise EditedTolerance(
            document=entry.document_number,
            tolerance=Money(tolerance, entry.currency),
            remaining=Money(entry.remaining_minor, entry.currency),
        )
    due = changed.get("due_date")
    if isinstance(due, date) and due < entry.document_date:
        raise DueBeforePosted(document=entry.document_number, document_date=entry.document_date, due_date=due)
    on_hold = str(changed.get("on_hold", ""))
    if len(on_hold) > LONGEST_ON_HOLD:
        raise OnHoldTooLong(on_hold=on_hold[:40])


def _refuse_discount(entry: Entry, changed: dict[str, object]) -> None:
    discount = changed.get("discount_minor", entry.discount_minor)
    assert isinstance(discount, int)
    if not discount or not changed.keys() & {"discount_minor", "discount_date"}:
        return
    if "discount_minor" in changed:
        if entry.document_type not in BEARING_DISCOUNT:
            word = entry.document_type.lower().replace("_", " ") or "correction"
            raise EditedDiscountOfOtherType(document=entry.document_number, document_type=word)
        if not _is_within(discount, entry.document_minor):
            raise EditedDiscount(
                document=entry.document_number,
                discount=Money(discount, entry.currency),
                amount=Money(entry.document_minor, entry.currency),
            )
    if changed.get("discount_date", entry.discount_date) is None:
        raise EditedDiscountWithoutDay(document=entry.document_number, discount=Money(discount, entry.currency))


def _is_within(part: int, whole: int) -> bool:
    return part * whole > 0 and abs(part) <= abs(whole)
