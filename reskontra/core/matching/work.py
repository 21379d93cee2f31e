"""What the stages share: a line being worked on, what was found for it, claims on entries, and the money still free."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from operator import attrgetter
from typing import Any, NamedTuple

from reskontra.core.matching.confidence import Confidence, MatchRule, RuleTable
from reskontra.core.matching.records import BankLine, Book, EntryFact, KeyHit, LearnedFact, PaidFor, Part, PartyFact
from reskontra.core.matching.references import Reference
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import TextFacts

_AGE = attrgetter("due_date", "posting_date", "entry_id")  # as age_order(), for the entries of whole payers
NOTED_MAX = 100
CUSTOMER, VENDOR = "CUSTOMER", "VENDOR"
CREDITS = frozenset({"CREDIT_MEMO", "PAYMENT", "REFUND"})


class Strength(IntEnum):
    """How much a hit is worth alone.

    DOUBTFUL  may be a date, a phone number, the amount: wants payer and amount
    WEAK      short, joined, or somebody else's number: wants payer or amount
    FULL      our document's number, or our reference in free text
    VALID     our reference in its own field, check digits right
    """

    DOUBTFUL = 0
    WEAK = 1
    FULL = 2
    VALID = 3


class Outcome(StrEnum):
    """How the amount relates to the entries it is put on.

    INSTRUCTED  what the payer instructed is what they have left, in their own currency
    CONVERTED   what they have left comes to about the amount, at the rate of the day
    """

    EXACT = "EXACT"
    DISCOUNT = "DISCOUNT"
    LATE_DISCOUNT = "LATE_DISCOUNT"
    ADVISED = "ADVISED"
    ROUNDING = "ROUNDING"
    TOLERANCE = "TOLERANCE"
    CHARGE = "CHARGE"
    LARGE_CHARGE = "LARGE_CHARGE"
    SUPPOSED_CHARGE = "SUPPOSED_CHARGE"
    INSTRUCTED = "INSTRUCTED"
    CONVERTED = "CONVERTED"
    UNDERPAID = "UNDERPAID"
    OVERPAID = "OVERPAID"


CLOSING_OUTCOMES = frozenset(set(Outcome) - {Outcome.UNDERPAID, Outcome.OVERPAID})


class Origin(StrEnum):
    """Which stage made a claim."""

    NAMED = "NAMED"
    DIRECT_DEBIT = "DIRECT_DEBIT"
    REPAIRED = "REPAIRED"
    SLIP = "SLIP"
    COMPLETED = "COMPLETED"
    PAYER_AMOUNT = "PAYER_AMOUNT"
    SUM = "SUM"


class Named(NamedTuple):
    """A document that a line names: what was written, where, how strong, and what the payer's side says of it."""

    entry: EntryFact
    rule: str
    strength: Strength
    level: Level
    written: str
    found_in: str
    start: int
    end: int
    amount_minor: int | None = None


class Doubt(IntEnum):
    """Why a name is no more than a likeness, where an amount may prove it: a letter is wrong, or several have it."""

    NONE = 0
    SLIP = 1
    NAMESAKES = 2


class Payer(NamedTuple):
    """A party that may have sent the money, and by which evidence; facts: what was learned of it, the best first."""

    level: Level
    rule: str
    written: str
    facts: tuple[LearnedFact, ...] = ()
    doubt: Doubt = Doubt.NONE


class Taken(NamedTuple):
    """What the line of a place has taken of an entry, for who may not know it. whole: what remained of it before."""

    place: int
    entry_id: int
    minor: int
    whole_minor: int
    line_id: int


class Plan(NamedTuple):
    """The line's money spread over entries."""

    parts: tuple[Part, ...]
    outcome: Outcome
    residue_minor: int = 0


@dataclass(slots=True, eq=False)
class Claim:
    """A line's wish for a plan. uses: what each entry would be closed with; rank: larger goes first."""

    work: Work
    plan: Plan
    origin: Origin
    named: tuple[Named, ...]
    uses: tuple[tuple[int, int], ...]
    rule: MatchRule
    confidence: Confidence
    quality: int
    level: Level
    party_id: int | None
    ledger: str
    order: tuple[int, ...]
    detail: str = ""
    equals: int = 1
    alternatives: tuple[int, ...] = ()

    @property
    def rank(self) -> int:
        """Between lines only the confidence counts, then the date: the first of two equal payments is the payment."""
        return int(self.confidence)


@dataclass(slots=True, eq=False)
class Work:
    """A line, what its texts say, what was found, and at last the claim it was granted."""

    line: BankLine
    position: int
    facts: TextFacts
    references: Sequence[Reference]
    named: list[Named] = field(default_factory=list)
    tentative: list[Named] = field(default_factory=list)
    settled: list[Named] = field(default_factory=list)
    foreign: list[Named] = field(default_factory=list)
    levels: dict[int, Level] = field(default_factory=dict)
    through: dict[int, int] = field(default_factory=dict)  # party → the payer that pays for it here
    learned: dict[int, tuple[LearnedFact, ...]] = field(default_factory=dict)  # party → facts its level is owed to
    payers: dict[int, Payer] = field(default_factory=dict)
    rivals: tuple[int, ...] = ()
    claim: Claim | None = None

    @property
    def sign(self) -> int:
        """1 where money comes in, −1 where it goes out."""
        return 1 if self.line.amount_minor > 0 else -1

    @property
    def is_slip_alone(self) -> bool:
        """Whether one party alone may have sent the money, of whose name a letter is wrong: an amount may prove it."""
        return [(payer.rule, payer.doubt) for payer in self.payers.values()] == [("payer_name", Doubt.SLIP)]


