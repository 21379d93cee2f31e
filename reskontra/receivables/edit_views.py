"""The page on which the values of a posted entry are changed that may change."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import company_by_id
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.money import format_minor
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.column_words import column_word
from reskontra.interface.display import decimal
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.setup import Change, Page, answer
from reskontra.interface.typed_form import Typed
from reskontra.receivables.edit import ALWAYS, AMOUNTS, BEARING_DISCOUNT, Edit, edit_entry_of
from reskontra.receivables.history import EntryLine, find_entry
from reskontra.receivables.kinds import kind_word

DISCOUNT = ("discount_amount", "discount_date", "discount_tolerance_date")
NAMES = (
    "due_date", "promised_date", "on_hold", "dispute_status", "description", "payment_reference", *DISCOUNT,
    "max_tolerance",
)  # fmt: skip
HINTS = {
    "due_date": noop("t is today; 15, 1503 and 2026-03-15 are days too."),
    "on_hold": noop("Up to three characters, such as initials. A payment that bears the same takes it off."),
    "payment_reference": noop("What the payer may quote."),
    "discount_date": noop("The last day on which the discount is given by itself."),
    "discount_tolerance_date": noop("The last day on which it is given late, where the settings allow that."),
    "max_tolerance": noop("The most that is let pass of what is left."),
}
AT = {
    "due_date_emptied": "due_date", "due_before_document": "due_date", "on_hold_too_long": "on_hold",
    "edited_discount_out_of_bounds": "discount_amount", "edited_discount_without_day": "discount_date",
    "edited_discount_of_other_type": "discount_amount", "edited_tolerance_out_of_bounds": "max_tolerance",
}  # fmt: skip


@demands("CLERK")
def entry_edit(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """GET shows what may be changed; POST saves it, unless somebody else changed the entry meanwhile."""
    company = company_by_id(id=access.company_id)
    read = partial(find_entry, company=company, entry_id=id)
    if read() is None:
        raise Http404
    here = reverse("entry", args=[company.id, id])

    def held() -> EntryLine:
        found = read()
        assert found is not None  # entries are never deleted
        return found

    def build(typed: Typed) -> Page:
        found = held()
        name = f"{kind_word(found.document_type)} {found.document_number}"
        form = Form(
            "entry", _("Details"), _("Save"), tuple(_fields(found)), seen=stamp(found), at=AT, leave=here, is_wide=True
        )
        told = _("Amounts, accounts, dates of posting and numbers of what is posted never change.")
        if not found.remaining.minor:
            told += " " + _("It is settled: what decides how it is paid stays as it was.")
        return Page(_("Change {number}").format(number=name), told, forms=(form,), above=(name, here))

    def do(typed: Typed) -> str:
        found = held()
        changed = _saved(access, company.id, id, typed, found)
        number = found.document_number
        if not changed:
            return _("Nothing of {number} was changed.").format(number=number)
        words = ", ".join(column_word(name) for name in changed)
        return _("{number} is changed: {columns}.").format(number=number, columns=words)

    change = Change(do, lambda typed: read(), lambda typed: held().document_number, lambda typed: here)
    return answer(request, access, build, change)


def _saved(
    access: Access, company_id: int, id: int, typed: Typed, found: EntryLine
) -> dict[str, tuple[object, object]]:
    """What was changed; what is refused of a column is told at its field."""
    company = company_by_id(id=company_id)
    with typed.told_at_fields():
        return edit_entry_of(company=company, actor=access.actor, entry_id=id, edit=_edit(typed, found))


def _names(found: EntryLine) -> list[str]:
    """The fields that may be changed, in the order of the form."""
    names = [name for name in NAMES if name in ALWAYS or found.remaining.minor]
    return [name for name in names if name not in DISCOUNT or found.document_type in BEARING_DISCOUNT]


def _edit(typed: Typed, found: EntryLine) -> Edit:
    """What was typed, of the fields that were sent."""
    values: dict[str, date | str] = {}
    for name in _names(found):
        if name in typed.values:
            values[name] = _read(typed, found, name)
    return Edit(**values)  # type: ignore[arg-type]  # each as its field reads it


def _read(typed: Typed, found: EntryLine, name: str) -> date | str:
    text = typed.text(name)
    if not text:
        return ""
    if name.endswith("_date"):
        return typed.checked(name, lambda text: day_typed(text, today=today()))
    if name in AMOUNTS:
        currency = found.amount.currency
        minor = typed.checked(name, lambda text: amount_typed(text, currency))
        return format_minor(minor * _sign(found, name), currency)
    return text


def _sign(found: EntryLine, name: str) -> int:
    """Of the amount that the field is a part of: the form shows and takes parts without it."""
    whole = found.amount if name == "discount_amount" else found.remaining
    return -1 if whole.minor < 0 else 1


def _fields(found: EntryLine) -> list[Field]:
    fixed = ((_("External number"), found.external_document_number),) if found.external_document_number else ()
    return [
        *(
            Field(
                name,
                column_word(AMOUNTS.get(name, name)),
                _shown(found, name),
                "number" if name in AMOUNTS else "text",
                hint=_(HINTS[name]) if name in HINTS else "",
                is_needed=name == "due_date",
            )
            for name in _names(found)
        ),
        *(Field("external_document_number", word, text, "fixed") for word, text in fixed),
    ]


def _shown(found: EntryLine, name: str) -> str:
    """As it is typed."""
    if name in AMOUNTS:
        part = found.discount if name == "discount_amount" else found.max_tolerance
        return decimal(format_minor(part.minor * _sign(found, name), part.currency)) if part.minor else ""
    value = getattr(found, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")
