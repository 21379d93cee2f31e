"""drafts of reminders and memos, changed line by line before they are issued; alike for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.collections.api import letters
from reskontra.collections.api.letters import LetterWhole, memo_whole, reminder_whole
from reskontra.collections.cli_draft_lines import PreviewNotMade
from reskontra.collections.document_letters import preview_of
from reskontra.collections.draft_lines import (
    LineFeeChange,
    ReminderChange,
    add_text,
    change_line_fee,
    change_reminder,
    change_text,
    delete_lines,
)
from reskontra.collections.editing_memos import add_memo_document, suggest_memo_lines, update_memo_texts
from reskontra.collections.editing_reminders import add_document, set_line_level, suggest_lines, update_texts
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charges import KIND as MEMO
from reskontra.collections.issuing import find_row
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import find_reminder
from reskontra.companies.called import company_of
from reskontra.core.money import parse_minor
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Asked, Body, Code, Day, LongText, Text
from reskontra.interface.handing_out import handed_out

routes = Routes("collections", "Drafts of letters")
Level = Annotated[int, Field(ge=1, le=100)]


class DraftLetterChange(Body):
    """null leaves what is there."""

    posting_date: Day | None = None
    due_date: Day | None = None
    post_interest: bool | None = None
    post_fee: bool | None = None
    post_line_fee: bool | None = None


class FeeOfLine(Body):
    """null leaves what is there; account: a G/L account; reason: kept with the change."""

    amount: Amount | None = None
    text: Text | None = None
    account: Code | None = None
    reason: Text = ""


class ParagraphBody(Body):
    """As it will be printed."""

    text: LongText


class RemovedLine(Asked):
    """Why, where it is a fee."""

    reason: Text = ""


class SuggestReminder(Body):
    """document_date: the draft's own without it."""

    document_date: Day | None = None
    not_due: bool = False
    on_hold: bool = False
    earlier: bool = False
    one_level: bool = False


class SuggestMemo(Body):
    """paid_since: charge what was paid late from then on, a year without it."""

    document_date: Day | None = None
    paid_since: Day | None = None


class DocumentOfMemo(Body):
    """The number of a late document of the customer."""

    document: Code


class DocumentOfReminder(Body):
    """The number of an open document of the customer; level: its next one without."""

    document: Code
    level: Level | None = None


class LevelOfLine(Body):
    """One of the terms."""

    level: Level


class TextsOfReminder(Body):
    """level: with the texts and due date of another; with_fee: the letter's own fee is reckoned anew, too."""

    level: Level | None = None
    with_fee: bool = False


def _named(function: Callable[..., Any], word: str) -> Callable[..., Any]:
    """The same function for the other kind of letter, under a name and in words of its own."""
    function.__name__ = function.__name__.replace("letter", word)
    function.__doc__ = (function.__doc__ or "").replace("LETTER", word)
    return function


def _alike(noun: str, word: str, kind: str, whole: Callable[..., dict[str, Any]]) -> None:
    @letters.routes.patch(f"/{noun}/{{number}}", LetterWhole)  # beside GET and DELETE of the same address
    @lambda function: _named(function, word)
    def change_letter_draft(request: Call, number: str, body: DraftLetterChange) -> dict[str, Any]:
        """Change the dates of a draft of a LETTER, and what of it is posted."""
        company = company_of(request)
        change = ReminderChange(
            body.posting_date, body.due_date, body.post_interest, body.post_fee, body.post_line_fee
        )  # fmt: skip
        change_reminder(company=company, actor=request.auth.actor, number=number, change=change, kind=kind)
        return whole(company, number)

    @routes.delete(f"/{noun}/{{number}}/lines/{{key:line}}")
    @lambda function: _named(function, word)
    def delete_letter_line(request: Call, number: str, line: int, asked: Query[RemovedLine]) -> None:
        """Take a line off a draft of a LETTER; a document's interest and fee go with it."""
        delete_lines(
            company=company_of(request), actor=request.auth.actor, number=number, positions=[line],
            reason=asked.reason, kind=kind,
        )  # fmt: skip

    @routes.put(f"/{noun}/{{number}}/lines/{{key:line}}/fee", LetterWhole)
    @lambda function: _named(function, word)
    def set_letter_fee(request: Call, number: str, line: int, body: FeeOfLine) -> dict[str, Any]:
        """Change a fee on a draft, of the LETTER or of one document."""
        company = company_of(request)
        currency = find_row(company=company, kind=kind, number=number).currency
        minor = None if body.amount is None else parse_minor(body.amount, currency)
        change_line_fee(
            company=company, actor=request.auth.actor, number=number, position=line,
            change=LineFeeChange(minor, body.text, body.account), reason=body.reason, kind=kind,
        )  # fmt: skip
        return whole(company, number)


