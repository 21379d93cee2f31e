"""Promises, disputes and payment plans as they stand on a day: of everybody, of a customer, of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import connection

from reskontra.collections.disputed_interest import credited_of
from reskontra.collections.models import Dispute
from reskontra.collections.plan_standings import StandingPlan, standings_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import PlanState, PromisedPart, PromiseState, promise_state
from reskontra.core.money import Money
from reskontra.database.days import day_of

_ABOUT = (
    "EXISTS (SELECT 1 FROM collections_{table}entry a WHERE a.company_id = m.company_id AND a.{table}_id = m.id "
    "AND a.entry_id = %s)"
)


@dataclass(frozen=True, slots=True)
class Of:
    """Whose. A customer by its key, an entry by its key; None for any. ended: those that are over, too.

    number   of one promise, dispute or plan
    """

    party_id: int | None = None
    entry_id: int | None = None
    with_ended: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """amount was promised of the documents; left of it is not paid yet."""

    number: int
    customer: str
    name: str
    documents: tuple[tuple[int, str], ...]
    amount: Money
    left: Money
    promised_date: date
    last_date: date
    state: PromiseState
    note: str
    made_by: str
    made_at: date


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """left: of the disputed amount, what is open. is_late: its deadline has gone and it is open.

    to_credit   of what the customer was right in, what no credit memo has taken off yet and is still asked for
    """

    number: int
    customer: str
    name: str
    entry_id: int
    document: str
    amount: Money
    left: Money
    reason: str
    owner: str
    deadline: date | None
    is_late: bool
    note: str
    opened_by: str
    opened_at: date
    closed_at: date | None
    closed_by: str
    outcome: str
    closing_note: str
    credited: Money
    to_credit: Money


@dataclass(frozen=True, slots=True)
class PlanLine:
    """standing: with its instalments, and which comes next."""

    number: int
    customer: str
    name: str
    documents: tuple[tuple[int, str], ...]
    total: Money
    paid: Money
    fee: Money
    standing: StandingPlan
    note: str
    made_by: str
    made_at: date


def promises(*, company: CompanyFacts, as_of: date, of: Of) -> list[PromiseLine]:
    """Broken ones first, then by the promised day; without ended: those that stand or are broken."""
    where, values = _where(of, "m", _ABOUT.format(table="promise"))
    sql = (
        "SELECT m.number, c.number, c.name, e.id, e.document_number, e.currency, p.open_minor, p.promised_minor, "
        "e.remaining_minor, CAST(e.remaining_minor - coalesce((SELECT sum(d.amount_minor) FROM "
        "receivables_entrydetail d WHERE d.company_id = e.company_id AND d.entry_id = e.id "
        "AND d.posting_date > m.last_date), 0) AS bigint), m.promised_date, m.last_date, m.withdrawn_at, m.note, "
        "m.made_by, m.made_at FROM collections_promise m JOIN collections_promiseentry p "
        "ON p.company_id = m.company_id AND p.promise_id = m.id "
        "JOIN receivables_entry e ON e.id = p.entry_id JOIN parties_party c ON c.id = m.party_id "
        f"WHERE m.company_id = %s{where} ORDER BY m.number, e.due_date, e.id"
    )
    rows = _rows(sql, [company.id, *values])
    found = [_promise(list(group), as_of) for _number, group in groupby(rows, key=lambda row: row[0])]
    standing = (PromiseState.STANDING, PromiseState.BROKEN)
    kept = [one for one in found if of.with_ended or one.state in standing]
    return sorted(kept, key=lambda one: (one.state is not PromiseState.BROKEN, one.promised_date, one.number))


def _promise(rows: list[tuple[Any, ...]], as_of: date) -> PromiseLine:
    first = rows[0]
    parts = [PromisedPart(row[6], row[7], row[9], row[8]) for row in rows]
    last = day_of(first[11])
    state = promise_state(parts=parts, last_date=last, as_of=as_of, is_withdrawn=first[12] is not None)
    amount = sum(part.promised_minor for part in parts)
    left = sum(max(0, part.remaining_minor - part.open_minor + part.promised_minor) for part in parts)
    return PromiseLine(
        number=first[0],
        customer=first[1],
        name=first[2],
        documents=tuple((row[3], row[4]) for row in rows),
        amount=Money(amount, first[5]),
        left=Money(left, first[5]),
        promised_date=day_of(first[10]),
        last_date=last,
        state=state,
        note=first[13],
        made_by=first[14],
        made_at=_here(first[15]),
    )


def disputes(*, company: CompanyFacts, as_of: date, of: Of) -> list[DisputeLine]:
    """The earliest deadline first, those without one last; without ended: the open ones, and those to credit yet."""
    where, values = _where(of, "d", "d.entry_id = %s")
    open_only = (
        "" if of.with_ended else " AND (d.closed_at IS NULL OR (d.outcome = 'CREDIT_MEMO' AND e.remaining_minor > 0))"
    )
    sql = (
        "SELECT d.number, c.number, c.name, e.id, e.document_number, e.currency, d.disputed_minor, e.remaining_minor, "
        "d.reason, d.owner, d.deadline, d.note, d.opened_by, d.opened_at, d.closed_at, d.closed_by, d.outcome, "
        "d.closing_note, d.credited_minor, d.id "
        "FROM collections_dispute d JOIN receivables_entry e ON e.id = d.entry_id "
        f"JOIN parties_party c ON c.id = e.party_id WHERE d.company_id = %s{where}{open_only} ORDER BY d.number"
    )
    rows = _rows(sql, [company.id, *values])
    ids = {row[3] for row in rows if row[16] == "CREDIT_MEMO"}
    credited = credited_of(company=company, entry_ids=ids, as_of=date.max)
    awaited = {dispute: minor for one in credited.values() for dispute, minor in one.awaited.items()}
    every = [_dispute(row, as_of, awaited) for row in rows]
    found = [one for one in every if of.with_ended or one.closed_at is None or one.to_credit.minor]
    return sorted(found, key=lambda one: (one.closed_at is not None, one.deadline or date.max, one.number))


def _dispute(row: tuple[Any, ...], as_of: date, awaited: Mapping[int, int]) -> DisputeLine:
    number, customer, name, id, document, currency, minor, remaining, reason, owner, deadline, *rest = row
    note, opened_by, opened_at, closed_at, closed_by, outcome, closing_note, credited, key = rest
    day = day_of(deadline) if deadline else None
    return DisputeLine(
        number=number,
        customer=customer,
        name=name,
        entry_id=id,
        document=document,
        amount=Money(minor, currency),
        left=Money(min(minor, max(0, remaining)), currency),
        reason=reason,
        owner=owner,
        deadline=day,
        is_late=day is not None and day < as_of and closed_at is None,
        note=note,
        opened_by=opened_by,
        opened_at=_here(opened_at),
        closed_at=_here(closed_at) if closed_at else None,
        closed_by=closed_by,
        outcome=outcome,
        closing_note=closing_note,
        credited=Money(credited or 0, currency),
        to_credit=Money(min(awaited.get(key, 0), max(0, remaining)), currency),
    )


def payment_plans(*, company: CompanyFacts, as_of: date, of: Of) -> list[PlanLine]:
    """Broken ones first, then by the next instalment; without ended: those that are kept or broken."""
    where, values = _where(of, "m", _ABOUT.format(table="plan"))
    sql = (
        "SELECT m.number, c.number, c.name, e.id, e.document_number, m.currency, m.fee_minor, m.note, m.made_by, "
        "m.made_at, m.id FROM collections_paymentplan m JOIN collections_planentry p "
        "ON p.company_id = m.company_id AND p.plan_id = m.id "
        "JOIN receivables_entry e ON e.id = p.entry_id JOIN parties_party c ON c.id = m.party_id "
        f"WHERE m.company_id = %s{where} ORDER BY m.number, e.due_date, e.id"
    )
    rows = _rows(sql, [company.id, *values])
    standings = standings_of(company=company, plan_ids={row[10] for row in rows}, as_of=as_of)
    found = [_plan(list(group), standings) for _number, group in groupby(rows, key=lambda row: row[0])]
    running = (PlanState.KEPT, PlanState.BROKEN)
    kept = [one for one in found if of.with_ended or one.standing.standing.state in running]
    return sorted(kept, key=_plan_order)


def _plan_order(one: PlanLine) -> tuple[bool, date, int]:
    following = one.standing.standing.next
    is_broken = one.standing.standing.state is PlanState.BROKEN
    return (not is_broken, following.due_date if following else date.max, one.number)


def _plan(rows: list[tuple[Any, ...]], standings: dict[int, StandingPlan]) -> PlanLine:
    first = rows[0]
    standing, currency = standings[first[10]], first[5]
    return PlanLine(
        number=first[0],
        customer=first[1],
        name=first[2],
        documents=tuple((row[3], row[4]) for row in rows),
        total=Money(standing.total_minor, currency),
        paid=Money(standing.paid_minor, currency),
        fee=Money(first[6], currency),
        standing=standing,
        note=first[7],
        made_by=first[8],
        made_at=_here(first[9]),
    )


def open_disputes(*, company: CompanyFacts) -> int:
    """How many wait for an answer."""
    return Dispute.objects.filter(company=company.id, closed_at__isnull=True).count()


def _where(of: Of, case: str, entry: str) -> tuple[str, list[int]]:
    """case: its table. entry: how the condition finds one entry among those of a case, which is shown with them all."""
    text, values = "", list[int]()
    if of.party_id is not None:
        text += " AND e.party_id = %s"
        values.append(of.party_id)
    if of.entry_id is not None:
        text += f" AND {entry}"
        values.append(of.entry_id)
    if of.number is not None:
        text += f" AND {case}.number = %s"
        values.append(of.number)
    return text, values


def _rows(sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def _here(found: object) -> date:
    """The day, here, of a moment as a query gave it: SQLite gives UTC as text."""
    moment = found if isinstance(found, datetime) else datetime.fromisoformat(f"{found}+00:00")
    return moment.astimezone().date()
