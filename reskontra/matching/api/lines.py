"""journal lines: applied, split, accepted and undone one at a time, by who saw what stands there (If-Match)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from django.http import HttpResponse
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money, format_minor, parse_minor
from reskontra.interface.api.as_seen import ANY, ETAG, NO_TAG, SEEN, seen_by
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data
from reskontra.journals.queries import JournalFacts, find_journal
from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.apply_line import (
    WantedDocument,
    account_currency,
    apply_to_documents,
    transfer_difference,
    unapply_line,
)
from reskontra.matching.actions.ask import answer, ask, close
from reskontra.matching.actions.decide_as_seen import decide_as_seen, version_of
from reskontra.matching.actions.give_amount import give_amount
from reskontra.matching.actions.post_journal import LineUnknown
from reskontra.matching.actions.restore_line import undo_decision
from reskontra.matching.actions.return_payment import left_over, undo_returned
from reskontra.matching.actions.split_line import SplitPart, split_line
from reskontra.matching.api.shapes import JournalLine
from reskontra.matching.queries import journals_as_data, shown_line
from reskontra.matching.questions import waiting_for

routes = Routes("journals", "Journal lines")
AS_SEEN = {"parameters": [SEEN]}
Whole = tuple[CompanyFacts, JournalFacts]
Decide = Callable[[CompanyFacts, JournalFacts], object]
Done = TypeVar("Done")


class DocumentPart(Body):
    """A document and how much of it, signed as the document; as much as the line has without an amount."""

    ledger: Literal["customer", "vendor"]
    number: Code
    account: Annotated[str, Field(max_length=60)] = ""
    document_type: Annotated[str, Field(max_length=20)] = ""
    amount: Amount | None = None


class ApplyLine(Body):
    """Documents that the line pays, or an account that its difference goes on ("gl:3740", "customer:C1")."""

    documents: Annotated[list[DocumentPart], Field(max_length=1000)] = []
    account: Annotated[str, Field(max_length=80)] = ""
    with_discount: bool = False
    reopen: bool = False


class LinePart(Body):
    """kind and number: document and customer:F1001, customer and C1, gl and 6570, bank and B2; one may lack amount."""

    kind: Code
    number: Code
    amount: Amount | None = None


class SplitLine(Body):
    """What the line's money is put on."""

    parts: Annotated[list[LinePart], Field(min_length=1, max_length=1000)]


class LineAmount(Body):
    """The line's amount in its account's currency."""

    amount: Amount


class LineQuestion(Body):
    """of: the user who is asked."""

    of: Code
    question: Annotated[str, Field(min_length=1, max_length=1000)]


class LineAnswer(Body):
    """The answer; close: nothing more is to be asked."""

    text: Annotated[str, Field(max_length=1000)] = ""
    close: bool = False


class Question(Data):
    """A question about a line that waits."""

    journal: str
    line: int
    asked_by: str
    question: str
    answer: str


class Questions(Data):
    """The oldest first."""

    questions: list[Question]


class ReturnedPayment(Data):
    """A payment that was returned, and what is open again."""

    document: str
    account: str
    opened: list[str]


class ReturnedData(Data):
    """What a return undid; left: of the line, such as the bank's charge."""

    payments: list[ReturnedPayment]
    left: str
    currency: str


def _wanted(one: DocumentPart) -> WantedDocument:
    return WantedDocument(one.ledger.upper(), one.number, one.account, one.amount or "", one.document_type.upper())


def _found(request: Call, journal: str) -> Whole:
    company = company_of(request)
    return company, find_journal(company=company, number=journal)


def _told(whole: Whole, line: int, response: HttpResponse) -> dict[str, Any]:
    """The line as it stands, with its ETag.

    refuses   LineUnknown
    """
    company, journal = whole
    shown = shown_line(company=company, journal=journal, number=line)
    if shown is None:
        raise LineUnknown(journal=journal.number, line=line)
    response[ETAG] = f'"{version_of(shown)}"'
    found: dict[str, Any] = journals_as_data(company=company, journals=[journal], shown=[shown])["lines"][0]
    return found


def _decided(
    request: Call,
    journal: str,
    line: int,
    response: HttpResponse,
    decide: Decide,
) -> dict[str, Any]:
    """Decide the line where it is as it was seen, and tell how it stands then.

    refuses   LineDecidedMeanwhile, LineChangedMeanwhile, what the decision refuses
    """
    company, found = _found(request, journal)
    _as_seen(request, (company, found), line, lambda: decide(company, found))
    return _told((company, found), line, response)


def _as_seen(request: Call, whole: Whole, line: int, decide: Callable[[], Done]) -> Done:
    """What the decision gives, where the line is as the request says that it was seen."""
    company, found = whole
    said = seen_by(request) or ANY
    seen = "" if said == ANY else said.removeprefix("W/").strip('"') or NO_TAG
    done, _before = decide_as_seen(company=company, journal=found, line_number=line, seen=seen, decide=decide)
    return done


@routes.get("/journals/{journal}/lines/{key:line}", JournalLine)
def show_line(request: Call, response: HttpResponse, journal: str, line: int) -> dict[str, Any]:
    """Show one line; its ETag tells what a decision would rest on."""
    return _told(_found(request, journal), line, response)


