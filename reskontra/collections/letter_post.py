"""Letters of any kind on their way out: by e-mail, or as PDFs to print. None goes out twice by itself.

Of each a row is written before it is handed over, and settled after. What was cut short between the two may have gone
out: a repeated run tells of it and leaves it, until a person says that it is sent again, or that it was sent.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.collections.being_sent import at_it
from reskontra.collections.document_letters import LetterFile
from reskontra.collections.left_letters import is_another, why_left
from reskontra.collections.letterhead import letter_language, letter_marks
from reskontra.collections.mail_setup import MailFacts, MailNotSetUp, mail_of
from reskontra.collections.mailing import Parcel, SendingUnclear, keep_outcome, mail_all, message_with, new_message_id
from reskontra.collections.models import Contact, LetterSending
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.sending_queries import Outgoing
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import nobody
from reskontra.interface.refusals import wording
from reskontra.letters.bound import bound

Progress = Callable[[int, int], None]
Write = Callable[[bytes, Sequence[str]], object]
T = TypeVar("T", bound=Outgoing[Any])


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


class LetterPost(ABC, Generic[T]):
    """Letters of one kind, what goes along with them, and what is kept of them.

    action   by which the audit trail has that one went out
    """

    action: ClassVar[str]

    def __init__(self, company: CompanyFacts, actor: str) -> None:
        self.company, self.actor = company, actor

    def begin(self, one: T, channel: str, since: datetime | None = None) -> LetterSending:
        """Its row, kept before it is handed over; another run that came first has it.

        since     as at_it() gave it; None where nothing is handed over

        refuses   LetterSentMeanwhile, LetterNotTaken, LetterOnItsWay, LetterBeingSent, SendingUnclear: another run
                  began with it
        """
        with transaction.atomic():
            lock_company(self.company.id)
            last = self.last(one)
            if is_another(last, one.last):
                raise why_left(self.company, one, last)
            row = self.row(one, channel)
            row.made_at = since or row.made_at
            row.save(force_insert=True)
            return row

    @abstractmethod
    def last(self, one: T) -> LetterSending | None:
        """How it went out last, as it is now."""

    @abstractmethod
    def row(self, one: T, channel: str) -> LetterSending:
        """Of one that is begun; not kept yet."""

    def begun(self, one: T, channel: str, *, mark: str) -> dict[str, Any]:
        """What rows of all kinds have alike. mark: by which a person who reads the id of a mail knows what it was."""
        is_mail = channel == "EMAIL"
        return {
            "company_id": self.company.id,
            "channel": channel,
            "state": "WAITING",
            "address": one.address if is_mail else "",
            "made_at": bulk.moment(),
            "made_by": self.actor,
            "message_id": new_message_id(mark, one.address) if is_mail else "",
        }

    @abstractmethod
    def called(self, one: T) -> str:
        """As the customer's timeline calls it, in the language that is active."""

    def end(self, one: T, sending: LetterSending, state: str, failure: str = "") -> None:
        """What became of it: SENT or FAILED, and why."""
        with transaction.atomic():
            lock_company(self.company.id)
            keep_outcome(sending, state, failure)
            if state == "SENT":
                self.contact(one, sending).save(force_insert=True)
            content = {"channel": sending.channel, "state": state, **self.recorded(one)}
            record(company=self.company.id, actor=self.actor, action=self.action, subject=one.name, content=content)

    def recorded(self, one: T) -> dict[str, Any]:
        """What the audit trail is told besides."""
        return {}

    def contact(self, one: T, sending: LetterSending) -> Contact:
        """That it went out, for the customer's timeline: on the day of sending, also where that was told later."""
        with translation.override(self.company.language or "en"):
            text = self.called(one)
        return Contact(
            company_id=self.company.id,
            party_id=one.party_id,
            kind="EMAIL" if sending.channel == "EMAIL" else "LETTER",
            happened_on=sending.made_at.astimezone().date(),
            text=text,
            made_at=bulk.moment(),
            made_by=self.actor,
        )

    @abstractmethod
    def letter(self, one: T, sending: LetterSending) -> LetterFile: ...

    @abstractmethod
    def language(self, one: T) -> str:
        """As the customer's card has it."""

    @abstractmethod
    def words(self, one: T) -> tuple[str, str]:
        """Subject of the e-mail and what it says, in the language that is active."""

    def signed(self, text: str) -> str:
        """What an e-mail says with its end, in the language that is active."""
        kind = _("Kind regards,\n{company}").format(company=self.company.name)
        return f"{text}\n\n{kind}"

    def is_mailed(self, one: T, channel: str) -> bool:
        """Whether it goes by e-mail. channel: as send() has it."""
        return one.channel == "EMAIL" and channel != "PRINT"

    def prepare(self, going: Sequence[T]) -> None:
        """Called once, before the first of those that go out now."""

    def attached(self, one: T, sending: LetterSending) -> list[tuple[str, bytes]]:
        """Name and content of each PDF of an e-mail, the letter itself first."""
        letter = self.letter(one, sending)
        return [(letter.name, letter.content)]

    def printed(self, begun: Sequence[tuple[T, LetterSending]]) -> Iterator[bytes]:
        """The PDF of each that is printed, in their order."""
        for one, row in begun:
            yield self.letter(one, row).content

    @abstractmethod
    def blocked(self, one: T) -> Refused:
        """That the customer is blocked for privacy."""

    def ready(
        self, letters: Iterable[T], outcome: SendOutcome, *, is_again: bool, seen: int | None = None
    ) -> Iterator[T]:
        """What may go out and did not; the outcome tells of what may not.

        seen   as SendOrder has it
        """
        for one in letters:
            if not (is_again or one.was_not_sent):
                continue
            left = self.blocked(one) if one.card is None else self._left(one, is_again=is_again, seen=seen)
            if left is None:
                yield one
            else:
                outcome.refused.append(left.at(one.name))

    def _left(self, one: T, *, is_again: bool, seen: int | None = None) -> Refused | None:
        """Why one that was begun does not go out now; a person may repeat what was cut short, not what is under way."""
        if one.last and seen is not None and (one.last.pk != seen or not one.was_not_sent):
            return why_left(self.company, one, one.last)
        if not one.is_unclear:
            return None
        why = why_left(self.company, one, one.last)
        return None if is_again and isinstance(why, SendingUnclear) else why

    def send(
        self,
        letters: Iterable[T],
        outcome: SendOutcome,
        *,
        channel: str,
        most: int | None = None,
        write: Write | None = None,
        on_progress: Progress = nobody,
    ) -> None:
        """Each letter stands by itself: a refused one stops no other. Where no mail is set up, paper goes all the same.

        channel   "" for each customer's own; PRINT for paper
        most      so many on paper, the rest waits; None for all
        write     takes a PDF of some that are to be printed and what they are, LETTERS_IN_FILE at most, then the next;
                  None leaves those for another time

        refuses   MailNotSetUp, MailServerUnreachable, MailPasswordMissing, MailPasswordNameForeign: before anything is
                  sent; what write refuses
        """
        by_mail, on_paper = list[T](), list[T]()
        for one in letters:
            (by_mail if self.is_mailed(one, channel) else on_paper).append(one)
        on_paper = on_paper[:most]
        self.prepare(by_mail if write is None else [*by_mail, *on_paper])
        with mail_may_wait(outcome, has_paper=bool(on_paper) and write is not None):
            if by_mail:
                self._mail(by_mail, outcome, on_progress)
        if write is None:
            outcome.to_print = [one.name for one in on_paper]
            return
        for piece in bulk.chunks(on_paper, LETTERS_IN_FILE):
            self.print(piece, write, outcome)

    def mark(self, letters: Iterable[T]) -> int:
        """Say that these went out; gives how many that were not sent before.

        refuses   LetterOnItsWay, LetterBeingSent
        """
        marked, chosen = 0, list(letters)
        for one in chosen:
            if left := self._left(one, is_again=True):
                raise left
        for one in chosen:
            if one.last is None or one.last.state != "SENT":
                begun = one.last if one.is_unclear and one.last else self.begin(one, "MARKED")
                self.end(one, begun, "SENT")
                marked += 1
        return marked

    def print(self, chosen: Sequence[T], write: Write, outcome: SendOutcome) -> None:
        """One PDF of these: written before they count as sent. Where it is refused none of them went out."""
        begun = list[tuple[T, LetterSending]]()
        with self.at_it() as since:
            with transaction.atomic():
                for one in chosen:
                    try:
                        begun.append((one, self.begin(one, "PRINT", since)))
                    except Refused as refusal:
                        outcome.refused.append(refusal.at(one.name))
            if begun:
                self.write_out(begun, self.printed(begun), write)
            self._end_all(begun, "SENT")
        outcome.printed.extend(one.name for one, _row in begun)

    def at_it(self) -> AbstractContextManager[datetime]:
        """Gives the moment since when letters are being sent, which others are told until it ends."""
        return at_it(company=self.company.id, actor=self.actor)

    def write_out(self, begun: Sequence[tuple[T, LetterSending]], pdfs: Iterable[bytes], write: Write) -> None:
        """refuses   what write refuses: none of them went out then"""
        try:
            write(bound(pdfs, marks=letter_marks(company=self.company)), [one.name for one, _row in begun])
        except Refused as refusal:
            self._end_all(begun, "FAILED", wording(refusal))
            raise

    def _end_all(self, begun: Sequence[tuple[T, LetterSending]], state: str, failure: str = "") -> None:
        with transaction.atomic():
            for one, row in begun:
                self.end(one, row, state, failure)

    def _mail(self, chosen: Sequence[T], outcome: SendOutcome, on_progress: Progress) -> None:
        mail = mail_of(company=self.company)
        parcels = (
            Parcel(
                one.name,
                one.address,
                at_it=self.at_it,
                begin=partial(self.begin, one, "EMAIL"),
                message=partial(self._message, mail, one),
                end=partial(self.end, one),
            )
            for one in chosen
        )
        mailed, refused = mail_all(mail, parcels, on_progress=lambda done: on_progress(done, len(chosen)))
        outcome.mailed.extend(mailed)
        outcome.refused.extend(refused)

    def _message(self, mail: MailFacts, one: T, sending: LetterSending) -> EmailMessage:
        with translation.override(letter_language(self.language(one), self.company)):
            words = self.words(one)
        letters = self.attached(one, sending)
        return message_with(mail, to=one.address, words=words, letters=letters, message_id=sending.message_id)


@contextmanager
def mail_may_wait(outcome: SendOutcome, *, has_paper: bool) -> Iterator[None]:
    """What goes on paper needs no mail server: where none is set up, that is told beside what is printed."""
    try:
        yield
    except MailNotSetUp as refusal:
        if not has_paper:
            raise
        outcome.refused.append(refusal)
