"""A journal's lines as tabs and pages: counts, sums and a hundred lines, whatever the journal's length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing

PER_PAGE = 100
TABS = ("decide", "ready", "all", "posted")
MAY_POST = "(p.id IS NOT NULL AND (p.is_ready OR p.is_reviewed) AND p.difference_minor = 0)"
_OF_TAB = {
    "decide": f"l.state = 'OPEN' AND NOT {MAY_POST}",
    "ready": f"l.state = 'OPEN' AND {MAY_POST}",
    "all": "l.state IN ('OPEN', 'POSTED')",
    "posted": "l.state = 'POSTED'",
}
_LINES = (
    "FROM journals_journalline l LEFT JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
    "WHERE l.company_id = %s AND "
)
_FROM = f"{_LINES}l.journal_id = %s AND "
SORTS = {
    "date": "l.date, l.line_number",
    "-date": "l.date DESC, l.line_number DESC",
    "amount": "COALESCE(l.account_minor, l.amount_minor), l.line_number",
    "-amount": "COALESCE(l.account_minor, l.amount_minor) DESC, l.line_number",
}


@dataclass(frozen=True, slots=True)
class TabSum:
    """How many lines a tab holds, and their sum in the account's currency."""

    lines: int
    minor: int


@dataclass(frozen=True, slots=True)
class Before:
    """Open lines of a bank account's other journals until a day: to decide, and ready."""

    decide: int
    decide_minor: int
    ready_minor: int


@dataclass(frozen=True, slots=True)
class LinePage:
    """A page of a tab: keys of its lines in order, and the numbers of those before and after it.

    before, after   line numbers beside the page, None at the ends of the tab
    """

    ids: tuple[int, ...]
    number: int
    pages: int
    before: int | None
    after: int | None


def tab_sums(*, company: CompanyFacts, journal_id: int) -> dict[str, TabSum]:
    """Every tab's lines and money."""
    return sums_by_journal(company=company, journal_ids=[journal_id])[journal_id]


def sums_by_journal(*, company: CompanyFacts, journal_ids: Sequence[int]) -> dict[int, dict[str, TabSum]]:
    """Journal → tab → its lines and money, in one query; at least one journal is asked for."""
    columns = (
        f"COUNT(*), COALESCE(SUM(l.account_minor), 0), COUNT(CASE WHEN {MAY_POST} THEN 1 END), "
        f"COALESCE(SUM(CASE WHEN {MAY_POST} THEN l.account_minor END), 0)"
    )
    wanted = ", ".join(["%s"] * len(journal_ids))
    where = f"l.journal_id IN ({wanted}) AND l.state IN ('OPEN', 'POSTED') GROUP BY l.journal_id, l.state"
    by_state: dict[tuple[int, str], tuple[TabSum, TabSum]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT l.journal_id, l.state, {columns} {_LINES} {where}", [company.id, *journal_ids])
        for id, state, lines, minor, ready, ready_minor in cursor.fetchall():
            by_state[id, state] = TabSum(lines, int(minor)), TabSum(ready, int(ready_minor))
    nothing = (TabSum(0, 0), TabSum(0, 0))
    return {
        id: _tabs(*by_state.get((id, "OPEN"), nothing), by_state.get((id, "POSTED"), nothing)[0]) for id in journal_ids
    }


def _tabs(open_ones: TabSum, ready: TabSum, posted: TabSum) -> dict[str, TabSum]:
    return {
        "decide": TabSum(open_ones.lines - ready.lines, open_ones.minor - ready.minor),
        "ready": ready,
        "all": TabSum(open_ones.lines + posted.lines, open_ones.minor + posted.minor),
        "posted": posted,
    }


def undecided_before(*, company: CompanyFacts, bank_account_id: int, journal_id: int, day: date | None) -> Before:
    """What other journals of the account hold open until the day; nothing without a day."""
    if day is None:
        return Before(0, 0, 0)
    sql = (
        f"SELECT COUNT(CASE WHEN NOT {MAY_POST} THEN 1 END), "
        f"COALESCE(SUM(CASE WHEN NOT {MAY_POST} THEN l.account_minor END), 0), "
        f"COALESCE(SUM(CASE WHEN {MAY_POST} THEN l.account_minor END), 0) "
        "FROM journals_journal j CROSS JOIN journals_journalline l "
        "LEFT JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
        "WHERE l.company_id = j.company_id AND l.journal_id = j.id "
        "AND j.company_id = %s AND j.bank_account_id = %s AND j.state = 'OPEN' AND j.id <> %s "
        "AND j.kind = 'PAYMENT_RECONCILIATION' AND l.state = 'OPEN' AND l.date <= %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, bank_account_id, journal_id, day])
        lines, decide, ready = cursor.fetchone()
    return Before(lines, int(decide), int(ready))


def page_of(
    *, company: CompanyFacts, journal_id: int, tab: str, sort: str = "date", number: int = 1, around: int | None = None
) -> LinePage:
    """One page of a tab; around: the page that holds the line of that number, where the tab has it."""
    with connection.cursor() as cursor:
        sql = f"SELECT l.id, l.line_number {_FROM}{_OF_TAB[tab]} ORDER BY {SORTS[sort]}"
        cursor.execute(sql, [company.id, journal_id])
        rows = cursor.fetchall()
    pages = max(1, -(-len(rows) // PER_PAGE))
    if around is not None:
        place = next((i for i, row in enumerate(rows) if row[1] == around), None)
        number = number if place is None else place // PER_PAGE + 1
    number = min(max(number, 1), pages)
    first, last = (number - 1) * PER_PAGE, number * PER_PAGE
    return LinePage(
        ids=tuple(row[0] for row in rows[first:last]),
        number=number,
        pages=pages,
        before=rows[first - 1][1] if first else None,
        after=rows[last][1] if last < len(rows) else None,
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """Numbers of the lines before and after one; its own place in the tab, of how many."""

    previous: int | None
    next: int | None
    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Places:
    """A tab's lines in their order, by number, and one that may have just left it. rows: (number, whether it is in)."""

    rows: tuple[tuple[int, bool], ...]

    def beside(self, line_number: int) -> Beside:
        """What stands before and after a line, whether it is in the tab still or has just left it."""
        rows = [(number, is_in) for number, is_in in self.rows if is_in or number == line_number]
        place = next((i for i, (number, _is_in) in enumerate(rows) if number == line_number), len(rows))
        has_left = place < len(rows) and not rows[place][1]
        return Beside(
            rows[place - 1][0] if place else None,
            rows[place + 1][0] if place + 1 < len(rows) else None,
            place + 1,
            len(rows) - has_left,
        )


def line_listing(*, company: CompanyFacts, journal_id: int, tab: str) -> Listing:
    """The lines of a tab by their numbers, to be leafed through by key."""
    source = f"{_FROM}{_OF_TAB[tab]}"
    return Listing(columns={"line": "l.line_number"}, source=source, values=(company.id, journal_id), id="l.id")


def places_around(*, company: CompanyFacts, journal_id: int, tab: str, line_number: int, sort: str = "date") -> Places:
    """The lines of the tab, and the one of that number."""
    is_in = _OF_TAB[tab]
    with connection.cursor() as cursor:
        sql = f"SELECT l.line_number, ({is_in}) {_FROM}({is_in} OR l.line_number = %s) ORDER BY {SORTS[sort]}"
        cursor.execute(sql, [company.id, journal_id, line_number])
        return Places(tuple((number, bool(is_in)) for number, is_in in cursor.fetchall()))
