"""reminders and finance charge memos: drafted, issued, cancelled; alike for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.collections.cancelling_reminders import cancel_reminders, delete_reminder_drafts
from reskontra.collections.cli_finance_charges import found_memo, made_memos_data, memo_data, memo_line_data
from reskontra.collections.cli_reminders import (
    letter_out_data,
    made_data,
    outcome_data,
    reminder_data,
    reminder_line_data,
)
from reskontra.collections.electronic_invoices import InvoiceOrder, electronic_invoices
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charges import KIND, make_memos, memo_rules
from reskontra.collections.issuing import cancel_documents, delete_drafts
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.letter_jobs import (
    CancelOrder,
    IssueOrder,
    cancel_in_background,
    is_long,
    issue_in_background,
    make_in_background,
)
from reskontra.collections.making_reminders import make_reminders
from reskontra.collections.open_drafts import REMINDER
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import (
    STATES,
    ReminderFacts,
    find_reminder,
    reminder_lines,
    reminders,
)
from reskontra.collections.sending_queries import letters_out
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Code, Data, Day, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.interface.parts import file_to_keep

routes = Routes("collections", "Reminders and finance charges")
Codes = Annotated[list[Code], Field(max_length=10_000)]


class LetterData(Data):
    """A reminder or a memo. number: "" of a draft."""

    number: str
    draft: str
    state: str
    customer: str
    name: str
    currency: str
    document_date: str
    posting_date: str
    due_date: str
    interest: str
    fee: str
    rounding: str
    total: str


class LetterLine(Data):
    """A line of a reminder or a memo. covered: of a fee what is not charged, since other fees for it cover that."""

    line: int
    part: str
    document_number: str
    due_date: str | None
    amount: str
    covered: str
    text: str


class LetterOutData(Data):
    """A letter that went out, or may have: email to an address, print to a customer."""

    number: str
    channel: str
    to: str
    date: str


class LetterWhole(LetterData):
    """With its lines, what issuing it posts, and whether its letter is out."""

    post_interest: bool
    post_fee: bool
    post_line_fee: bool
    lines: list[LetterLine]
    letters_out: list[LetterOutData]


class LettersMade(Data):
    """What was drafted, and who got none and why."""

    preview: bool
    made: list[dict[str, Any]]
    not_made: list[dict[str, Any]]


class LettersDone(Data):
    """What was done one by one, and what was refused with the reason's code; of what was cancelled, whose letter is
    out."""

    done: list[dict[str, str]]
    refused: list[dict[str, str]]
    letters_out: list[LetterOutData]


class LettersAsked(Paged):
    """Which of them; drafts and issued ones without a state."""

    customer: Annotated[str, Field(max_length=60)] = ""
    state: Literal["", "draft", "issued", "all"] = ""


class UblAsked(Asked):
    """To whom, where another address than the customer's own is wanted, and what the buyer finds it by."""

    to: Annotated[str, Field(max_length=60, description="A Peppol address, such as 0088:7350000000009.")] = ""
    buyer_reference: Annotated[str, Field(max_length=100, description="The customer's number without it.")] = ""


class MakeReminders(Body):
    """Of whom and what; everything overdue without it. override: why, though a receipt waits."""

    customers: Codes = []
    terms: Codes = []
    document_date: Day | None = None
    posting_date: Day | None = None
    not_due: bool = False
    on_hold: bool = False
    earlier: bool = False
    one_level: bool = False
    override: Text = ""
    preview: bool = False


class MakeMemos(Body):
    """Of whom; paid_since: charge what was paid late from then on, a year without it."""

    customers: Codes = []
    document_date: Day | None = None
    posting_date: Day | None = None
    paid_since: Day | None = None
    preview: bool = False


class IssueLetters(Body):
    """Drafts by number; every draft for null. preview: tell what is against each, and change nothing."""

    drafts: Codes | None = None
    posting_date: Day | None = None
    accept_rounding: bool = False
    preview: bool = False


class CancelLetters(Body):
    """Issued ones by number; own_number: what takes them back has one of its own."""

    numbers: Annotated[list[Code], Field(min_length=1, max_length=10_000)]
    posting_date: Day | None = None
    own_number: bool = False


class DeleteLetters(Body):
    """Drafts by number; all of them or none."""

    drafts: Annotated[list[Code], Field(min_length=1, max_length=10_000)]


def reminder_whole(company: CompanyFacts, number: str) -> dict[str, Any]:
    """A reminder with its lines; refuses   ReminderUnknown"""
    one = find_reminder(company=company, number=number)
    lines = reminder_lines(company=company, id=one.id)
    told = [reminder_line_data(line, one.currency) for line in lines]
    return {**reminder_data(one), **_rest(company, REMINDER, one), "lines": told}


