"""The pane beside the grid: open entries of the customer or vendor to tick, and what the line holds besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import amount_typed
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import format_minor
from reskontra.core.settlement import Marked
from reskontra.interface.display import money
from reskontra.interface.parts import keys_typed
from reskontra.journals.batches import BatchFacts
from reskontra.journals.entering import change_line, mark_line
from reskontra.journals.grid_row import RowRefusal
from reskontra.journals.registration import sign_of
from reskontra.journals.retyping import applied_minor, as_typed, documents_of_line, follows_marks, settled_text
from reskontra.journals.typed_lines import TypedFacts, holders_of
from reskontra.parties.queries import parties_by_number
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.queries import facts_by_id, open_facts_of

MOST_ENTRIES = 200
# What a line holds that the grid has no column for: the form's field → the line's.
MORE = ("external_document_number", "on_hold", "vat_code", "cost_center", "project", "comment")


@dataclass(frozen=True, slots=True)
class PaneEntry:
    """An open entry. Amounts as people write them: a customer's invoice and a vendor's are positive.

    held   the open line that is to settle it already: "INBET 3"
    """

    entry: int
    number: str
    kind: str
    due: date
    remaining_minor: int
    discount_minor: int
    discount_date: date | None
    is_in_time: bool
    currency: str
    is_ticked: bool
    amount: str
    held: str


@dataclass(frozen=True, slots=True)
class Pane:
    """amount, applied and balance in the line's currency, from the documents' point of view: + pays them."""

    line: int
    batch: str
    party: str
    party_number: str
    ledger: str
    currency: str
    amount_minor: int
    applied_minor: int
    discount_minor: int
    entries: tuple[PaneEntry, ...]
    more: int
    asked: str
    fields: tuple[tuple[str, str], ...]
    accepts_late_discount: bool | None
    accepts_tolerance: bool | None
    correction: bool
    refusal: RowRefusal | None = None
    ticked: Mapping[str, str] | None = None

    @property
    def balance_minor(self) -> int:
        return self.amount_minor - self.applied_minor

    @property
    def has_party(self) -> bool:
        return bool(self.ledger)


def pane_of(
    *,
    company: CompanyFacts,
    batch: BatchFacts,
    line: TypedFacts,
    asked: str = "",
    refusal: RowRefusal | None = None,
) -> Pane:
    """The line with what it settles and what it could."""
    named = line.party
    documents = documents_of_line(company=company, line=line)
    cash, discount = applied_minor(line, documents)
    sign = sign_of(named[0]) if named else 1
    party = parties_by_number(company=company, ledger=named[0], numbers=[named[1]]).get(named[1]) if named else None
    entries = _entries(company, line, documents, party.id if party else None, asked.strip().lower(), sign)
    return Pane(
        line=line.line_number,
        batch=batch.name,
        party=party.name if party else line.description,
        party_number=named[1] if named else "",
        ledger=named[0].lower() if named else "",
        currency=line.currency,
        amount_minor=-sign * line.party_minor if named else line.amount_minor,
        applied_minor=sign * cash,
        discount_minor=sign * discount,
        entries=entries[:MOST_ENTRIES],
        more=max(len(entries) - MOST_ENTRIES, 0),
        asked=asked,
        fields=tuple((name, str(getattr(line, name))) for name in MORE),
        accepts_late_discount=line.accepts_late_discount,
        accepts_tolerance=line.accepts_tolerance,
        correction=line.is_correction,
        refusal=refusal,
    )


def _entries(
    company: CompanyFacts,
    line: TypedFacts,
    documents: Mapping[int, EntryFact],
    party: int | None,
    asked: str,
    sign: int,
) -> tuple[PaneEntry, ...]:
    """The open entries by due date, those that are ticked first; what is asked for narrows the others."""
    if party is None:
        return ()
    facts = list(open_facts_of(company=company, parties=[party]))
    held = holders_of(company=company, entry_ids=[fact.entry_id for fact in facts], besides=line.id)
    holders = {one.entry_id: f"{one.batch} {one.line_number}" for one in held}
    marks = {mark.entry_id: mark for mark in line.marks}
    facts = [*documents.values(), *(fact for fact in facts if fact.entry_id not in marks)]
    day = line.posting_date or date.max
    return tuple(
        _entry(fact, marks.get(fact.entry_id), holders.get(fact.entry_id, ""), day, sign)
        for fact in sorted(facts, key=lambda fact: (fact.entry_id not in marks, fact.due_date, fact.entry_id))
        if fact.entry_id in marks or not asked or _fits(fact, asked)
    )


def _fits(fact: EntryFact, asked: str) -> bool:
    amount = format_minor(abs(fact.remaining_minor), fact.currency)
    texts = (fact.document_number, fact.external_document_number, fact.payment_reference, fact.description, amount)
    return any(asked.replace(",", ".") in text.lower() or asked in text.lower() for text in texts)


def _entry(fact: EntryFact, mark: Marked | None, held: str, day: date, sign: int) -> PaneEntry:
    shown = None if mark is None else mark.amount_minor
    return PaneEntry(
        entry=fact.entry_id,
        number=fact.document_number,
        kind=kind_word(fact.document_type),
        due=fact.due_date,
        remaining_minor=sign * fact.remaining_minor,
        discount_minor=sign * fact.discount_minor,
        discount_date=fact.discount_date,
        is_in_time=bool(fact.discount_minor and fact.discount_date and day <= fact.discount_date),
        currency=fact.currency,
        is_ticked=mark is not None,
        amount="" if shown is None else money(sign * shown, fact.currency),
        held=held,
    )


def apply_ticks(
    *,
    company: CompanyFacts,
    actor: str,
    batch: BatchFacts,
    line: TypedFacts,
    typed: Mapping[str, str],
    today: date,
) -> TypedFacts:
    """Mark the entries that are ticked, instead of those before; an amount that followed the marks goes on with them.

    typed     tick-ENTRY, and amount-ENTRY where not all is meant
    refuses   AmountNotRead, TooManyDecimals, and what mark_line() refuses
    """
    ids = keys_typed(name.removeprefix("tick-") for name in typed if name.startswith("tick-"))
    facts = facts_by_id(company=company, ids=ids)
    sign = sign_of(line.party[0]) if line.party else 1
    marks = []
    for id in ids:
        if id in facts:
            text = str(typed.get(f"amount-{id}", "")).strip()
            minor = sign * amount_typed(text, facts[id].currency) if text else None
            marks.append(Marked(id, minor))
    settles = tuple(settled_text(mark, facts) for mark in marks)
    documents = documents_of_line(company=company, line=line)
    if not follows_marks(line, documents):
        return mark_line(company=company, actor=actor, batch=batch, number=line.line_number, settles=settles)
    is_party_only = bool(settles) and all(facts[mark.entry_id].currency == line.currency for mark in marks)
    new = replace(
        as_typed(line, documents, local_currency=company.currency),
        settles=settles,
        amount="" if is_party_only else "0",
        document_type=None,
        local_amount="",
    )
    return change_line(company=company, actor=actor, batch=batch, number=line.line_number, new=new, today=today)
