"""Send issued reminders and memos by e-mail, or as one PDF to print; nothing goes out twice by itself.

Of each letter a row is written before it is handed over, and settled after. What was cut short between the two may have
gone out: a repeated run tells of it and leaves it, until a person says that it is sent again, or that it was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation

from reskontra.audit.trail import record
from reskontra.collections.document_letters import demand_levels, title_of
from reskontra.collections.invoice_copies import invoice_copies
from reskontra.collections.keeping_letters import keep_letters, kept_letters
from reskontra.collections.letterhead import letter_language, letter_marks
from reskontra.collections.mail_setup import MailNotSetUp, mail_of
from reskontra.collections.mail_texts import mail_texts
from reskontra.collections.mailing import (
    Parcel,
    SendingUnclear,
    keep_outcome,
    mail_all,
    message_with,
    new_message_id,
)
from reskontra.collections.models import CollectionDocument, Contact, Sending
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.sending_queries import ToSend, to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.refusals import wording
from reskontra.letters.bound import bound


class NothingNamed(Refused):
    code = "letters_not_named"
    template = "{option} is of letters that are named, and none is named. Give their numbers."


class LetterBlocked(Refused):
    code = "letter_blocked"
    template = "{document} is to a customer who is blocked for privacy. Lift the block, or cancel the document."


class NoLetterToPrint(Refused):
    code = "no_letter_to_print"
    template = "No letter of {company} is to be printed. Issue reminders or memos first."


@dataclass(frozen=True, slots=True)
class SendOrder:
    """numbers: which; where empty all that were not sent and whose claims still stand on them. channel: "" for each
    customer's own; an address that is missing or came back is written to on paper all the same.

    kind       "" is of both kinds, where none is named
    only       EMAIL or PRINT: of what goes that way alone, the rest waits
    is_again   what was sent before, or may have been, is sent once more
    most       so many on paper, the rest waits; None for all
    """

    kind: str
    numbers: tuple[str, ...] = ()
    channel: str = ""
    is_again: bool = False
    only: str = ""
    most: int | None = None


@dataclass(slots=True)
class SendOutcome:
    """mailed: (document, address); printed: numbers in the PDF; to_print: numbers that wait for a print run.

    settled   numbers left out: their claims are paid, or on a later reminder
    """

    mailed: list[tuple[str, str]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    to_print: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)


Write = Callable[[bytes, Sequence[str]], object]


def send_documents(*, company: CompanyFacts, actor: str, order: SendOrder, write: Write | None = None) -> SendOutcome:
    """Send what is issued and was not sent at its level. Each letter stands by itself: a refused one stops no other.

    Where no mail is set up, what goes on paper is printed all the same.

    write     takes a PDF of letters that are to be printed and their numbers, LETTERS_IN_FILE at most, then the next;
              None leaves those for another time

    refuses   DocumentNotSendable, NothingNamed, MailNotSetUp, MailServerUnreachable, MailPasswordMissing,
              MailPasswordNameForeign: before anything is sent; what write refuses
    """
    if order.is_again and not order.numbers:
        raise NothingNamed(option="--again")
    outcome = SendOutcome()
    by_mail, on_paper = list[ToSend](), list[ToSend]()
    for one in _ready(company, order, outcome):
        is_mailed = (order.channel or one.channel) == "EMAIL" and one.may_be_mailed
        (by_mail if is_mailed else on_paper).append(one)
    on_paper = on_paper[: order.most]
    now = by_mail if write is None else [*by_mail, *on_paper]
    keep_letters(company=company, documents=[one.document for one in now])
    with mail_may_wait(outcome, has_paper=bool(on_paper) and write is not None):
        if by_mail:
            _mail(company, actor, by_mail, outcome)
    if write is None:
        outcome.to_print = [one.document.number for one in on_paper]
        return outcome
    for piece in bulk.chunks(on_paper, LETTERS_IN_FILE):
        _print(company, actor, piece, write, outcome)
    return outcome


@contextmanager
def mail_may_wait(outcome: SendOutcome, *, has_paper: bool) -> Iterator[None]:
    """What goes on paper needs no mail server: where none is set up, that is told beside what is printed."""
    try:
        yield
    except MailNotSetUp as refusal:
        if not has_paper:
            raise
        outcome.refused.append(refusal)


def _ready(company: CompanyFacts, order: SendOrder, outcome: SendOutcome) -> list[ToSend]:
    """What may go out; the outcome tells of what may not."""
    chosen = [one for one in to_send(company=company, kind=order.kind, numbers=order.numbers) if _is_due(one, order)]
    ready = []
    for one in chosen:
        if one.is_settled and not order.numbers:
            outcome.settled.append(one.document.number)
        elif one.card is None:
            outcome.refused.append(LetterBlocked(document=one.document.number).at(one.document.number))
        elif one.is_unclear and not order.is_again:
            outcome.refused.append(_unclear(one, one.last).at(one.document.number))
        else:
            ready.append(one)
    return ready


def _is_due(one: ToSend, order: SendOrder) -> bool:
    return (order.is_again or one.was_not_sent) and order.only in ("", one.channel)


def _unclear(one: ToSend, last: Sending | None) -> SendingUnclear:
    assert last is not None
    return SendingUnclear(
        document=one.document.number, address=last.address or last.channel.lower(), moment=last.made_at
    )


def _mail(company: CompanyFacts, actor: str, chosen: Sequence[ToSend], outcome: SendOutcome) -> None:
    mail = mail_of(company=company)
    texts = mail_texts(company=company)
    copies = invoice_copies(company=company, documents=[one.document for one in chosen])
    demands = demand_levels(company=company)

    def message(one: ToSend, begun: Sending) -> EmailMessage:
        language = letter_language(one.document.language, company)
        with translation.override(language):
            words = texts.of(one.document, title_of(one.document, demands), language)
        (letter,) = kept_letters(company=company, documents=[one.document])
        to, message_id = one.address, begun.message_id
        letters = [(letter.name, letter.content), *copies.of(one.document.id)]
        return message_with(mail, to=to, words=words, letters=letters, message_id=message_id)

    parcels = (
        Parcel(
            one.document.number,
            one.address,
            begin=partial(_begin, company, actor, one, "EMAIL"),
            message=partial(message, one),
            end=partial(_end, company, actor, one),
        )
        for one in chosen
    )
    mailed, refused = mail_all(mail, parcels)
    outcome.mailed.extend(mailed)
    outcome.refused.extend(refused)


def _print(
    company: CompanyFacts,
    actor: str,
    chosen: Sequence[ToSend],
    write: Write,
    outcome: SendOutcome,
) -> None:
    """One PDF of these: written before they count as sent. Where it is refused none of them went out."""
    begun = []
    for one in chosen:
        try:
            begun.append((one, _begin(company, actor, one, "PRINT")))
        except Refused as refusal:
            outcome.refused.append(refusal.at(one.document.number))
    if begun:
        marks = letter_marks(company=company)
        documents = [one.document for one, _sending in begun]
        try:
            write(bound(_with_copies(company, documents), marks=marks), [row.number for row in documents])
        except Refused as refusal:
            for one, sending in begun:
                _end(company, actor, one, sending, "FAILED", wording(refusal))
            raise
    for one, sending in begun:
        _end(company, actor, one, sending, "SENT")
        outcome.printed.append(one.document.number)


def _with_copies(company: CompanyFacts, documents: Sequence[CollectionDocument]) -> Iterator[bytes]:
    """Each letter with the copies that go along with it, as one PDF."""
    copies = invoice_copies(company=company, documents=documents)
    for row, letter in zip(documents, kept_letters(company=company, documents=documents), strict=True):
        along = copies.to_print(row.id)
        yield bound([letter.content, *along]) if along else letter.content


def _begin(company: CompanyFacts, actor: str, one: ToSend, channel: str) -> Sending:
    """Before it is handed over; another run that came first has it.

    refuses   SendingUnclear where another run began with it meanwhile
    """
    with transaction.atomic():
        lock_company(company.id)
        rows = Sending.objects.filter(company=company.id, document=one.document.id, level=one.document.level)
        last = rows.order_by("-id").first()
        if (last.id if last else None) != (one.last.id if one.last else None):
            raise _unclear(one, last)
        return Sending.objects.create(
            company_id=company.id,
            document_id=one.document.id,
            channel=channel,
            state="WAITING",
            level=one.document.level,
            address=one.address if channel == "EMAIL" else "",
            made_at=bulk.moment(),
            made_by=actor,
            attempts=(last.attempts if last else 0) + 1,
            message_id=new_message_id(str(one.document.id), one.address) if channel == "EMAIL" else "",
        )


def _end(company: CompanyFacts, actor: str, one: ToSend, sending: Sending, state: str, failure: str = "") -> None:
    with transaction.atomic():
        lock_company(company.id)
        keep_outcome(sending, state, failure)
        if state == "SENT":
            _log(company, actor, one, sending)
        content = {"channel": sending.channel, "state": state, "level": sending.level}
        record(company=company.id, actor=actor, action="collection.sent", subject=one.document.number, content=content)


def _log(company: CompanyFacts, actor: str, one: ToSend, sending: Sending) -> None:
    with translation.override(company.language or "en"):
        text = f"{title_of(one.document, demand_levels(company=company))} {one.document.number}"
    Contact.objects.create(
        company_id=company.id,
        party_id=one.document.party_id,
        kind="EMAIL" if sending.channel == "EMAIL" else "LETTER",
        happened_on=sending.made_at.astimezone().date(),
        text=text,
        made_at=bulk.moment(),
        made_by=actor,
    )


def mark_sent(*, company: CompanyFacts, actor: str, kind: str, numbers: Sequence[str]) -> int:
    """Say that these went out: what may have gone out did, and what went otherwise is marked. Gives how many.

    refuses   DocumentNotSendable, NothingNamed
    """
    if not numbers:
        raise NothingNamed(option="--was-sent")
    marked = 0
    for one in to_send(company=company, kind=kind, numbers=numbers):
        if one.last is not None and one.last.state == "SENT":
            continue
        sending = one.last if one.is_unclear and one.last else _begin(company, actor, one, "MARKED")
        _end(company, actor, one, sending, "SENT")
        marked += 1
    return marked
