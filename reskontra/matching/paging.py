"""A journal's lines as tabs and pages: counts, sums and a hundred lines, whatever the journal's length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from reskontra.companies.queries import CompanyFacts

PER_PAGE = 100
TABS = ("decide", "ready", "all", "posted")
_MAY_POST = "(p.id IS NOT NULL AND (p.is_ready OR p.is_reviewed) AND p.difference_minor = 0)"
_OF_TAB = {
    "decide": f"l.state = 'OPEN' AND NOT {_MAY_POST}",
    "ready": f"l.state = 'OPEN' AND {_MAY_POST}",
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
    columns = ", ".join(
        f"COUNT(CASE WHEN {test} THEN 1 END), COALESCE(SUM(CASE WHEN {test} THEN l.account_minor END), 0)"
        for test in _OF_TAB.values()
    )
    wanted = ", ".join(["%s"] * len(journal_ids))
    where = f"l.journal_id IN ({wanted}) AND l.state IN ('OPEN', 'POSTED') GROUP BY l.journal_id"
    found = {id: dict.fromkeys(_OF_TAB, TabSum(0, 0)) for id in journal_ids}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT l.journal_id, {columns} {_LINES} {where}", [company.id, *journal_ids])
        for id, *sums in cursor.fetchall():
            found[id] = {tab: TabSum(sums[2 * i], int(sums[2 * i + 1])) for i, tab in enumerate(_OF_TAB)}
    return found


def undecided_before(*, company: CompanyFacts, bank_account_id: int, journal_id: int, day: date | None) -> Before:
    """What other journals of the account hold open until the day; nothing without a day."""
    if day is None:
        return Before(0, 0, 0)
    sql = (
        f"SELECT COUNT(CASE WHEN NOT {_MAY_POST} THEN 1 END), "
        f"COALESCE(SUM(CASE WHEN NOT {_MAY_POST} THEN l.account_minor END), 0), "
        f"COALESCE(SUM(CASE WHEN {_MAY_POST} THEN l.account_minor END), 0) "
        "FROM journals_journal j JOIN journals_journalline l ON l.company_id = j.company_id AND l.journal_id = j.id "
        "LEFT JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
        "WHERE j.company_id = %s AND j.bank_account_id = %s AND j.state = 'OPEN' AND j.id <> %s "
        "AND l.state = 'OPEN' AND l.date <= %s"
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


def beside(*, company: CompanyFacts, journal_id: int, tab: str, line_number: int, sort: str = "date") -> Beside:
    """The lines before and after a line of the tab, whether it is in the tab still or has just left it."""
    is_in = _OF_TAB[tab]
    with connection.cursor() as cursor:
        sql = f"SELECT l.line_number, ({is_in}) {_FROM}({is_in} OR l.line_number = %s) ORDER BY {SORTS[sort]}"
        cursor.execute(sql, [company.id, journal_id, line_number])
        rows = cursor.fetchall()
    place = next((i for i, row in enumerate(rows) if row[0] == line_number), len(rows))
    has_left = place < len(rows) and not rows[place][1]
    return Beside(
        rows[place - 1][0] if place else None,
        rows[place + 1][0] if place + 1 < len(rows) else None,
        place + 1,
        len(rows) - has_left,
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """Numbers of the lines before and after one; its own place in the tab, of how many."""

    previous: int | None
    next: int | None
    place: int
    of: int
