"""How customers have paid, as their latest paid invoices say: each customer's own habit, and the company's.

Nothing of the future is looked at: an invoice counts that was closed before the day, by what was posted before it. Only
invoices that a payment closed count; those that a credit memo, a reversal or a write-off closed say nothing. A vendor
has no habit: what we pay is our own doing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.expected_payment import FEWEST_INVOICES, MOST_INVOICES, Habit, habit_of
from reskontra.database.days import day_of

# Invoices posted longer ago say nothing of today.
REMEMBERED = timedelta(days=730)
# The company's own habit is that of the invoices which its latest payments closed.
LATEST_PAYMENTS = 500
_CLOSED = (
    "SELECT e.id, e.party_id, e.due_date, "
    "max(CASE WHEN d.kind = 'APPLICATION' THEN d.posting_date END) AS closed FROM {invoices} "
    "JOIN receivables_entrydetail d ON d.company_id = e.company_id AND d.entry_id = e.id AND d.posting_date < %s "
    "LEFT JOIN receivables_entry a ON a.id = d.applied_entry_id "
    "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND e.document_type = 'INVOICE' AND e.document_minor > 0 "
    "{which} GROUP BY e.id, e.party_id, e.due_date HAVING sum(d.amount_minor) = 0 "
    "AND sum(CASE WHEN a.document_type = 'PAYMENT' THEN d.amount_minor ELSE 0 END) < 0"
)
# What no payment has closed is left out before its details are looked at: it is open now, and nothing moved it since.
_CLOSED_NOW = (
    "AND (e.remaining_minor = 0 OR e.id IN (SELECT entry_id FROM receivables_entrydetail "
    "WHERE company_id = %s AND posting_date >= %s)) "
)
_OF_OPEN = (
    "AND e.party_id IN (SELECT party_id FROM receivables_entry WHERE company_id = %s AND NOT remaining_minor = 0 "
    "UNION SELECT o.party_id FROM receivables_entrydetail z JOIN receivables_entry o ON o.id = z.entry_id "
    "WHERE z.company_id = %s AND z.posting_date >= %s) "
)
_LATEST = (
    "(SELECT DISTINCT t.applied_entry_id AS id FROM (SELECT id FROM receivables_entry WHERE company_id = %s "
    "AND ledger = 'CUSTOMER' AND document_type = 'PAYMENT' AND posting_date < %s "
    f"ORDER BY posting_date DESC, id DESC LIMIT {LATEST_PAYMENTS}) n JOIN receivables_entrydetail t "
    "ON t.company_id = %s AND t.entry_id = n.id AND t.kind = 'APPLICATION' AND t.posting_date < %s) i "
    "CROSS JOIN receivables_entry e"
)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of payment on a day. of: by customer; company: None where too little was paid."""

    of: Mapping[int, Habit]
    company: Habit | None


def habits_before(*, company: CompanyFacts, day: date, party_id: int | None = None, is_of_open: bool = False) -> Habits:
    """The habits that what happened before the day tells of; of one customer, or of all. At most two queries.

    is_of_open   of those alone who had something open on the day, and some of the others
    """
    which, values = f"AND e.posting_date >= %s {_CLOSED_NOW}", [day, company.id, day - REMEMBERED, company.id, day]
    if is_of_open:
        which, values = which + _OF_OPEN, [*values, company.id, company.id, day]
    if party_id is not None:
        which, values = f"{which}AND e.party_id = %s ", [*values, party_id]
    closed = _CLOSED.format(invoices="receivables_entry e", which=which)
    sql = (
        "SELECT c.party_id, c.due_date, c.closed FROM (SELECT x.party_id, x.due_date, x.closed, x.id, row_number() "
        f"OVER (PARTITION BY x.party_id ORDER BY x.closed DESC, x.id DESC) AS place FROM ({closed}) x) c "
        f"WHERE c.place <= {MOST_INVOICES} ORDER BY c.party_id, c.closed, c.id"
    )
    days: dict[int, list[int]] = {}
    for party, due, paid in _rows(sql, values):
        days.setdefault(party, []).append((day_of(paid) - day_of(due)).days)
    of = {party: habit for party, found in days.items() if (habit := habit_of(found))}
    if party_id is not None and party_id in of and of[party_id].invoices >= FEWEST_INVOICES:
        return Habits(of, None)
    return Habits(of, _companys(company, day))


def closed_invoices(*, company: CompanyFacts, since: date, until: date) -> list[tuple[int, date, date, date]]:
    """Customer, posting day, due day and last payment of invoices posted in the time that payments have closed by its
    end; as habits_before() counts them. One query.
    """
    day = until + timedelta(days=1)
    closed = _CLOSED.format(invoices="receivables_entry e", which="AND e.posting_date >= %s AND e.posting_date < %s ")
    own = closed.replace("e.id, e.party_id, e.due_date", "e.id, e.party_id, e.posting_date, e.due_date")
    rows = _rows(own, [day, company.id, since, day])
    return [(party, day_of(posted), day_of(due), day_of(paid)) for _id, party, posted, due, paid in rows]


def _companys(company: CompanyFacts, day: date) -> Habit | None:
    closed = _CLOSED.format(invoices=_LATEST, which="AND e.id = i.id")
    values = [company.id, day, company.id, day, day, company.id]
    found = sorted((day_of(paid), id, day_of(due)) for id, _party, due, paid in _rows(closed, values))
    return habit_of([(paid - due).days for paid, _id, due in found], most=LATEST_PAYMENTS)


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
