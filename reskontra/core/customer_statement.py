"""A customer's statement of account: what was owed at the start, what moved it, what is owed at the end.

Amounts are those of the entries, in one block for each currency, and counted from details: what happened after the end
day is not in it. An application of entries in one currency moves nothing and is not printed; one between currencies is.
What was taken back within the period is left out with its taking back, unless asked for; where only one of the two is
in the period, the balances need it, and it is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reskontra.core.dates import DateFormula, parse_formula
from reskontra.core.errors import Refused

BALANCE, OPEN = "balance", "open"  # styles: balance forward, open items
BANDS = 5
APPLICATION, INITIAL = "APPLICATION", "INITIAL"


class StatementBackwards(Refused):
    code = "statement_backwards"
    template = "The statement begins {start} and ends {end}, which is earlier. Choose an end on or after the beginning."


class StatementOfNobody(Refused):
    code = "statement_of_nobody"
    template = (
        "Of {start} to {end}, neither customers with entries nor customers with a balance are asked for. "
        "Ask for one of them, or for both."
    )


class AgesDoNotFall(Refused):
    code = "ages_do_not_fall"
    template = (
        "Counted back from {end}, the period length {formula} leads to {day}, which is not earlier. "
        "Choose a length such as 1M+CM or 30D."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a statement is asked for.

    start, end         both days are included
    style              balance or open
    with_entries, with_balance   customers with entries in the period; with a balance at the end: one at least
    shows_overdue      a list of what is overdue
    shows_reversed, shows_unapplied   also what was taken back within the period
    ages               the length of an age, a date formula; "" for no ages
    ages_by            due or posting
    currencies         "" for all
    """

    start: date
    end: date
    style: str = BALANCE
    with_entries: bool = True
    with_balance: bool = True
    shows_overdue: bool = False
    shows_reversed: bool = False
    shows_unapplied: bool = False
    ages: str = "1M+CM"
    ages_by: str = "due"
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that was open at the end of the period, + is owed to us.

    original_minor  of the document, whatever has been paid
    """

    entry_id: int
    document_type: str
    document_number: str
    description: str
    posting_date: date
    due_date: date
    currency: str
    original_minor: int
    remaining_minor: int


@dataclass(frozen=True, slots=True)
class Movement:
    """A detail of an entry within the period.

    reversed_with   what an initial detail's entry takes back or is taken back by: both have the same id; 0 for none
    application     that the detail is part of, 0 for none; unapplies: the application that this one takes back
    """

    detail_id: int
    entry_id: int
    kind: str
    posting_date: date
    amount_minor: int
    currency: str
    document_type: str
    document_number: str
    description: str
    due_date: date
    reversed_with: int = 0
    application: int = 0
    unapplies: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """due_date, remaining_minor: of an entry's own line, None beside other kinds; running_minor: after the line."""

    posting_date: date
    kind: str
    document_type: str
    document_number: str
    description: str
    due_date: date | None
    amount_minor: int
    remaining_minor: int | None
    running_minor: int


@dataclass(frozen=True, slots=True)
class Block:
    """A currency. ages: what is open by its age, the oldest first; empty where none are asked for."""

    currency: str
    opening_minor: int
    lines: tuple[Line, ...]
    closing_minor: int
    overdue: tuple[Item, ...]
    ages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What a customer's ledger holds in a currency. entries: how many were posted in the period."""

    currency: str
    opening_minor: int
    entries: int
    items: tuple[Item, ...]
    movements: tuple[Movement, ...]


def check(asked: Asked) -> tuple[date, ...]:
    """The last days of the ages, the oldest first; none where no ages are asked for.

    refuses   StatementBackwards, StatementOfNobody, NotADateFormula, DateBeyondCalendar, AgesDoNotFall: in this order
    """
    if asked.end < asked.start:
        raise StatementBackwards(start=asked.start, end=asked.end)
    if not (asked.with_entries or asked.with_balance):
        raise StatementOfNobody(start=asked.start, end=asked.end)
    return age_bounds(asked.end, asked.ages) if asked.ages else ()


def age_bounds(end: date, length: str) -> tuple[date, ...]:
    """The last day of each of five ages, the oldest first: the last is the end itself, each is one length before.

    length    a date formula whose first step is turned round: 1M+CM from the end of November is the end of October
    refuses   NotADateFormula, DateBeyondCalendar, AgesDoNotFall
    """
    formula = parse_formula(length)
    back = DateFormula(tuple(replace(s, count=-s.count) if n == 0 else s for n, s in enumerate(formula.steps)))
    bounds = [end]
    while len(bounds) < BANDS:
        day = back.after(bounds[-1])
        if day >= bounds[-1]:
            raise AgesDoNotFall(end=bounds[-1], formula=str(formula), day=day)
        bounds.append(day)
    return tuple(reversed(bounds))


