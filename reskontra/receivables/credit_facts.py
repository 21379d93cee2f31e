"""What the figures of credit are reckoned from: by customer, in one time, as of its last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts, fiscal_years
from reskontra.core.credit_metrics import Collected, CreditMetrics, Paying, Turnover, credit_metrics, paying_of
from reskontra.database.days import day_of
from reskontra.receivables.behaviour import PaidInvoice, paid_invoices

_SALES = "d.kind = 'INITIAL' AND e.document_type IN ('INVOICE', 'CREDIT_MEMO')"
# What each entry was worth before the time and at its end; added up by customer. Reversals are their own opposites; of
# a document that was taken over, what remained of it then counts as sold on its own day.
_TURNOVER = (
    "SELECT p.id, p.number, p.name, CAST(sum(x.opening) AS bigint), CAST(sum(x.sales) AS bigint), "
    "CAST(sum(x.closing) AS bigint), CAST(sum(CASE WHEN x.due < %s THEN 0 ELSE x.closing END) AS bigint), "
    "CAST(sum(CASE WHEN x.due < %s THEN x.closing ELSE 0 END) AS bigint), "
    "count(CASE WHEN x.due < %s AND x.left_minor > 0 THEN 1 END), "
    "count(CASE WHEN x.promised < %s AND x.left_minor > 0 THEN 1 END) FROM (SELECT e.party_id, e.due_date AS due, "
    "e.promised_date AS promised, sum(CASE WHEN d.posting_date < %s THEN d.local_minor ELSE 0 END) AS opening, "
    f"sum(CASE WHEN {_SALES} AND d.posting_date >= %s THEN d.local_minor ELSE 0 END) AS sales, "
    "sum(d.local_minor) AS closing, sum(d.amount_minor) AS left_minor FROM receivables_entry e "
    "JOIN receivables_entrydetail d ON d.company_id = e.company_id AND d.entry_id = e.id AND d.posting_date <= %s "
    "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER'{party} "
    "GROUP BY e.id, e.party_id, e.due_date, e.promised_date) x "
    "JOIN parties_party p ON p.company_id = %s AND p.id = x.party_id GROUP BY p.id, p.number, p.name ORDER BY p.number"
)
_LAST = (
    "SELECT m.party_id, m.paid, m.sold, CAST(coalesce(-sum(d.local_minor), 0) AS bigint) FROM (SELECT e.party_id, "
    "max(CASE WHEN e.document_type = 'PAYMENT' THEN e.posting_date END) AS paid, "
    "max(CASE WHEN e.document_type = 'INVOICE' THEN e.posting_date END) AS sold FROM receivables_entry e "
    "WHERE e.company_id = %s AND e.ledger = 'CUSTOMER' AND e.posting_date <= %s{party} GROUP BY e.party_id) m "
    "LEFT JOIN receivables_entry e ON e.company_id = %s AND e.party_id = m.party_id AND e.posting_date = m.paid "
    "AND e.document_type = 'PAYMENT' LEFT JOIN receivables_entrydetail d ON d.company_id = e.company_id "
    "AND d.entry_id = e.id AND d.kind = 'INITIAL' GROUP BY m.party_id, m.paid, m.sold"
)


@dataclass(frozen=True, slots=True)
class LastPayment:
    """The newest day on which a customer paid, and all that came on it.

    is_in_time   whether what was paid in full that day was not overdue; None where nothing was
    """

    day: date
    minor: int
    is_in_time: bool | None


@dataclass(frozen=True, slots=True)
class CreditFacts:
    """A customer, or with number "" all of them, in a time; amounts are local.

    overdue            how many documents are overdue at the end
    overdue_minor      what all that was due by then comes to, credits taken off
    broken_promises    documents that were promised for a day that has gone, and are open; with what collecting knows,
                       promises that were broken
    days_since_sale    from the newest invoice to the end of the time, None without one
    level              the highest reminder level reached, where collecting told it
    """

    party_id: int
    number: str
    name: str
    turnover: Turnover
    paying: Paying
    overdue: int
    overdue_minor: int
    broken_promises: int
    last_payment: LastPayment | None
    days_since_sale: int | None
    level: int = 0

    @property
    def metrics(self) -> CreditMetrics:
        return credit_metrics(self.turnover)


def with_collected(found: Sequence[CreditFacts], collected: Mapping[str, Collected]) -> list[CreditFacts]:
    """The same, with what collecting knows of each customer by its number."""
    nothing = Collected()
    known = [(one, collected.get(one.number, nothing)) for one in found]
    return [
        replace(one, level=also.level, broken_promises=max(one.broken_promises, also.broken_promises))
        for one, also in known
    ]


def fiscal_year_until(*, company: CompanyFacts, day: date) -> date:
    """The first day of the fiscal year that the day is in; of a year up to the day where it is in none."""
    found = [first for _code, first, last in fiscal_years(company=company) if first <= day <= last]
    return found[0] if found else day - timedelta(days=364)


def credit_facts(
    *, company: CompanyFacts, since: date, until: date, party_id: int | None = None, account: str = ""
) -> list[CreditFacts]:
    """Every customer that ever had an entry, by number; or one, told by both its key and its number. Three queries."""
    party, own = (" AND e.party_id = %s", [party_id]) if party_id is not None else ("", [])
    rows = _rows(
        _TURNOVER.format(party=party), [until, until, until, until, since, since, until, company.id, *own, company.id]
    )  # fmt: skip
    found = paid_invoices(company=company, since=since, until=until, account=account)
    paid = {number: list(ones) for number, ones in groupby(found, key=lambda one: one.account)}
    last = {row[0]: row[1:] for row in _rows(_LAST.format(party=party), [company.id, until, *own, company.id])}
    days = (until - since).days + 1
    facts = []
    for id, number, name, opening, sales, closing, current, overdue_minor, overdue, broken in rows:
        own_paid = paid.get(number, [])
        paid_on, sold_on, minor = last.get(id, (None, None, 0))
        turnover = Turnover(opening, sales, closing, current, days)
        paying = paying_of((one.days, one.days_late) for one in own_paid)
        payment = _last_payment(paid_on, minor, own_paid)
        since_sale = (until - day_of(sold_on)).days if sold_on else None
        facts.append(
            CreditFacts(id, number, name, turnover, paying, overdue, overdue_minor, broken, payment, since_sale)
        )
    return facts


def _last_payment(paid_on: str | date | None, minor: int, paid: Sequence[PaidInvoice]) -> LastPayment | None:
    if paid_on is None:
        return None
    day = day_of(paid_on)
    then = [one.days_late <= 0 for one in paid if one.paid_date == day]
    return LastPayment(day, minor, all(then) if then else None)


def together(found: Sequence[CreditFacts], *, since: date, until: date) -> CreditFacts:
    """All customers together: reckoned on their sums, and on all invoices that were paid."""
    turnover = sum((one.turnover for one in found), Turnover(0, 0, 0, 0, (until - since).days + 1))
    payments = [one.last_payment for one in found if one.last_payment]
    newest = max((one.day for one in payments), default=None)
    last = None
    if newest is not None:
        then = [one for one in payments if one.day == newest]
        judged = [one.is_in_time for one in then if one.is_in_time is not None]
        last = LastPayment(newest, sum(one.minor for one in then), all(judged) if judged else None)
    return CreditFacts(
        0, "", "", turnover, sum((one.paying for one in found), Paying()),
        sum(one.overdue for one in found), sum(one.overdue_minor for one in found),
        sum(one.broken_promises for one in found), last,
        min((one.days_since_sale for one in found if one.days_since_sale is not None), default=None),
        max((one.level for one in found), default=0),
    )  # fmt: skip


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