def _worded_alike(noun: str, word: str, kind: str, whole: Callable[..., dict[str, Any]]) -> None:
    @routes.put(f"/{noun}/{{number}}/lines/{{key:line}}/text", LetterWhole)
    @lambda function: _named(function, word)
    def set_letter_line_text(request: Call, number: str, line: int, body: ParagraphBody) -> dict[str, Any]:
        """Change the words of a text on a draft of a LETTER."""
        company = company_of(request)
        change_text(
            company=company, actor=request.auth.actor, number=number, position=line, text=body.text, kind=kind
        )  # fmt: skip
        return whole(company, number)

    @routes.post(f"/{noun}/{{number}}/texts", LetterWhole)
    @lambda function: _named(function, word)
    def add_letter_paragraph(request: Call, number: str, body: ParagraphBody) -> dict[str, Any]:
        """Write a paragraph on a draft of a LETTER, before the text that ends it."""
        company = company_of(request)
        add_text(company=company, actor=request.auth.actor, number=number, text=body.text, kind=kind)
        return whole(company, number)

    @routes.get(f"/{noun}/{{number}}/preview", None)
    @lambda function: _named(function, word)
    def preview_letter(request: Call, number: str) -> HttpResponse:
        """Download a draft of a LETTER as it would be, marked as a draft; nothing is kept or changed."""
        company = company_of(request)
        found = preview_of(company=company, id=find_row(company=company, kind=kind, number=number).id)
        if found is None:
            raise PreviewNotMade(document=number[:40])
        return handed_out(found.content, found.name)


for _declare in (_alike, _worded_alike):
    _declare("reminders", "reminder", "REMINDER", reminder_whole)
    _declare("finance-charges", "memo", MEMO, memo_whole)


@routes.post("/reminders/{number}/suggest", LetterWhole)
def suggest_reminder_lines(request: Call, number: str, body: SuggestReminder) -> dict[str, Any]:
    """Make the lines of a reminder's draft anew."""
    company = company_of(request)
    known = find_reminder(company=company, number=number)
    order = MakeOrder(
        body.document_date or known.document_date, None if body.document_date else known.posting_date,
        is_overdue_only=not body.not_due, has_on_hold=body.on_hold, has_earlier=body.earlier,
        is_at_one_level=body.one_level,
    )  # fmt: skip
    suggest_lines(company=company, actor=request.auth.actor, number=number, order=order)
    return reminder_whole(company, number)


@routes.post("/reminders/{number}/lines", LetterWhole, status=201)
def add_to_reminder(request: Call, number: str, body: DocumentOfReminder) -> dict[str, Any]:
    """Put an open document of the customer on a draft; one that is not due yet is told of, and not asked for."""
    company = company_of(request)
    add_document(
        company=company, actor=request.auth.actor, number=number, document=body.document, level=body.level
    )  # fmt: skip
    return reminder_whole(company, number)


@routes.put("/reminders/{number}/lines/{key:line}/level", LetterWhole)
def set_reminder_line_level(request: Call, number: str, line: int, body: LevelOfLine) -> dict[str, Any]:
    """Give a document on a draft another level, with its interest and fee."""
    company = company_of(request)
    set_line_level(company=company, actor=request.auth.actor, number=number, position=line, level=body.level)
    return reminder_whole(company, number)


@routes.post("/reminders/{number}/update-texts", LetterWhole)
def update_reminder_texts(request: Call, number: str, body: TextsOfReminder) -> dict[str, Any]:
    """Write a reminder's texts anew, with its totals as they are now."""
    company = company_of(request)
    update_texts(
        company=company, actor=request.auth.actor, number=number, level=body.level, has_fee=body.with_fee
    )  # fmt: skip
    return reminder_whole(company, number)


@routes.post("/finance-charges/{number}/suggest", LetterWhole)
def suggest_the_memo_lines(request: Call, number: str, body: SuggestMemo) -> dict[str, Any]:
    """Make the lines of a memo's draft anew."""
    company = company_of(request)
    known = find_row(company=company, kind=MEMO, number=number)
    order = MemoOrder(
        body.document_date or known.document_date, None if body.document_date else known.posting_date,
        paid_since=body.paid_since,
    )  # fmt: skip
    suggest_memo_lines(company=company, actor=request.auth.actor, number=number, order=order)
    return memo_whole(company, number)


@routes.post("/finance-charges/{number}/lines", LetterWhole, status=201)
def add_to_memo(request: Call, number: str, body: DocumentOfMemo) -> dict[str, Any]:
    """Put a late document of the customer on a draft, with the interest that it bears."""
    company = company_of(request)
    add_memo_document(company=company, actor=request.auth.actor, number=number, document=body.document)
    return memo_whole(company, number)


@routes.post("/finance-charges/{number}/update-texts", LetterWhole)
def update_the_memo_texts(request: Call, number: str) -> dict[str, Any]:
    """Write a memo's texts anew, with its totals as they are now."""
    company = company_of(request)
    update_memo_texts(company=company, actor=request.auth.actor, number=number)
    return memo_whole(company, number)