def blocks_of(accounts: Iterable[Account], asked: Asked) -> tuple[Block, ...]:
    """The blocks of a customer's statement by currency; empty where the customer gets none.

    refuses   what check() refuses
    """
    bounds = check(asked)
    chosen = sorted(
        (one for one in accounts if asked.currency in ("", one.currency)), key=lambda account: account.currency
    )
    has_entries = any(one.entries for one in chosen)
    has_balance = any(closing(one) for one in chosen)
    if not ((asked.with_entries and has_entries) or (asked.with_balance and has_balance)):
        return ()
    blocks = (_block(account, asked, bounds) for account in chosen)
    return tuple(block for block in blocks if block.lines or block.opening_minor or block.closing_minor)


def closing(account: Account) -> int:
    """What was owed at the end of the period."""
    return sum(item.remaining_minor for item in account.items)


def _block(account: Account, asked: Asked, bounds: Sequence[date]) -> Block:
    items = sorted(account.items, key=lambda item: (item.posting_date, item.entry_id))
    if asked.style == OPEN:
        opening, lines = 0, tuple(_open_lines(items))
    else:
        opening = account.opening_minor
        remaining = {item.entry_id: item.remaining_minor for item in items}
        lines = tuple(_lines(opening, printed_movements(account.movements, asked), remaining))
    overdue = sorted(
        (item for item in items if item.due_date < asked.end), key=lambda item: (item.due_date, item.entry_id)
    )
    return Block(
        currency=account.currency,
        opening_minor=opening,
        lines=lines,
        closing_minor=lines[-1].running_minor if lines else opening,
        overdue=tuple(overdue) if asked.shows_overdue else (),
        ages=_ages(items, asked, bounds),
    )


def printed_movements(movements: Sequence[Movement], asked: Asked) -> list[Movement]:
    """The movements of one currency that a statement prints, by day; their sum is that of all."""
    left_out = _taken_back(movements, asked) | _moving_nothing(movements)
    kept = [one for one in movements if one.amount_minor and one.detail_id not in left_out]
    return sorted(kept, key=lambda one: (one.posting_date, one.kind != INITIAL, one.entry_id, one.detail_id))


def _moving_nothing(movements: Iterable[Movement]) -> set[int]:
    """Details of applications that are 0 in this currency on their day."""
    groups: defaultdict[tuple[int, date], list[Movement]] = defaultdict(list)
    for one in movements:
        if one.kind == APPLICATION:
            groups[one.application, one.posting_date].append(one)
    return {one.detail_id for group in groups.values() if not _sum(group) for one in group}


def _taken_back(movements: Sequence[Movement], asked: Asked) -> set[int]:
    """Details that others of the period take back, with those others."""
    groups: defaultdict[tuple[str, int], list[Movement]] = defaultdict(list)
    for one in movements:
        if one.kind == INITIAL and one.reversed_with and not asked.shows_reversed:
            groups["reversal", one.reversed_with].append(one)
        elif one.kind != INITIAL and one.application and not asked.shows_unapplied:
            groups["unapplying", one.unapplies or one.application].append(one)
    taken_back = (
        group
        for (why, _id), group in groups.items()
        if not _sum(group) and (why == "reversal" or any(one.unapplies for one in group))
    )
    return {one.detail_id for group in taken_back for one in group}


def _sum(movements: Iterable[Movement]) -> int:
    return sum(one.amount_minor for one in movements)


def _lines(opening: int, movements: Iterable[Movement], remaining: Mapping[int, int]) -> Iterator[Line]:
    running = opening
    for one in movements:
        running += one.amount_minor
        is_own = one.kind == INITIAL
        yield Line(
            posting_date=one.posting_date,
            kind=one.kind,
            document_type=one.document_type,
            document_number=one.document_number,
            description=one.description,
            due_date=one.due_date if is_own else None,
            amount_minor=one.amount_minor,
            remaining_minor=remaining.get(one.entry_id, 0) if is_own else None,
            running_minor=running,
        )


def _open_lines(items: Iterable[Item]) -> Iterator[Line]:
    running = 0
    for item in items:
        running += item.remaining_minor
        yield Line(
            posting_date=item.posting_date,
            kind=INITIAL,
            document_type=item.document_type,
            document_number=item.document_number,
            description=item.description,
            due_date=item.due_date,
            amount_minor=item.original_minor,
            remaining_minor=item.remaining_minor,
            running_minor=running,
        )


def _ages(items: Iterable[Item], asked: Asked, bounds: Sequence[date]) -> tuple[int, ...]:
    if not bounds:
        return ()
    sums = [0] * len(bounds)
    for item in items:
        day = item.due_date if asked.ages_by == "due" else item.posting_date
        if asked.ages_by == "due" and day >= asked.end:
            continue
        sums[next(index for index, bound in enumerate(bounds) if day <= bound)] += item.remaining_minor
    return tuple(sums)


def age_headings(bounds: Sequence[date]) -> tuple[tuple[date | None, date], ...]:
    """First and last day of each age; the oldest has no first."""
    firsts: list[date | None] = [None, *(bound + timedelta(days=1) for bound in bounds[:-1])]
    return tuple(zip(firsts, bounds, strict=True))
