"""A draft changed by page, of a reminder or of a finance charge memo, and its letter as it would be."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.collections.document_letters import preview_of
from reskontra.collections.draft_lines import (
    FEES,
    LineFeeChange,
    ReminderChange,
    add_text,
    change_line_fee,
    change_reminder,
    change_text,
    delete_lines,
)
from reskontra.collections.draft_pages import draft_page, read_draft
from reskontra.collections.editing_memos import add_memo_document, suggest_memo_lines, update_memo_texts
from reskontra.collections.editing_reminders import add_document, set_line_level, suggest_lines, update_texts
from reskontra.collections.electronic_invoices import electronic_invoices
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charges import KIND
from reskontra.collections.keeping_letters import letter_of
from reskontra.collections.open_drafts import REMINDER
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import ReminderFacts, reminder_by_id
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import money
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import file_to_keep, keys_typed
from reskontra.interface.setup import Change, answer
from reskontra.interface.typed_form import Typed


@demands("CLERK")
def reminder_change(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    return _changed(request, access, id, REMINDER)


@demands("CLERK")
def memo_change(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    return _changed(request, access, id, KIND)


@demands("READER")
def reminder_letter(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """As it was kept when it was issued; of a draft as it would be, marked as a draft."""
    return _letter(access, id, REMINDER)


@demands("READER")
def memo_letter(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    return _letter(access, id, KIND)


@demands("CLERK", shows=True)
def reminder_ubl(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """What an issued one charges as an electronic invoice."""
    return _ubl(access, id, REMINDER)


@demands("CLERK", shows=True)
def memo_ubl(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    return _ubl(access, id, KIND)


def _ubl(access: Access, id: int, kind: str) -> HttpResponse:
    company, one = _found(access, id, kind)
    (found,) = electronic_invoices(company=company, kind=kind, numbers=[one.number or one.draft_number])
    return file_to_keep(found.name, found.content)


def _found(access: Access, id: int, kind: str) -> tuple[CompanyFacts, ReminderFacts]:
    company = company_by_id(id=access.company_id)
    found = reminder_by_id(company=company, id=id, kind=kind)
    if found is None:
        raise Http404
    return company, found


def _letter(access: Access, id: int, kind: str) -> HttpResponse:
    company, one = _found(access, id, kind)
    found = preview_of(company=company, id=id) if one.is_draft else letter_of(company=company, id=id)
    if found is None:
        raise Http404
    return handed_out(found.content, found.name, is_shown=True)


def _changed(request: HttpRequest, access: Access, id: int, kind: str) -> HttpResponse:
    company, one = _found(access, id, kind)
    if not one.is_draft and request.method != "POST":
        raise Http404

    def now() -> ReminderFacts:
        return _found(access, id, kind)[1]

    def do(typed: Typed) -> str:
        done = _DOES.get(typed.form, _remove)(company, access.actor, one, typed)
        total = f"{money(done.sums.total_minor, done.currency)} {done.currency}"
        return _("{number} is changed: {total} to pay.").format(number=done.name, total=total)

    def present(typed: Typed) -> object:
        return read_draft(company=company, facts=now())

    return answer(
        request, access,
        lambda typed: draft_page(company=company, draft=read_draft(company=company, facts=now()), typed=typed),
        Change(do, present, subject=lambda typed: one.draft_number),
    )  # fmt: skip


def _remove(company: CompanyFacts, actor: str, one: ReminderFacts, typed: Typed) -> ReminderFacts:
    positions = keys_typed([typed.text("remove")])
    return delete_lines(company=company, actor=actor, number=one.draft_number, positions=positions, kind=one.kind)


def _line(company: CompanyFacts, actor: str, one: ReminderFacts, typed: Typed) -> ReminderFacts:
    number, position = one.draft_number, typed.number("line")
    line = next((line for line in read_draft(company=company, facts=one).lines if line.position == position), None)
    role = line.role if line else ""
    if role == "OVERDUE":
        level = typed.number("level")
        return set_line_level(company=company, actor=actor, number=number, position=position, level=level)
    if role not in FEES:
        text = typed.text("text")
        return change_text(company=company, actor=actor, number=number, position=position, text=text, kind=one.kind)
    reason = typed.text("reason")
    if typed.text("remove"):
        return delete_lines(
            company=company, actor=actor, number=number, positions=[position], reason=reason, kind=one.kind
        )
    change = LineFeeChange(typed.amount("amount", one.currency), typed.text("text"), typed.text("account"))
    return change_line_fee(
        company=company, actor=actor, number=number, position=position, change=change, reason=reason, kind=one.kind
    )


def _document(company: CompanyFacts, actor: str, one: ReminderFacts, typed: Typed) -> ReminderFacts:
    document = typed.needed("document")
    if one.kind == KIND:
        return add_memo_document(company=company, actor=actor, number=one.draft_number, document=document)
    level = typed.number("level") if typed.text("level") else None
    return add_document(company=company, actor=actor, number=one.draft_number, document=document, level=level)


def _text(company: CompanyFacts, actor: str, one: ReminderFacts, typed: Typed) -> ReminderFacts:
    return add_text(company=company, actor=actor, number=one.draft_number, text=typed.text("text"), kind=one.kind)


def _head(company: CompanyFacts, actor: str, one: ReminderFacts, typed: Typed) -> ReminderFacts:
    change = ReminderChange(
        typed.day("posting_date"), typed.day("due_date"), typed.is_on("posts_interest"), typed.is_on("posts_fee"),
        typed.is_on("posts_line_fee") if one.kind == REMINDER else None,
    )  # fmt: skip
    return change_reminder(company=company, actor=actor, number=one.draft_number, change=change, kind=one.kind)


def _texts(company: CompanyFacts, actor: str, one: ReminderFacts, typed: Typed) -> ReminderFacts:
    if one.kind == KIND:
        return update_memo_texts(company=company, actor=actor, number=one.draft_number)
    level = typed.number("level") if typed.text("level") else None
    return update_texts(
        company=company, actor=actor, number=one.draft_number, level=level, has_fee=typed.is_on("with_fee")
    )


def _suggest(company: CompanyFacts, actor: str, one: ReminderFacts, typed: Typed) -> ReminderFacts:
    chosen = typed.day("document_date")
    posted = one.posting_date if chosen == one.document_date else None
    if one.kind == KIND:
        order = MemoOrder(chosen, posted)
        return suggest_memo_lines(company=company, actor=actor, number=one.draft_number, order=order)
    wanted = MakeOrder(
        chosen, posted, is_overdue_only=not typed.is_on("not_due"), has_on_hold=typed.is_on("on_hold"),
        has_earlier=typed.is_on("earlier"), is_at_one_level=typed.is_on("one_level"),
    )  # fmt: skip
    return suggest_lines(company=company, actor=actor, number=one.draft_number, order=wanted)


_DOES: dict[str, Callable[[CompanyFacts, str, ReminderFacts, Typed], ReminderFacts]] = {
    "line": _line, "document": _document, "text": _text, "head": _head, "texts": _texts, "suggest": _suggest,
}  # fmt: skip