class Free(dict[int, int]):
    """Entry → what no line has taken yet; held only for entries of which something was taken, or that were asked for.

    keeps   whether what was asked for is held: sooner found again, in more memory
    """

    def __init__(self, entries: Mapping[int, EntryFact], *, keeps: bool = False) -> None:
        super().__init__()
        self.entries = entries
        self.keeps = keeps

    def __missing__(self, entry_id: int) -> int:
        minor = self.entries[entry_id].remaining_minor
        if self.keeps:
            self[entry_id] = minor
        return minor


@dataclass(slots=True, eq=False)
class Run:
    """One run over all lines: the book's answers so far, and what no line has taken yet.

    facts            account, or name as the bank wrote it → what was learned of it
    learned_payers   party → facts of those that have paid for it
    """

    book: Book
    settings: MatchSettings
    table: RuleTable
    entries: dict[int, EntryFact] = field(default_factory=dict)
    free: Free = field(init=False)
    parties: dict[int, PartyFact] = field(default_factory=dict)
    hits: dict[int, list[KeyHit]] = field(default_factory=dict)
    holders: dict[str, Sequence[int]] = field(default_factory=dict)
    relations: Mapping[int, Sequence[PaidFor]] = field(default_factory=dict)
    facts: dict[str, Sequence[LearnedFact]] = field(default_factory=dict)
    learned_payers: dict[int, list[LearnedFact]] = field(default_factory=dict)
    open_by_party: dict[int, list[EntryFact]] = field(default_factory=dict)
    rates: dict[tuple[str, date], int] = field(default_factory=dict)
    takers: dict[int, list[int]] = field(default_factory=dict)
    _moved: set[int] = field(default_factory=set)
    _noted: dict[int, dict[Any, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.free = Free(self.entries)

    def part(self) -> Run:
        """A run over some of the lines, before any of them was granted anything: the parties are known to both."""
        part = Run(self.book, self.settings, self.table, parties=self.parties)
        part.free = Free(part.entries, keeps=True)
        return part

    def learn(self, entries: Iterable[EntryFact]) -> None:
        """Take in entries the book answered with; what is known already stays as it is."""
        known = self.entries
        for entry in entries:
            if entry.entry_id not in known:
                known[entry.entry_id] = entry

    def forget_entries(self, *, besides: Collection[int]) -> None:
        """Let go of all entries but these; one that is learned again has what was left of it."""
        kept = {entry_id: self.entries[entry_id] for entry_id in besides if entry_id in self.entries}
        self.entries.clear()
        self.entries.update(kept)

    def learn_parties(self, parties: Mapping[int, PartyFact]) -> None:
        self.parties.update(parties)

    def takes_ledger(self, ledger: str) -> bool:
        return self.settings.matches_customers if ledger == CUSTOMER else self.settings.matches_vendors

    def load(self, party_id: int, entries: Iterable[EntryFact]) -> None:
        """Take in all open entries of a party."""
        self.open_by_party[party_id] = sorted(entries, key=_AGE)
        self.learn(self.open_by_party[party_id])
        self._moved.add(party_id)

    def open_entries(self, party_id: int) -> Sequence[EntryFact]:
        """The party's entries with money left after the claims so far, oldest due first; loaded before."""
        if party_id in self._moved:
            self._moved.discard(party_id)
            self._noted.pop(party_id, None)
            entries, left = self.open_by_party.get(party_id, ()), self.free.get
            self.open_by_party[party_id] = [entry for entry in entries if left(entry.entry_id, entry.remaining_minor)]
        return self.open_by_party.get(party_id, ())

    def notes_on(self, party_id: int) -> dict[Any, Any]:
        """What stages have worked out of a party's open entries, to find it again; forgotten when one is taken of.

        Few parties' notes are kept: who asks for many lines asks party after party.
        """
        self.open_entries(party_id)
        notes = self._noted.get(party_id)
        if notes is None:
            if len(self._noted) >= NOTED_MAX:
                del self._noted[next(iter(self._noted))]
            notes = self._noted[party_id] = {}
        return notes

    def grant(self, claim: Claim) -> None:
        """Give the claim its money; the caller has checked that it is free."""
        claim.work.claim = claim
        for entry_id, gross in claim.uses:
            self.free[entry_id] -= gross
            self.takers.setdefault(entry_id, []).append(claim.work.line.line_id)
            if self.open_by_party:
                self._moved.add(self.entries[entry_id].party_id)

    def note(self, taken: Iterable[Taken]) -> None:
        """Take into account what lines were granted that are not this run's any more, or never were."""
        for one in taken:
            is_known = one.entry_id in self.free or one.entry_id in self.entries
            left = self.free[one.entry_id] if is_known else one.whole_minor
            self.free[one.entry_id] = left - one.minor
            self.takers.setdefault(one.entry_id, []).append(one.line_id)


def keys_of(works: Iterable[Work]) -> set[int]:
    """The keys of all numbers that the lines tell: their references, and what stands in their texts."""
    keys: set[int] = set()
    for work in works:
        keys.update([reference.key for reference in work.references])
        keys.update([token.key for token in work.facts.tokens])
    return keys


def age_order(entry: EntryFact) -> tuple[int, int, int]:
    """Oldest due date first, then posting date, then the lowest entry number."""
    return (entry.due_date.toordinal(), entry.posting_date.toordinal(), entry.entry_id)


def is_opposite(entry: EntryFact, sign: int) -> bool:
    """Whether the entry counts against the line's direction: a credit memo when money comes in."""
    return (entry.document_minor or entry.remaining_minor) * sign < 0
