"""Statements of account: a customer's as a preview and as a PDF, the runs, and what a run issued."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.customer_statements import customers_of, statements
from reskontra.collections.left_letters import asked_again
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.letterhead import letterhead
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.statement_asked import asked_of, query_of, usual
from reskontra.collections.statement_jobs import (
    issue_in_background,
    issued_words,
    mail_in_background,
    mail_run,
    mailed_words,
)
from reskontra.collections.statement_letter import statement_pdf as pdf_of_letter
from reskontra.collections.statement_pages import runs_page, statement_page
from reskontra.collections.statement_run_page import run_page, waiting
from reskontra.collections.statement_runs import (
    StatementUnknown,
    find_run,
    find_statement,
    issue_statements,
    pdf_of,
    print_batch,
)
from reskontra.collections.statement_sending import StatementOrder, mark_statements_sent, send_statements
from reskontra.collections.statement_sending_queries import statements_to_send
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.customer_statement import Asked
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import REFUSED, done, goto
from reskontra.interface.replicated import late_notes, read_for
from reskontra.interface.setup import Page, refused_page, show
from reskontra.interface.typed_form import Typed
from reskontra.parties.queries import PartySummary, PartyUnknown, find_party


class NoStatementToPrint(Refused):
    code = "no_statement_to_print"
    template = "No statement of run {number} is still to be printed. Print all of them by the link of the run."


Build = Callable[[Asked, bool], Page]
Issue = Callable[[Asked], tuple[str, str]]


@demands("READER")
def customer_statement(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """What a customer would be told of its account; a clerk issues it."""
    company, customer = _customer(access, number)

    def build(asked: Asked, _is_asked: bool) -> Page:
        may_issue = access.may("CLERK")
        read = partial(statement_page, company=company, customer=customer, asked=asked, may_issue=may_issue)
        page = read_for(request, company=company.id, actor=access.actor, read=read)
        return replace(page, told=" ".join([page.told, *late_notes(request)]))

    def issue(asked: Asked) -> tuple[str, str]:
        run = issue_statements(company=company, actor=access.actor, asked=asked, numbers=[customer.number])
        outcome = {"run": run.number if run else 0, "count": run.statements if run else 0}
        return issued_words(outcome)[0], request.path

    return _answer(request, access, build, issue)


@demands("READER")
def customer_statement_pdf(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """The preview as a PDF, without a number."""
    company, customer = _customer(access, number)
    asked = asked_of(Typed(request.GET, today()))

    def read() -> HttpResponse:
        found = [said for piece in statements(company=company, asked=asked, parties=[customer.id]) for said in piece]
        if not found:
            raise Http404
        return _file(pdf_of_letter(letterhead(company=company), found[0], asked, number=0)[1], f"statement-{number}")

    return read_for(request, company=company.id, actor=access.actor, read=read)


@demands("READER")
def statement_runs(request: HttpRequest, access: Access) -> HttpResponse:
    """The runs so far; who would get a statement, and issuing them."""
    company = company_by_id(id=access.company_id)

    def build(asked: Asked, is_asked: bool) -> Page:
        return runs_page(company=company, asked=asked, is_asked=is_asked, may_issue=access.may("CLERK"))

    return _answer(request, access, build, partial(_issue_many, company, access.actor))


def _issue_many(company: CompanyFacts, actor: str, asked: Asked) -> tuple[str, str]:
    customers = len(customers_of(company=company, asked=asked))
    job = issue_in_background(company=company, actor=actor, asked=asked, customers=customers)
    if job is not None:
        return "", reverse("job", args=[company.id, job])
    run = issue_statements(company=company, actor=actor, asked=asked)
    if run is None:
        return issued_words({"run": 0})[0], reverse("statement_runs", args=[company.id])
    told = issued_words({"run": run.number, "count": run.statements})[0]
    return told, reverse("statement_run", args=[company.id, run.number])


@demands("READER")
def statement_run(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What a run issued; a clerk sends it, by e-mail and on paper.

    Each statement is transactions of its own: what was handed over stays written whatever comes after.
    """
    company = company_by_id(id=access.company_id)
    try:
        run = find_run(company=company, number=number)
    except StatementUnknown as unknown:
        raise Http404 from unknown
    may_send = access.may("CLERK")
    build = partial(run_page, company=company, run=run, may_send=may_send)
    if request.method != "POST":
        return show(request, build(after=request.GET.get("after", "")))
    if not may_send:
        raise Http404
    typed = Typed(request.POST, today())
    try:
        if typed.form == "paper":
            return _paper(company, access.actor, number)
        said, to = _send(company, access.actor, number, typed)
    except (Refused, Malformed) as refusal:
        return show(request, refused_page(build(), typed, refusal), status=REFUSED)
    return done(request, said, to or request.path)


