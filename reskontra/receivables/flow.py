"""How money comes in: what falls due and what came, week by week, and how long customers take to pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database.days import day_of

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekFlow:
    """A week from Monday on, local minor units: what was to come by due dates, and what came from customers."""

    monday: date
    due_minor: int
    came_minor: int


@dataclass(frozen=True, slots=True)
class MonthPaid:
    """Invoices paid in full in a month, and the mean of days from document to last payment."""

    month: str
    invoices: int
    days: float


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_of_money(*, company: CompanyFacts, first: date, weeks: int) -> list[WeekFlow]:
    """Weeks from the Monday of the first day on.

    due     invoices and their likes by due date: what they were until today, what remains of them after
    """
    monday = monday_of(first)
    last = monday + weeks * WEEK
    due = _by_day(
        "SELECT e.due_date, sum(d.local_minor) FROM receivables_entry e JOIN receivables_entrydetail d "
        "ON d.company_id = e.company_id AND d.entry_id = e.id AND d.kind = 'INITIAL' "
        "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND e.document_type NOT IN ('PAYMENT', 'REFUND') "
        "AND e.due_date >= %s AND e.due_date < %s GROUP BY e.due_date",
        [company.id, monday, last],
    )
    came = _by_day(
        "SELECT e.posting_date, -sum(d.local_minor) FROM receivables_entry e JOIN receivables_entrydetail d "
        "ON d.company_id = e.company_id AND d.entry_id = e.id AND d.kind = 'INITIAL' "
        "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND e.document_type IN ('PAYMENT', 'REFUND') "
        "AND e.posting_date >= %s AND e.posting_date < %s GROUP BY e.posting_date",
        [company.id, monday, last],
    )
    return [
        WeekFlow(start, _in_week(due, start), _in_week(came, start))
        for start in (monday + number * WEEK for number in range(weeks))
    ]


def _by_day(sql: str, values: Sequence[int | date]) -> dict[date, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {day_of(row[0]): int(row[1]) for row in cursor.fetchall()}


def _in_week(found: dict[date, int], monday: date) -> int:
    return sum(found.get(monday + timedelta(days=number), 0) for number in range(7))


def days_to_pay(*, company: CompanyFacts, since: date) -> list[MonthPaid]:
    """By month of the last payment, invoices that customers paid in full from that day on."""
    sql = (
        "SELECT e.document_date, max(d.posting_date) FROM receivables_entry e JOIN receivables_entrydetail d "
        "ON d.company_id = e.company_id AND d.entry_id = e.id AND d.kind = 'APPLICATION' "
        "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND e.document_type = 'INVOICE' AND e.remaining_minor = 0 "
        "AND e.id IN (SELECT n.entry_id FROM receivables_entrydetail n WHERE n.company_id = %s "
        "AND n.kind = 'APPLICATION' AND n.posting_date >= %s) GROUP BY e.id, e.document_date"
    )
    months: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, company.id, since])
        for document, paid in cursor.fetchall():
            months.setdefault(day_of(paid).strftime("%Y-%m"), []).append((day_of(paid) - day_of(document)).days)
    return [MonthPaid(month, len(days), sum(days) / len(days)) for month, days in sorted(months.items())]
