"""Letters that are made when they first go out, and kept: each later one is the same."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import F

from reskontra.collections.document_letters import LetterFile
from reskontra.collections.letter_post import LetterPost, Progress, SendOutcome, Write
from reskontra.collections.models import CustomerTerms, LetterSending, PlanSending, RefundSending
from reskontra.collections.sending import NothingNamed
from reskontra.collections.sending_queries import Outgoing, letter_told, where_to
from reskontra.companies.files import read_file, store_files
from reskontra.interface.jobs import nobody
from reskontra.interface.templatetags.display import with_gone
from reskontra.parties.card import reachable_cards


@dataclass(frozen=True, slots=True)
class KeptToSend(Outgoing[Any]):
    """What a letter tells of, by its key and its number, with where the letter goes."""

    key: int
    number: int
    party: int

    @property
    def erased_at(self) -> datetime | None:
        """Since when the letter as it went out is gone; None while it is there."""
        return self.last.erased_at if self.last else None

    @property
    def is_shown(self) -> bool:
        """Whether its letter may be looked at, and is there."""
        return self.card is not None and self.erased_at is None

    @property
    def name(self) -> str:
        return str(self.number)

    @property
    def party_id(self) -> int:
        return self.party


def kept_letter_told(one: KeptToSend) -> str:
    """What became of a letter, and that it is gone where it was erased."""
    return with_gone(letter_told(one), one.erased_at)


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """numbers: of what the letters tell of, all that wait where empty. channel: "" for each customer's own.

    is_again   what was sent before, or may have been, is sent once more
    seen       as SendOrder has it
    """

    numbers: tuple[int, ...] = ()
    channel: str = ""
    is_again: bool = False
    seen: int | None = None


class KeptPost(LetterPost[KeptToSend]):
    """Each letter stands by itself: a refused one stops no other.

    table         of its sendings; link is its column of what the letters tell of
    mark_of_ids   by which a person who reads the id of a mail knows what it was
    """

    table: ClassVar[type[RefundSending] | type[PlanSending]]
    link: ClassVar[str]
    mark_of_ids: ClassVar[str]
    file_name: ClassVar[str]

    @abstractmethod
    def waiting(self, numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        """Key, number and customer of each of these, else of all whose letter is to go out; by their numbers."""

    @abstractmethod
    def made(self, number: int) -> LetterFile:
        """As it would go out now."""

    @abstractmethod
    def title(self) -> str:
        """What the letter is, in the language that is active."""

    def to_send(self, numbers: Sequence[int] = ()) -> list[KeptToSend]:
        """refuses   what waiting() refuses"""
        found = self.waiting(numbers)
        parties = {party for _key, _number, party in found}
        cards = reachable_cards(company=self.company, ids=parties)
        rows = CustomerTerms.objects.filter(company=self.company.id, party__in=parties)
        terms = {row.party_id: row for row in rows}
        last = self._last([key for key, _number, _party in found])
        ready = []
        for key, number, party in found:
            channel, address, _bounced = where_to(cards.get(party), terms.get(party))
            ready.append(KeptToSend(cards.get(party), channel, address, last.get(key), key, number, party))
        return ready

    def send_all(self, order: KeptOrder, write: Write | None = None, on_progress: Progress = nobody) -> SendOutcome:
        """Send what was not sent.

        refuses   NothingNamed, what waiting() and send() refuse
        """
        outcome = SendOutcome()
        ready = list(self._ready(order, outcome))
        self.send(ready, outcome, channel=order.channel, write=write, on_progress=on_progress)
        return outcome

    def count_to_mail(self, order: KeptOrder) -> int:
        """How many letters send_all() would mail.

        refuses   NothingNamed, what waiting() refuses
        """
        return sum(self.is_mailed(one, order.channel) for one in self._ready(order, SendOutcome()))

    def _ready(self, order: KeptOrder, outcome: SendOutcome) -> Iterator[KeptToSend]:
        if order.is_again and not order.numbers:
            raise NothingNamed(option="--again")
        return self.ready(self.to_send(order.numbers), outcome, is_again=order.is_again, seen=order.seen)

    def mark_all(self, numbers: Sequence[int]) -> int:
        """refuses   NothingNamed, what waiting() and mark() refuse"""
        if not numbers:
            raise NothingNamed(option="--was-sent")
        return self.mark(self.to_send(numbers))

    def shown(self, number: int) -> LetterFile:
        """As it went out; where it did not, as it would go out now.

        refuses   what waiting() and made() refuse
        """
        ((key, _number, _party),) = self.waiting([number])
        last = self._last([key]).get(key)
        return self._file(number, last.file_id) if last else self.made(number)

    def begin(self, one: KeptToSend, channel: str, since: datetime | None = None) -> LetterSending:
        self._new = None if one.last else self.made(one.number)  # before the company is locked
        return super().begin(one, channel, since)

    def last(self, one: KeptToSend) -> LetterSending | None:
        return self._last([one.key]).get(one.key)

    def row(self, one: KeptToSend, channel: str) -> LetterSending:
        begun = self.begun(one, channel, mark=f"{self.mark_of_ids}{one.key}")
        if self._new:
            (file_id,) = store_files(company=self.company, files=[(self._new.name, self._new.content)])
        else:
            assert one.last is not None
            file_id = one.last.file_id
        return self.table(file_id=file_id, **{f"{self.link}_id": one.key}, **begun)

    def called(self, one: KeptToSend) -> str:
        return f"{self.title()} {one.name}"

    def letter(self, one: KeptToSend, sending: LetterSending) -> LetterFile:
        assert isinstance(sending, RefundSending | PlanSending)
        return self._file(one.number, sending.file_id)

    def language(self, one: KeptToSend) -> str:
        return one.card.language if one.card else ""

    def _file(self, number: int, file_id: int) -> LetterFile:
        return LetterFile(f"{self.file_name}-{number}.pdf", read_file(company=self.company, file_id=file_id))

    def _last(self, keys: Sequence[int]) -> dict[int, Any]:
        rows = self.table.objects.filter(company=self.company.id, **{f"{self.link}__in": keys}).order_by("id")
        rows = rows.annotate(erased_at=F("file__erased_at"))
        return {getattr(row, f"{self.link}_id"): row for row in rows}