@routes.post("/journals/{journal}/lines/{key:line}/apply", JournalLine, extra=AS_SEEN)
def apply_line(request: Call, response: HttpResponse, journal: str, line: int, body: ApplyLine) -> dict[str, Any]:
    """Apply a line by hand: to documents, or its difference to an account."""

    def decide(company: CompanyFacts, found: JournalFacts) -> None:
        chosen: dict[str, Any] = {"company": company, "actor": request.auth.actor, "journal": found}
        if body.documents:
            currency = account_currency(company=company, journal=found)
            wanted = [
                (_wanted(one), parse_minor(one.amount, currency) if one.amount else None) for one in body.documents
            ]  # fmt: skip
            apply_to_documents(
                **chosen, line_number=line, documents=wanted, with_discount=body.with_discount, reopens=body.reopen
            )
        if body.account or not body.documents:
            transfer_difference(**chosen, line_number=line, account=body.account)

    return _decided(request, journal, line, response, decide)


@routes.post("/journals/{journal}/lines/{key:line}/unapply", JournalLine, extra=AS_SEEN)
def take_line_off(request: Call, response: HttpResponse, journal: str, line: int) -> dict[str, Any]:
    """Take away what is applied."""
    return _decided(
        request, journal, line, response,
        lambda company, found: unapply_line(
            company=company, actor=request.auth.actor, journal=found, line_number=line
        ),
    )  # fmt: skip


@routes.post("/journals/{journal}/lines/{key:line}/accept", JournalLine, extra=AS_SEEN)
def accept_line(request: Call, response: HttpResponse, journal: str, line: int) -> dict[str, Any]:
    """Accept what is proposed as reviewed."""
    return _decided(
        request, journal, line, response,
        lambda company, found: accept_lines(
            company=company, actor=request.auth.actor, journal=found, line_numbers=[line]
        ),
    )  # fmt: skip


@routes.post("/journals/{journal}/lines/{key:line}/split", JournalLine, extra=AS_SEEN)
def split_a_line(request: Call, response: HttpResponse, journal: str, line: int, body: SplitLine) -> dict[str, Any]:
    """Put a line's money on several parts; what was proposed before is replaced."""

    def decide(company: CompanyFacts, found: JournalFacts) -> None:
        currency = account_currency(company=company, journal=found)
        parts = [
            SplitPart(one.kind, one.number, parse_minor(one.amount, currency) if one.amount else None)
            for one in body.parts
        ]
        split_line(company=company, actor=request.auth.actor, journal=found, line_number=line, parts=parts)

    return _decided(request, journal, line, response, decide)


@routes.post("/journals/{journal}/lines/{key:line}/undo", JournalLine, extra=AS_SEEN)
def undo_line(request: Call, response: HttpResponse, journal: str, line: int) -> dict[str, Any]:
    """Undo the token's last decision on a line: what was proposed before it stands there again."""
    return _decided(
        request, journal, line, response,
        lambda company, found: undo_decision(
            company=company, actor=request.auth.actor, journal=found, line_number=line
        ),
    )  # fmt: skip


@routes.put("/journals/{journal}/lines/{key:line}/amount", JournalLine, extra=AS_SEEN)
def set_line_amount(request: Call, response: HttpResponse, journal: str, line: int, body: LineAmount) -> dict[str, Any]:
    """Give the amount of a line whose bank entry is in another currency than its account."""

    def decide(company: CompanyFacts, found: JournalFacts) -> None:
        currency = account_currency(company=company, journal=found)
        amount = Money(parse_minor(body.amount, currency), currency)
        give_amount(company=company, actor=request.auth.actor, journal=found, line_number=line, amount=amount)

    return _decided(request, journal, line, response, decide)


@routes.post("/journals/{journal}/lines/{key:line}/return", ReturnedData, extra=AS_SEEN)
def return_line(request: Call, journal: str, line: int) -> dict[str, Any]:
    """Undo the payment that a line returns: what it had settled is open again, and the line is applied to it."""
    company, found = _found(request, journal)
    done = _as_seen(
        request, (company, found), line,
        lambda: undo_returned(company=company, actor=request.auth.actor, journal=found, line_number=line),
    )  # fmt: skip
    rest = left_over(company=company, journal=found, proposal=done.proposal)
    payments = [{"document": one.document, "account": one.account, "opened": list(one.opened)} for one in done.payments]
    return {"payments": payments, "left": format_minor(rest.minor, rest.currency), "currency": rest.currency}


@routes.post("/journals/{journal}/lines/{key:line}/ask", JournalLine, extra=AS_SEEN)
def ask_about_line(
    request: Call, response: HttpResponse, journal: str, line: int, body: LineQuestion
) -> dict[str, Any]:
    """Ask a person about a line; it is on her start page until she has answered."""
    return _decided(
        request, journal, line, response,
        lambda company, found: ask(
            company=company, actor=request.auth.actor, journal=found, line_number=line, asked_of=body.of,
            question=body.question,
        ),
    )  # fmt: skip


@routes.post("/journals/{journal}/lines/{key:line}/answer", JournalLine, extra=AS_SEEN)
def answer_about_line(
    request: Call, response: HttpResponse, journal: str, line: int, body: LineAnswer
) -> dict[str, Any]:
    """Answer what waits on a line, or be done with it."""

    def decide(company: CompanyFacts, found: JournalFacts) -> None:
        if body.close:
            close(company=company, actor=request.auth.actor, journal=found, line_number=line)
        else:
            answer(company=company, actor=request.auth.actor, journal=found, line_number=line, text=body.text)

    return _decided(request, journal, line, response, decide)


@routes.get("/questions", Questions)
def list_questions(request: Call) -> dict[str, Any]:
    """The questions about lines that wait for the token."""
    found = waiting_for(company=company_of(request), actor=request.auth.actor)
    told = [
        {"journal": one.journal, "line": one.line, "asked_by": one.asked_by, "question": one.question,
         "answer": one.answer}
        for one in found
    ]  # fmt: skip
    return {"questions": told}
