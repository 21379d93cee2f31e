"""Which payments of customers are expected, and when: week by week, and document by document with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.expected_payment import Expectation, expect, is_certain
from reskontra.database.days import day_of
from reskontra.receivables.as_of import AT_A_DAY, REMAINED, REMAINED_LOCALLY
from reskontra.receivables.flow import WEEK, monday_of
from reskontra.receivables.habits import Habits, habits_before
from reskontra.receivables.open_report import Chosen, OpenKey, keyed_rows

# What customers pay; reminders and charges too, once they are posted.
EXPECTED_TYPES = ("INVOICE", "FINANCE_CHARGE", "REMINDER")
WEEKS = 12
_DUE, _LEFT = 7, 10  # of the cells of a row
_SUMS = (
    f"{AT_A_DAY} SELECT e.party_id, e.due_date, NOT (e.dispute_status = '' AND e.on_hold = '') AS held, "
    "e.promised_date, count(*), "
    f"CAST(sum({REMAINED_LOCALLY}) AS bigint) FROM candidates c CROSS JOIN receivables_entry e "
    "LEFT JOIN later l ON l.entry_id = e.id WHERE e.company_id = %s AND e.id = c.entry_id AND e.ledger = 'CUSTOMER' "
    f"AND e.document_type IN ('INVOICE', 'FINANCE_CHARGE', 'REMINDER') AND {REMAINED} > 0 "
    "GROUP BY e.party_id, e.due_date, held, e.promised_date"
)


@dataclass(slots=True)
class WeekExpected:
    """A week from Monday on, local minor units. monday None: later than the weeks that were asked for.

    due_minor         what falls due in it; before the first week's end also what is overdue
    uncertain_minor   the part of what is expected whose week cannot be told
    """

    monday: date | None
    documents: int = 0
    due_minor: int = 0
    expected_minor: int = 0
    uncertain_minor: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """An open document with what is expected of it. cells: as keyed_rows() gives them; is_certain: of its week."""

    key: OpenKey
    cells: tuple[Any, ...]
    expectation: Expectation
    is_certain: bool

    @property
    def due(self) -> date:
        found: date = self.cells[_DUE]
        return found


def expected_weeks(*, company: CompanyFacts, as_of: date, weeks: int = WEEKS) -> list[WeekExpected]:
    """What is expected of the documents that were open at the end of the day, by the habits known before it."""
    first = monday_of(as_of)
    found = [WeekExpected(first + number * WEEK) for number in range(weeks)] + [WeekExpected(None)]
    habits = habits_before(company=company, day=as_of, is_of_open=True)
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, [company.id, as_of, company.id, company.id])
        rows = cursor.fetchall()
    for party, due_day, held, promised, count, minor in rows:
        due = day_of(due_day)
        word = day_of(promised) if promised else None
        one = expectation(due=due, as_of=as_of, party_id=party, habits=habits, promised=word)
        week = found[min(_place(one.day, first), weeks)]
        week.documents += count
        week.expected_minor += minor
        week.uncertain_minor += 0 if is_certain(one, due=due) and not held else minor
        found[min(_place(due, first), weeks)].due_minor += minor
    return found


def _place(day: date, first: date) -> int:
    """Which week; what was before the first is in it."""
    return max(0, (day - first).days // 7)


def expectation(*, due: date, as_of: date, party_id: int, habits: Habits, promised: date | None = None) -> Expectation:
    """promised: the day that the customer named for the document."""
    own = habits.of.get(party_id)
    return expect(due=due, as_of=as_of, customer=own, company=habits.company, promised=promised)


def expected_documents(*, company: CompanyFacts, as_of: date, account: str = "") -> Iterator[Expected]:
    """Open documents, the earliest due first; read as they are asked for."""
    habits = habits_before(company=company, day=as_of, is_of_open=True)
    chosen = Chosen(ledger="CUSTOMER", account=account, types=EXPECTED_TYPES)
    for key, cells in keyed_rows(company=company, as_of=as_of, chosen=chosen):
        due, left = cells[_DUE], cells[_LEFT]
        if left.minor > 0:
            one = expectation(due=due, as_of=as_of, party_id=key.party_id, habits=habits, promised=key.promised_date)
            yield Expected(key, cells, one, is_certain(one, due=due) and not key.is_held)


def expectation_of(
    *, company: CompanyFacts, party_id: int, due: date, as_of: date, promised: date | None = None
) -> Expectation:
    """What is expected of one document of a customer. promised: the day that the customer named for it."""
    habits = habits_before(company=company, day=as_of, party_id=party_id)
    return expectation(due=due, as_of=as_of, party_id=party_id, habits=habits, promised=promised)