def _paper(company: CompanyFacts, actor: str, number: int) -> HttpResponse:
    """refuses   NoStatementToPrint"""
    written: list[bytes] = []
    order = StatementOrder(number, only="PRINT", most=LETTERS_IN_FILE)
    send_statements(
        company=company, actor=actor, order=order, write=lambda content, _documents: written.append(content)
    )
    if not written:
        raise NoStatementToPrint(number=number)
    return _file(written[0], f"statements-{number}")


def _send(company: CompanyFacts, actor: str, number: int, typed: Typed) -> tuple[str, str]:
    """What was done, and where to go on; refuses what could not be sent."""
    if typed.text("mark"):
        customer = typed.text("mark")
        mark_statements_sent(company=company, actor=actor, run=number, customers=[customer])
        return _("{document} is marked as sent.").format(document=customer), ""
    if typed.text("again"):
        customer, seen = asked_again(typed.text("again"))
        order = StatementOrder(number, (customer,), is_again=True, seen=seen)
        return _mailed(send_statements(company=company, actor=actor, order=order)), ""
    found = statements_to_send(company=company, run=number)
    job = mail_in_background(company=company, actor=actor, run=number, letters=waiting(found, "EMAIL"))
    if job is not None:
        return "", reverse("job", args=[company.id, job])
    return _mailed(mail_run(company=company, actor=actor, run=number)), ""


def _mailed(outcome: SendOutcome) -> str:
    """refuses   what could not be sent, each letter for itself; the others went out"""
    if outcome.refused:
        raise Findings(outcome.refused)
    return mailed_words(len(outcome.mailed))


@demands("READER")
def statement_run_print(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """All statements of a run as one PDF; of many the part that the address names."""
    company = company_by_id(id=access.company_id)
    text = request.GET.get("part", "1")
    part = int(text) if text.isdecimal() and len(text) < 6 else 0
    try:
        name = f"statements-{number}-{part}" if part > 1 else f"statements-{number}"
        return _file(print_batch(company=company, number=number, part=part), name)
    except StatementUnknown as unknown:
        raise Http404 from unknown


@demands("READER")
def statement_pdf(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """A statement as it was issued."""
    company = company_by_id(id=access.company_id)
    found = find_statement(company=company, id=id)
    if found is None:
        raise Http404
    return _file(pdf_of(company=company, statement=found), found.file_name.removesuffix(".pdf"))


def _customer(access: Access, number: str) -> tuple[CompanyFacts, PartySummary]:
    company = company_by_id(id=access.company_id)
    try:
        return company, find_party(company=company, ledger="CUSTOMER", number=number)
    except PartyUnknown as unknown:
        raise Http404 from unknown


def _answer(request: HttpRequest, access: Access, build: Build, issue: Issue) -> HttpResponse:
    """GET shows what the address asks for; POST comes back with it in the address, or issues it."""
    is_sent = request.method == "POST"
    typed = Typed(request.POST if is_sent else request.GET, today())
    try:
        asked = asked_of(typed)
        if not is_sent:
            return show(request, build(asked, bool(typed.text("from"))))
        if not typed.text("issue"):
            return goto(request, f"{request.path}?{urlencode(query_of(asked))}")
        if not access.may("CLERK"):
            raise Http404
        said, to = issue(asked)
        return done(request, said, to)
    except (Refused, Malformed) as refusal:
        page = build(usual(today()), False)
        typed.values = {**{name: typed.values[name] for name in typed.values}, "form": "statement"}
        return show(request, refused_page(page, typed, refusal), status=REFUSED)


def _file(content: bytes, name: str) -> HttpResponse:
    return handed_out(content, f"{name}.pdf")
