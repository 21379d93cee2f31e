"""letters that wait to be sent, what was sent, by which server, and by which template they are made."""

from __future__ import annotations

from typing import Annotated, Any, BinaryIO, Literal, cast

from django.http import HttpResponse
from ninja import File, Query, UploadedFile
from pydantic import Field

from reskontra.collections.bounces import Returned, take_bounces
from reskontra.collections.cli_finance_charges import found_memo
from reskontra.collections.cli_letters import waiting_data
from reskontra.collections.cli_sending import sending_data
from reskontra.collections.keeping_letters import letter_of
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.letter_template import own_template, remove_own_template, set_own_template
from reskontra.collections.mail_jobs import mail_in_background, mail_letters
from reskontra.collections.mail_setup import MailFacts, find_mail, mail_of, send_test, set_up_mail
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.reminder_queries import find_reminder
from reskontra.collections.sending import LetterBlocked, NoLetterToPrint, SendOrder, mark_sent, send_documents
from reskontra.collections.sending_queries import sendings_of, to_send
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.delivery_status import Bounce, read_bounces
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.problems import finding_data
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Code, Data, Finding, Page, Paged, Text
from reskontra.interface.console import with_named
from reskontra.interface.handing_out import handed_out
from reskontra.interface.idempotency import once_in_parts
from reskontra.letters.pdf import template_source

routes = Routes("collections", "Letters")
Kind = Literal["", "reminder", "finance-charge"]
Numbers = Annotated[list[Code], Field(max_length=10_000)]
Named = Annotated[list[Code], Field(min_length=1, max_length=10_000)]
Address = Annotated[str, Field(min_length=3, max_length=254)]
MOST_TOLD = 10_000


class WaitingLetter(Data):
    """An issued letter that was not sent, and which way it goes."""

    number: str
    kind: str
    customer: str | None
    channel: str
    address: str
    state: str
    is_settled: bool


class SentLetter(Data):
    """What was sent of a letter. state: sending, waiting (it may have gone out), sent, failed, or bounced."""

    number: str
    customer: str
    channel: str
    address: str
    state: str
    began_at: str
    sent_at: str | None
    failure: str


class SendLetters(Body):
    """numbers: all that were not sent without. channel: instead of each customer's own way."""

    kind: Kind = ""
    numbers: Numbers = []
    channel: Literal["", "email", "print"] = ""
    again: bool = False


class PrintLetters(Body):
    """numbers: all that go on paper without; all: also what would go by e-mail."""

    kind: Kind = ""
    numbers: Numbers = []
    all: bool = False
    again: bool = False


class MailedLetter(Data):
    """To which address."""

    number: str
    address: str


class LettersSent(Data):
    """to_print: wait for a print run; settled: not sent, since they are paid or on a later reminder."""

    mailed: list[MailedLetter]
    to_print: list[str]
    settled: list[str]
    refused: list[Finding]


class MarkLetters(Body):
    """Which went out."""

    kind: Literal["reminder", "finance-charge"]
    numbers: Named


class LettersMarked(Data):
    """How many."""

    count: int


class MailData(Data):
    """By which server letters are sent, and in whose name; password_env: the variable that holds the password."""

    sender: str
    sender_name: str
    reply_to: str
    server: str
    password_env: str
    copy_to_sender: bool


class MailBody(Body):
    """null leaves what is there; server: smtp://user@host:587 or smtps://user@host:465, without a password."""

    sender: Text | None = None
    sender_name: Text | None = None
    reply_to: Text | None = None
    server: Text | None = None
    password_env: Text | None = None
    copy_to_sender: bool | None = None


class TestBody(Body):
    """Where the message goes."""

    address: Address


class TestSent(Data):
    """Where it is on its way to."""

    address: str


class CameBack(Data):
    """Mail that came back; document and customer are empty where nothing of ours was sent there."""

    address: str
    document: str
    customer: str
    reason: str


class AllCameBack(Data):
    """Each message."""

    items: list[CameBack]


