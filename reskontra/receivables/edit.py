"""Change what may be changed of a posted entry; amounts, accounts, dates of posting and numbers never do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money, parse_minor
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.receivables.applying import EntryName, find_named
from reskontra.receivables.models import Entry
from reskontra.receivables.write import rewrite_keys

_ALWAYS = ("on_hold", "description", "promised_date", "dispute_status")


class NothingToEdit(Refused):
    code = "nothing_to_edit"
    template = "Nothing was to be changed of {document}. Name at least one value, such as --due-date."


class SettledEntryEdited(Refused):
    code = "settled_entry_edited"
    template = "{document} is settled, and its {column} stays as it is. Only {known} change on a settled entry."


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


class DueBeforePosted(Refused):
    code = "due_before_document"
    template = "{document} is of {document_date}, and was to be due on {due_date}. Give that day or a later one."


class OnHoldTooLong(Refused):
    code = "on_hold_too_long"
    template = '"{on_hold}" has more than 3 characters. Use up to three, such as initials.'


@dataclass(frozen=True, slots=True)
class Edit:
    """New values; None leaves a value as it is.

    discount_amount, max_tolerance   as people write them; discount_tolerance_date: the last day of a late discount
    on_hold                          "" takes it off hold
    """

    due_date: date | None = None
    discount_date: date | None = None
    discount_amount: str | None = None
    discount_tolerance_date: date | None = None
    max_tolerance: str | None = None
    payment_reference: str | None = None
    on_hold: str | None = None
    description: str | None = None
    promised_date: date | None = None
    dispute_status: str | None = None


def edit_entry(*, company: CompanyFacts, actor: str, name: EntryName, edit: Edit) -> dict[str, tuple[object, object]]:
    """Change the values of one entry; gives what changed: column → (before, after).

    refuses   DocumentUnknown, DocumentNotUnique, SettledEntryEdited, EditedDiscount, EditedDiscountWithoutDay,
              EditedTolerance, DueBeforePosted, OnHoldTooLong, NothingToEdit
    """
    with transaction.atomic():
        lock_company(company.id)
        fact = find_named(company=company, name=name)
        entry = Entry.objects.get(company=company.id, id=fact.entry_id)
        wanted = _wanted(entry, edit)
        changed = {
            column: (getattr(entry, column), value)
            for column, value in wanted.items()
            if getattr(entry, column) != value
        }
        if not wanted:
            raise NothingToEdit(document=entry.document_number)
        if changed:
            rows = Entry.objects.filter(company=company.id, id=entry.id)
            rows.update(**{column: after for column, (_, after) in changed.items()}, edited_at=bulk.moment())
            if "payment_reference" in changed:
                rewrite_keys(company=company, entry_id=entry.id)
            record(
                company=company.id,
                actor=actor,
                action="entry.edited",
                subject=entry.document_number,
                content={"entry": entry.id, **{column: list(values) for column, values in changed.items()}},
            )
    return changed


def _wanted(entry: Entry, edit: Edit) -> dict[str, object]:
    """The columns to set, each checked."""
    wanted: dict[str, object] = {
        "due_date": edit.due_date,
        "discount_date": edit.discount_date,
        "discount_tolerance_date": edit.discount_tolerance_date,
        "payment_reference": edit.payment_reference,
        "on_hold": edit.on_hold,
        "description": edit.description,
        "promised_date": edit.promised_date,
        "dispute_status": edit.dispute_status,
    }
    if edit.discount_amount is not None:
        wanted["discount_minor"] = parse_minor(edit.discount_amount, entry.currency)
    if edit.max_tolerance is not None:
        wanted["max_tolerance_minor"] = parse_minor(edit.max_tolerance, entry.currency)
    wanted = {column: value for column, value in wanted.items() if value is not None}
    for column in wanted:
        if not entry.remaining_minor and column not in _ALWAYS:
            raise SettledEntryEdited(
                document=entry.document_number, column=column.removesuffix("_minor").replace("_", " "),
                known=tuple(name.replace("_", " ") for name in _ALWAYS),
            )  # fmt: skip
    _refuse_bounds(entry, edit, wanted)
    return wanted


def _refuse_bounds(entry: Entry, edit: Edit, wanted: dict[str, object]) -> None:
    discount = wanted.get("discount_minor", 0)
    assert isinstance(discount, int)
    if discount and entry.document_type not in ("INVOICE", "CREDIT_MEMO"):
        word = entry.document_type.lower().replace("_", " ") or "correction"
        raise EditedDiscountOfOtherType(document=entry.document_number, document_type=word)
    if discount and not _is_within(discount, entry.document_minor):
        raise EditedDiscount(
            document=entry.document_number,
            discount=Money(discount, entry.currency),
            amount=Money(entry.document_minor, entry.currency),
        )
    if discount and not (edit.discount_date or entry.discount_date):
        raise EditedDiscountWithoutDay(document=entry.document_number, discount=Money(discount, entry.currency))
    tolerance = wanted.get("max_tolerance_minor", 0)
    assert isinstance(tolerance, int)
    if tolerance and not _is_within(tolerance, entry.remaining_minor):
        raise EditedTolerance(
            document=entry.document_number,
            tolerance=Money(tolerance, entry.currency),
            remaining=Money(entry.remaining_minor, entry.currency),
        )
    if edit.due_date and edit.due_date < entry.document_date:
        raise DueBeforePosted(document=entry.document_number, document_date=entry.document_date, due_date=edit.due_date)
    if edit.on_hold and len(edit.on_hold) > 3:
        raise OnHoldTooLong(on_hold=edit.on_hold)


def _is_within(part: int, whole: int) -> bool:
    return part * whole > 0 and abs(part) <= abs(whole)
