"""What the pages of an entry show: the entry with all that moved it, and what may settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from reskontra.companies.notes import NotesBeside, notes_beside
from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.interface.clock import today
from reskontra.interface.display import money
from reskontra.interface.parts import keys_typed
from reskontra.receivables.applying import Applied
from reskontra.receivables.direct_debit_state_words import debit_state
from reskontra.receivables.direct_debit_words import came_back_told
from reskontra.receivables.direct_debits.tried import TriedDebit, debits_of_entry
from reskontra.receivables.documents.queries import document_of_entry
from reskontra.receivables.expected_words import Told, told_of
from reskontra.receivables.history import EntryLine
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.settling import Candidate, Words, may_settle, signed_as
from reskontra.receivables.trace import TracedEntry, TracedRow, traced_entries, traced_rows


@dataclass(frozen=True, slots=True)
class Moved:
    """A row of an entry, with its word."""

    row: TracedRow
    word: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """document: the key of the short invoice or credit memo that it was drafted as, None where there is none.

    debits   direct debits of it that the bank has or had, each with its state and why it came back, in words
    """

    entry_id: int
    entry: EntryLine
    traced: TracedEntry
    kind: str
    rows: tuple[Moved, ...]
    document: int | None
    notes: NotesBeside
    expected: Told | None
    debits: tuple[tuple[TriedDebit, str, str], ...]

    @property
    def is_open(self) -> bool:
        return self.entry.remaining.minor != 0


def entry_page(*, company: CompanyFacts, entry_id: int, entry: EntryLine) -> EntryPage:
    rows = traced_rows(company=company, entry_ids=[entry_id])
    return EntryPage(
        entry_id=entry_id,
        entry=entry,
        traced=traced_entries(company=company, ids=[entry_id])[0],
        kind=kind_word(entry.document_type),
        rows=tuple(Moved(row, kind_word(row.kind)) for row in rows),
        document=document_of_entry(company=company, entry_id=entry_id),
        notes=notes_beside(company=company, kind="ENTRY", id=entry_id),
        expected=told_of(company=company, entry_id=entry_id, as_of=today()),
        debits=tuple(
            (one, debit_state(one.state), came_back_told(one.reason, one.reason_text))
            for one in debits_of_entry(company=company, entry_id=entry_id)
        ),
    )


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate as it stands in the form. amount: as it was typed."""

    candidate: Candidate
    kind: str
    is_ticked: bool
    amount: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person ticked and typed, as the form carries it."""

    ids: frozenset[int]
    amounts: Mapping[int, str]
    day: str
    accepts_late_discount: bool
    accepts_tolerance: bool

    def words(self) -> Words:
        """refuses   DayNotRead"""
        return Words(
            day=day_typed(self.day, today=today()) if self.day else None,
            accepts_late_discount=True if self.accepts_late_discount else None,
            accepts_tolerance=True if self.accepts_tolerance else None,
        )


def picked(data: QueryDict) -> Picked:
    """What the form says; ids that are no numbers are nobody's."""
    ids = frozenset(keys_typed(data.getlist("to")))
    amounts = {id: data.get(f"amount-{id}", "").strip() for id in ids}
    return Picked(ids, amounts, data.get("day", "").strip(), "late" in data, "tolerance" in data)


@dataclass(frozen=True, slots=True)
class ApplyPage:
    """The chosen entry and what may settle it; picks that help have its own sign."""

    entry_id: int
    entry: EntryLine
    kind: str
    picks: tuple[Pick, ...]
    helping: tuple[Pick, ...]
    day: str
    text: str
    accepts_late_discount: bool
    accepts_tolerance: bool


def apply_page(*, company: CompanyFacts, entry_id: int, entry: EntryLine, chosen: Picked, text: str = "") -> ApplyPage:
    found = may_settle(company=company, entry_id=entry_id, text=text)
    picks = [_pick(one, chosen, entry) for one in found]
    return ApplyPage(
        entry_id=entry_id,
        entry=entry,
        kind=kind_word(entry.document_type),
        picks=tuple(pick for pick in picks if not pick.candidate.helps),
        helping=tuple(pick for pick in picks if pick.candidate.helps),
        day=chosen.day,
        text=text,
        accepts_late_discount=chosen.accepts_late_discount,
        accepts_tolerance=chosen.accepts_tolerance,
    )


def _pick(one: Candidate, chosen: Picked, entry: EntryLine) -> Pick:
    is_late = bool(one.discount_minor and one.discount_date and entry.posting_date > one.discount_date)
    is_ticked = one.entry_id in chosen.ids
    return Pick(one, kind_word(one.document_type), is_ticked, chosen.amounts.get(one.entry_id, ""), is_late)


def amounts_of(page: ApplyPage, chosen: Picked) -> dict[int, int | None]:
    """How much of each ticked entry, in its currency and with its sign; None for all that is left.

    refuses   AmountNotRead, TooManyDecimals
    """
    shown = [pick.candidate for pick in (*page.picks, *page.helping) if pick.candidate.entry_id in chosen.ids]
    found: dict[int, int | None] = {}
    for one in shown:
        typed = chosen.amounts.get(one.entry_id, "")
        found[one.entry_id] = signed_as(one, amount_typed(typed, one.currency)) if typed else None
    found |= dict.fromkeys(sorted(chosen.ids - set(found)))
    return found


@dataclass(frozen=True, slots=True)
class Effect:
    """What comes of the ticks, as a preview. questions: what a person may grant besides: (code, sentence)."""

    applied: Applied | None
    questions: tuple[tuple[str, str], ...]
    refused: tuple[str, ...] = ()


def effect_of(applied: Applied) -> Effect:
    words = {
        "late_discount": _("The cash discount of {amount} is late. Grant it all the same."),
        "payment_tolerance": _("The rest of {amount} is within the payment tolerance. Post it as such."),
    }
    currency = applied.left.currency
    asked = tuple(
        (one.code, words[one.code].format(amount=money(abs(one.amount_minor), currency))) for one in applied.questions
    )
    return Effect(applied, asked)


NOTHING_PICKED = Effect(None, ())


def refused_effect(said: tuple[str, ...]) -> Effect:
    return replace(NOTHING_PICKED, refused=said)