def memo_whole(company: CompanyFacts, number: str) -> dict[str, Any]:
    """A memo with its lines; refuses   CollectionDocumentUnknown"""
    one = found_memo(company, number)
    lines = reminder_lines(company=company, id=one.id)
    told = [memo_line_data(line, one.currency) for line in lines]
    return {**memo_data(one), **_rest(company, KIND, one), "lines": told}


def _rest(company: CompanyFacts, kind: str, one: ReminderFacts) -> dict[str, Any]:
    return {
        "post_interest": one.posts_interest, "post_fee": one.posts_fee, "post_line_fee": one.posts_line_fee,
        "letters_out": _out(company, kind, [one.number]),
    }  # fmt: skip


def _out(company: CompanyFacts, kind: str, numbers: Sequence[str]) -> list[dict[str, str]]:
    return [letter_out_data(one) for one in letters_out(company=company, kind=kind, numbers=numbers)]


def _states(asked: LettersAsked) -> tuple[str, ...]:
    if asked.state == "all":
        return tuple(STATES)
    return (asked.state.upper(),) if asked.state else ("DRAFT", "ISSUED")


@routes.get("/reminders", Page[LetterData])
def list_reminders(request: Call, asked: Query[LettersAsked]) -> dict[str, Any]:
    """List reminders, the newest first."""
    found = reminders(company=company_of(request), states=_states(asked), party=asked.customer)
    return page_of(found, asked, key=lambda one: str(one.id), build=reminder_data)


@routes.post("/reminders", LettersMade, also={202: JobData})
def draft_reminders(request: Call, body: MakeReminders) -> Any:
    """Draft reminders of all that is overdue, and tell who gets none and why; much in the background."""
    order = MakeOrder(
        document_date=body.document_date or today(), posting_date=body.posting_date, customers=tuple(body.customers),
        terms=tuple(body.terms), is_overdue_only=not body.not_due, has_on_hold=body.on_hold, has_earlier=body.earlier,
        is_at_one_level=body.one_level, override=body.override.strip(),
    )  # fmt: skip
    if job := _made_as_job(request, order, body.preview):
        return under_way(request, job)
    done = make_reminders(company=company_of(request), actor=request.auth.actor, order=order, is_preview=body.preview)
    return made_data(done, body.preview)


def _made_as_job(request: Call, order: MakeOrder | MemoOrder, is_preview: bool) -> int | None:
    """None where it is done, or tried, while the caller waits."""
    company = company_of(request)
    if is_preview or not is_long(company=company, before=order.document_date, customers=order.customers):
        return None
    return make_in_background(company=company, actor=request.auth.actor, order=order)


def _issued_as_job(request: Call, kind: str, body: IssueLetters) -> int | None:
    """None where they are few, or only tried."""
    if body.preview:
        return None
    named = None if body.drafts is None else tuple(body.drafts)
    order = IssueOrder(named, body.posting_date, body.accept_rounding)
    return issue_in_background(company=company_of(request), actor=request.auth.actor, kind=kind, order=order)


def _cancelled_as_job(request: Call, kind: str, body: CancelLetters) -> int | None:
    """None where they are few."""
    order = CancelOrder(tuple(body.numbers), body.posting_date, body.own_number)
    return cancel_in_background(company=company_of(request), actor=request.auth.actor, kind=kind, order=order)


@routes.post("/reminders/issue", LettersDone, role="ACCOUNTANT", also={202: JobData})
def issue_drafted_reminders(request: Call, body: IssueLetters) -> Any:
    """Issue drafts: they take their numbers, and what their terms say is posted. Many in the background."""
    if job := _issued_as_job(request, REMINDER, body):
        return under_way(request, job)
    done = issue_reminders(
        company=company_of(request), actor=request.auth.actor, drafts=body.drafts, posting_date=body.posting_date,
        accepts_rounding=body.accept_rounding or body.preview, is_preview=body.preview,
    )  # fmt: skip
    return outcome_data(done)


@routes.post("/reminders/cancel", LettersDone, role="ACCOUNTANT", also={202: JobData})
def cancel_issued_reminders(request: Call, body: CancelLetters) -> Any:
    """Cancel issued reminders: what was posted is taken back, and levels are as before. Many in the background."""
    if job := _cancelled_as_job(request, REMINDER, body):
        return under_way(request, job)
    company = company_of(request)
    out = letters_out(company=company, kind=REMINDER, numbers=body.numbers)
    done = cancel_reminders(
        company=company, actor=request.auth.actor, numbers=body.numbers, day=body.posting_date,
        has_own_number=body.own_number,
    )  # fmt: skip
    return outcome_data(done, out)


