"""Send issued reminders and memos by e-mail, or as one PDF to print; nothing goes out twice by itself.

Of each letter a row is written before it is handed over, and settled after. What was cut short between the two may have
gone out: a repeated run tells of it and leaves it, until a person says that it is sent again, or that it was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reskontra.collections.document_letters import LetterFile, demand_levels, title_of
from reskontra.collections.invoice_copies import invoice_copies
from reskontra.collections.keeping_letters import keep_letters, kept_letters
from reskontra.collections.letter_post import LetterPost, Progress, SendOutcome, Write
from reskontra.collections.letterhead import letter_language
from reskontra.collections.mail_texts import MailTexts, mail_texts
from reskontra.collections.models import LetterSending, Sending
from reskontra.collections.sending_queries import ToSend, to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.interface.jobs import nobody
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
    seen       how it had gone out last, by its key, 0 for not at all, when a person looked and asked for it again: what
               began since, or turned out to be sent, is not repeated; None repeats whatever is named
    most       so many on paper, the rest waits; None for all
    """

    kind: str
    numbers: tuple[str, ...] = ()
    channel: str = ""
    is_again: bool = False
    seen: int | None = None
    only: str = ""
    most: int | None = None


def send_documents(
    *,
    company: CompanyFacts,
    actor: str,
    order: SendOrder,
    write: Write | None = None,
    on_progress: Progress = nobody,
) -> SendOutcome:
    """Send what is issued and was not sent at its level. Each letter stands by itself: a refused one stops no other.

    Where no mail is set up, what goes on paper is printed all the same.

    write     takes a PDF of letters that are to be printed and their numbers, LETTERS_IN_FILE at most, then the next;
              None leaves those for another time

    refuses   DocumentNotSendable, NothingNamed, MailNotSetUp, MailServerUnreachable, MailPasswordMissing,
              MailPasswordNameForeign: before anything is sent; what write refuses
    """
    outcome = SendOutcome()
    post = DocumentPost(company, actor)
    ready = _ready(post, order, outcome)
    post.send(ready, outcome, channel=order.channel, most=order.most, write=write, on_progress=on_progress)
    return outcome


def count_to_mail(*, company: CompanyFacts, order: SendOrder) -> int:
    """How many letters send_documents() would mail.

    refuses   DocumentNotSendable, NothingNamed
    """
    post = DocumentPost(company, "")
    return sum(post.is_mailed(one, order.channel) for one in _ready(post, order, SendOutcome()))


def _ready(post: DocumentPost, order: SendOrder, outcome: SendOutcome) -> Iterator[ToSend]:
    if order.is_again and not order.numbers:
        raise NothingNamed(option="--again")
    chosen = to_send(company=post.company, kind=order.kind, numbers=order.numbers)
    return post.ready(_wanted(chosen, order, outcome), outcome, is_again=order.is_again, seen=order.seen)


def _wanted(chosen: Iterable[ToSend], order: SendOrder, outcome: SendOutcome) -> Iterator[ToSend]:
    """What the order is of; the outcome tells whose claims do not stand on them any more."""
    for one in chosen:
        if order.only not in ("", one.channel):
            continue
        if one.is_settled and not order.numbers:
            if one.was_not_sent:
                outcome.settled.append(one.document.number)
        else:
            yield one


class DocumentPost(LetterPost[ToSend]):
    """Of issued reminders and memos, whose letters are kept, with the copies of invoices that go along."""

    action = "collection.sent"

    def prepare(self, going: Sequence[ToSend]) -> None:
        documents = [one.document for one in going]
        keep_letters(company=self.company, documents=documents)
        self._copies = invoice_copies(company=self.company, documents=documents)

    def is_mailed(self, one: ToSend, channel: str) -> bool:
        return (channel or one.channel) == "EMAIL" and one.may_be_mailed

    def language(self, one: ToSend) -> str:
        return one.document.language

    def words(self, one: ToSend) -> tuple[str, str]:
        language = letter_language(one.document.language, self.company)
        return self._texts.of(one.document, title_of(one.document, self._demands), language)

    def blocked(self, one: ToSend) -> Refused:
        return LetterBlocked(document=one.document.number)

    def letter(self, one: ToSend, sending: LetterSending) -> LetterFile:
        (letter,) = kept_letters(company=self.company, documents=[one.document])
        return letter

    def attached(self, one: ToSend, sending: LetterSending) -> list[tuple[str, bytes]]:
        return [*super().attached(one, sending), *self._copies.of(one.document.id)]

    def printed(self, begun: Sequence[tuple[ToSend, LetterSending]]) -> Iterator[bytes]:
        """Each letter with its copies as one PDF."""
        documents = [one.document for one, _row in begun]
        for row, letter in zip(documents, kept_letters(company=self.company, documents=documents), strict=True):
            along = self._copies.to_print(row.id)
            yield bound([letter.content, *along]) if along else letter.content

    def last(self, one: ToSend) -> Sending | None:
        document = one.document
        rows = Sending.objects.filter(company=self.company.id, document=document.id, level=document.level)
        return rows.order_by("-id").first()

    def row(self, one: ToSend, channel: str) -> Sending:
        document = one.document
        attempts = one.last.attempts + 1 if one.last else 1
        begun = self.begun(one, channel, mark=str(document.id))
        return Sending(document_id=document.id, level=document.level, attempts=attempts, **begun)

    def called(self, one: ToSend) -> str:
        return f"{title_of(one.document, self._demands)} {one.document.number}"

    def recorded(self, one: ToSend) -> dict[str, Any]:
        return {"level": one.document.level}

    @cached_property
    def _texts(self) -> MailTexts:
        return mail_texts(company=self.company)

    @cached_property
    def _demands(self) -> frozenset[tuple[str, int]]:
        return demand_levels(company=self.company)


def mark_sent(*, company: CompanyFacts, actor: str, kind: str, numbers: Sequence[str]) -> int:
    """Say that these went out: what may have gone out did, and what went otherwise is marked. Gives how many.

    refuses   DocumentNotSendable, NothingNamed
    """
    if not numbers:
        raise NothingNamed(option="--was-sent")
    return DocumentPost(company, actor).mark(to_send(company=company, kind=kind, numbers=numbers))