class TemplateAsked(Asked):
    """ours: also where there is another."""

    ours: bool = False


class LetterTemplate(Data):
    """The source in typst; own: the company's."""

    source: str
    own: bool


class TemplateBody(Body):
    """In typst."""

    source: Annotated[str, Field(min_length=1, max_length=200_000)]


def _kind(kind: str) -> str:
    return kind.upper().replace("-", "_")


def letters_told(done: SendOutcome) -> dict[str, Any]:
    """What became of each letter."""
    return {
        "mailed": [{"number": number, "address": address} for number, address in done.mailed],
        "to_print": list(done.to_print), "settled": list(done.settled),
        "refused": [finding_data(one) for one in done.refused],
    }  # fmt: skip


def _letter(company: CompanyFacts, kind: str, number: str) -> HttpResponse:
    """refuses   DocumentNotSendable of a draft or a cancelled one, LetterBlocked"""
    (one,) = to_send(company=company, kind=kind, numbers=[number])
    letter = letter_of(company=company, id=one.document.id)
    if letter is None:
        raise LetterBlocked(document=number)
    return handed_out(letter.content, letter.name)


@routes.get("/letters", Page[WaitingLetter])
def list_waiting_letters(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List reminders and memos that are issued and were not sent: which way each goes."""
    found = [one for one in to_send(company=company_of(request), kind="") if one.was_not_sent]
    return page_of(found, asked, key=lambda one: one.document.number, build=waiting_data)


@routes.get("/letters/sent", Page[SentLetter])
def list_sent_letters(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List what was sent of reminders and memos, the newest first."""
    found = sendings_of(company=company_of(request), most=MOST_TOLD)
    return page_of(found, asked, key=lambda one: f"{one.number} {one.made_at}", build=sending_data)


@routes.post("/letters/send", LettersSent, role="ACCOUNTANT", once_by=once_in_parts, also={202: JobData})
def send_letters(request: Call, body: SendLetters) -> Any:
    """Mail what is issued and was not sent, each letter by itself; what goes on paper waits for a print run.

    More than 50 letters go in the background; where a job is at the very same, that one is told. What went out does
    not go out again, so that the request may be made twice; `again` with numbers asks for it: with an Idempotency-Key
    once.
    """
    company, actor = company_of(request), request.auth.actor
    order = SendOrder(_kind(body.kind), tuple(body.numbers), body.channel.upper(), body.again)
    if job := mail_in_background(company=company, actor=actor, order=order):
        return under_way(request, job)
    return letters_told(mail_letters(company=company, actor=actor, order=order))


@routes.post("/letters/print", None, role="ACCOUNTANT", once_by=None)
def print_letters(request: Call, body: PrintLetters) -> HttpResponse:
    """Download one PDF of the letters that go on paper and were not sent; they count as sent then.

    It has 500 letters at most: ask again for the next ones.
    """
    company = company_of(request)
    written: list[bytes] = []
    channel, only = ("PRINT", "") if body.all or body.numbers else ("", "PRINT")
    order = SendOrder(
        _kind(body.kind), tuple(body.numbers), channel, is_again=body.again, only=only, most=LETTERS_IN_FILE
    )
    send_documents(
        company=company,
        actor=request.auth.actor,
        order=order,
        write=lambda content, _documents: written.append(content),
    )
    if not written:
        raise NoLetterToPrint(company=company.name)
    return handed_out(written[0], "letters.pdf")


@routes.post("/letters/mark-sent", LettersMarked, role="ACCOUNTANT")
def mark_letters_sent(request: Call, body: MarkLetters) -> dict[str, Any]:
    """Say that letters went out otherwise; nothing is sent."""
    company = company_of(request)
    return {
        "count": mark_sent(
            company=company, actor=request.auth.actor, kind=_kind(body.kind), numbers=body.numbers
        )
    }  # fmt: skip


@routes.get("/reminders/{number}/file", None)
def download_reminder(request: Call, number: str) -> HttpResponse:
    """Download an issued reminder as the customer gets it, as a PDF."""
    company = company_of(request)
    return _letter(company, "REMINDER", find_reminder(company=company, number=number).number)


@routes.get("/finance-charges/{number}/file", None)
def download_memo(request: Call, number: str) -> HttpResponse:
    """Download an issued memo as the customer gets it, as a PDF."""
    company = company_of(request)
    return _letter(company, "FINANCE_CHARGE", found_memo(company, number).number)


@routes.get("/mail", MailData, role="ADMINISTRATOR")
def show_mail(request: Call) -> dict[str, Any]:
    """Show by which server letters are sent, and in whose name."""
    return _mail(mail_of(company=company_of(request)))


@routes.patch("/mail", MailData, role="ADMINISTRATOR")
def set_mail_up(request: Call, body: MailBody) -> dict[str, Any]:
    """Set up what is named of mail; the rest stays."""
    company = company_of(request)
    wanted = with_named(
        find_mail(company=company) or MailFacts(""), sender=body.sender, sender_name=body.sender_name,
        reply_to=body.reply_to, server=body.server, password_env=body.password_env, copies_self=body.copy_to_sender,
    )  # fmt: skip
    set_up_mail(company=company, actor=request.auth.actor, mail=wanted, is_by_page=True)
    return _mail(wanted)


def _mail(one: MailFacts) -> dict[str, Any]:
    return {
        "sender": one.sender, "sender_name": one.sender_name, "reply_to": one.reply_to, "server": one.server,
        "password_env": one.password_env, "copy_to_sender": one.copies_self,
    }  # fmt: skip


@routes.post("/mail/test", TestSent, role="ADMINISTRATOR")
def send_test_message(request: Call, body: TestBody) -> dict[str, Any]:
    """Send a message that tries the server."""
    send_test(company=company_of(request), actor=request.auth.actor, address=body.address)
    return {"address": body.address}


@routes.post("/mail/bounces", AllCameBack, role="ACCOUNTANT")
def take_in_bounces(request: Call, file: File[UploadedFile]) -> dict[str, Any]:
    """Take in a mailbox, or one message, that says that mail could not be delivered; the same again changes nothing."""
    found = read_bounces(cast(BinaryIO, file.file).read())
    return _back(request, found, (file.name or "upload")[:200])


@routes.post("/mail/bounced-addresses", AllCameBack, role="ACCOUNTANT")
def say_that_mail_bounces(request: Call, body: TestBody) -> dict[str, Any]:
    """Say that mail to an address comes back: letters to it go on paper from here on."""
    return _back(request, [Bounce(body.address, "", "", "")], body.address)


def _back(request: Call, bounces: list[Bounce], name: str) -> dict[str, Any]:
    done: list[Returned] = take_bounces(
        company=company_of(request), actor=request.auth.actor, bounces=bounces, file=name
    )  # fmt: skip
    return {
        "items": [
            {"address": one.address, "document": one.document, "customer": one.customer, "reason": one.reason}
            for one in done
        ]
    }


@routes.get("/letter-template", LetterTemplate, role="ACCOUNTANT")
def show_letter_template(request: Call, asked: Query[TemplateAsked]) -> dict[str, Any]:
    """Show the template that letters are made by, to begin another with."""
    own = "" if asked.ours else own_template(company=company_of(request))
    return {"source": own or template_source("letter").decode(), "own": bool(own)}


@routes.put("/letter-template", LetterTemplate, role="ACCOUNTANT")
def set_letter_template(request: Call, body: TemplateBody) -> dict[str, Any]:
    """Try a template of the company's own, and make letters by it from here on."""
    set_own_template(company=company_of(request), actor=request.auth.actor, source=body.source)
    return {"source": body.source, "own": True}


@routes.delete("/letter-template", role="ACCOUNTANT")
def remove_letter_template(request: Call) -> None:
    """Make letters by our template again."""
    remove_own_template(company=company_of(request), actor=request.auth.actor)