@routes.post("/reminders/delete", None, status=204)
def delete_reminders(request: Call, body: DeleteLetters) -> None:
    """Delete drafts; their numbers are not used again."""
    delete_reminder_drafts(company=company_of(request), actor=request.auth.actor, drafts=body.drafts)


@routes.get("/reminders/{number}", LetterWhole)
def show_reminder(request: Call, number: str) -> dict[str, Any]:
    """Show a reminder with its lines."""
    return reminder_whole(company_of(request), number)


@routes.get("/reminders/{number}/ubl", None, role="CLERK")
def reminder_as_ubl(request: Call, number: str, asked: Query[UblAsked]) -> HttpResponse:
    """Download what an issued reminder charges as an electronic invoice (UBL, Peppol BIS Billing 3)."""
    return _ubl(request, REMINDER, number, asked)


@routes.delete("/reminders/{number}")
def delete_reminder(request: Call, number: str) -> None:
    """Delete a draft; its number is not used again."""
    delete_reminder_drafts(company=company_of(request), actor=request.auth.actor, drafts=[number])


@routes.get("/finance-charges", Page[LetterData])
def list_memos(request: Call, asked: Query[LettersAsked]) -> dict[str, Any]:
    """List finance charge memos, the newest first."""
    found = reminders(company=company_of(request), states=_states(asked), party=asked.customer, kind=KIND)
    return page_of(found, asked, key=lambda one: str(one.id), build=memo_data)


@routes.post("/finance-charges", LettersMade, also={202: JobData})
def draft_memos(request: Call, body: MakeMemos) -> Any:
    """Draft memos of all interest that is not charged yet, and tell who gets none and why; much in the background."""
    order = MemoOrder(
        document_date=body.document_date or today(), posting_date=body.posting_date, customers=tuple(body.customers),
        paid_since=body.paid_since,
    )  # fmt: skip
    if job := _made_as_job(request, order, body.preview):
        return under_way(request, job)
    done = make_memos(company=company_of(request), actor=request.auth.actor, order=order, is_preview=body.preview)
    return made_memos_data(done, body.preview)


@routes.post("/finance-charges/issue", LettersDone, role="ACCOUNTANT", also={202: JobData})
def issue_memos(request: Call, body: IssueLetters) -> Any:
    """Issue drafts: number, voucher and customer entry; refused ones stay drafts. Many in the background."""
    if job := _issued_as_job(request, KIND, body):
        return under_way(request, job)
    company = company_of(request)
    done = issue_documents(
        company=company, actor=request.auth.actor, rules=memo_rules(company), drafts=body.drafts,
        posting_date=body.posting_date, is_preview=body.preview,
    )  # fmt: skip
    return outcome_data(done)


@routes.post("/finance-charges/cancel", LettersDone, role="ACCOUNTANT", also={202: JobData})
def cancel_memos(request: Call, body: CancelLetters) -> Any:
    """Take issued memos back one by one; their interest can be charged again. Many in the background."""
    if job := _cancelled_as_job(request, KIND, body):
        return under_way(request, job)
    company = company_of(request)
    out = letters_out(company=company, kind=KIND, numbers=body.numbers)
    done = cancel_documents(
        company=company, actor=request.auth.actor, rules=memo_rules(company), numbers=body.numbers,
        day=body.posting_date, has_own_number=body.own_number,
    )  # fmt: skip
    return outcome_data(done, out)


@routes.post("/finance-charges/delete", None, status=204)
def delete_memos(request: Call, body: DeleteLetters) -> None:
    """Delete drafts; their numbers are not used again."""
    company = company_of(request)
    delete_drafts(company=company, actor=request.auth.actor, rules=memo_rules(company), drafts=body.drafts)


@routes.get("/finance-charges/{number}", LetterWhole)
def show_memo(request: Call, number: str) -> dict[str, Any]:
    """Show a memo with its lines, and how its interest comes about."""
    return memo_whole(company_of(request), number)


@routes.get("/finance-charges/{number}/ubl", None, role="CLERK")
def memo_as_ubl(request: Call, number: str, asked: Query[UblAsked]) -> HttpResponse:
    """Download an issued memo as an electronic invoice (UBL, Peppol BIS Billing 3)."""
    return _ubl(request, KIND, number, asked)


def _ubl(request: Call, kind: str, number: str, asked: UblAsked) -> HttpResponse:
    order = InvoiceOrder(asked.to, asked.buyer_reference)
    (found,) = electronic_invoices(company=company_of(request), kind=kind, numbers=[number], order=order)
    return file_to_keep(found.name, found.content)


@routes.delete("/finance-charges/{number}")
def delete_memo(request: Call, number: str) -> None:
    """Delete a draft; its number is not used again."""
    company = company_of(request)
    delete_drafts(company=company, actor=request.auth.actor, rules=memo_rules(company), drafts=[number])
