"""What of open entries is held back: on hold, disputed, promised, paid by a plan. Reminders and interest ask here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reskontra.collections.disputed_interest import credited_of
from reskontra.collections.plan_standings import standings_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import HoldReason, PlanState
from reskontra.database import bulk
from reskontra.database.days import day_of

# Of a promise that was typed on the entry itself, which knows no terms.
TYPED_PROMISE_DAYS = 2
_OF_ENTRIES = "FROM {values} CROSS JOIN receivables_entry e "
_HELD = "WHERE e.company_id = %s AND e.id = v.value AND e.ledger = 'CUSTOMER' AND e.remaining_minor > 0 "


@dataclass(frozen=True, slots=True)
class Held:
    """held_minor: of what is left of the entry, in its currency, at most all of it; reasons in the order of HoldReason.

    disputed_minor   of that what is disputed: no interest is asked for it either; dispute_id: of the case
    until            the last day on which it is held, where one is known; None otherwise
    """

    held_minor: int
    reasons: tuple[HoldReason, ...]
    until: date | None
    disputed_minor: int = 0
    dispute_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    entry_id: int
    remaining_minor: int
    minor: int
    reason: HoldReason
    until: date | None
    dispute_id: int | None = None
    is_over: bool = False  # the dispute: the customer was right, and no credit memo has taken it off yet


def held_of(
    *, company: CompanyFacts, entry_ids: Collection[int], as_of: date, promise_days: int | None = TYPED_PROMISE_DAYS
) -> dict[int, Held]:
    """What is held back of these entries on that day; entries of which nothing is are not in it.

    promise_days   for which a day that was typed on an entry itself holds it, after that day; None where no promise
                   holds anything, as terms may say

    A disputed part is held by itself, and so is what a plan pays; a promise, a hold and
    handing over keep all of it back.
    """
    parts: dict[int, list[_Part]] = {}
    found = list(_typed(company, entry_ids, as_of, promise_days))
    for source in (_disputed, _awaiting_credit, _promised, _planned, _handed_over):
        if source is not _promised or promise_days is not None:
            found += source(company, entry_ids, as_of)
    for part in found:
        parts.setdefault(part.entry_id, []).append(part)
    return {id: _together(held) for id, held in sorted(parts.items())}


def _together(parts: list[_Part]) -> Held:
    remaining = parts[0].remaining_minor
    known = {part.reason for part in parts}
    days = [part.until for part in parts]
    until = None if None in days else max(day for day in days if day is not None)
    disputed = sum(part.minor for part in parts if part.reason is HoldReason.DISPUTED and not part.is_over)
    return Held(
        held_minor=min(remaining, sum(part.minor for part in parts)),
        reasons=tuple(reason for reason in HoldReason if reason in known),
        until=until,
        disputed_minor=min(remaining, disputed),
        dispute_id=next((part.dispute_id for part in parts if part.dispute_id), None),
    )


def _typed(company: CompanyFacts, ids: Collection[int], as_of: date, promise_days: int | None) -> Iterator[_Part]:
    """What was typed on the entries themselves, where no case of this room says more."""
    sql = (
        f"SELECT e.id, e.remaining_minor, e.on_hold, CASE WHEN EXISTS (SELECT 1 FROM collections_dispute d "
        "WHERE d.company_id = e.company_id AND d.entry_id = e.id AND d.closed_at IS NULL) THEN '' "
        "ELSE e.dispute_status END, CASE WHEN EXISTS (SELECT 1 FROM collections_promiseentry p "
        "JOIN collections_promise m ON m.id = p.promise_id WHERE p.company_id = e.company_id AND p.entry_id = e.id "
        "AND m.promised_date = e.promised_date) THEN NULL ELSE e.promised_date END "
        f"{_OF_ENTRIES}{_HELD} AND (e.on_hold <> '' OR e.dispute_status <> '' OR e.promised_date IS NOT NULL)"
    )
    for id, remaining, on_hold, dispute, promised in bulk.lookup(sql, ids, company.id):
        if on_hold:
            yield _Part(id, remaining, remaining, HoldReason.ON_HOLD, None)
        if dispute:
            yield _Part(id, remaining, remaining, HoldReason.DISPUTED, None)
        if not promised or promise_days is None:
            continue
        if as_of <= (last := day_of(promised) + timedelta(days=promise_days)):
            yield _Part(id, remaining, remaining, HoldReason.PROMISED, last)


def _disputed(company: CompanyFacts, ids: Collection[int], as_of: date) -> Iterator[_Part]:
    sql = (
        f"SELECT e.id, e.remaining_minor, d.disputed_minor, d.id {_OF_ENTRIES}JOIN collections_dispute d "
        f"ON d.company_id = e.company_id AND d.entry_id = e.id AND d.closed_at IS NULL {_HELD}"
    )
    for id, remaining, disputed, dispute in bulk.lookup(sql, ids, company.id):
        yield _Part(id, remaining, min(disputed, remaining), HoldReason.DISPUTED, None, dispute)


def _awaiting_credit(company: CompanyFacts, ids: Collection[int], as_of: date) -> Iterator[_Part]:
    """Never owed, and still left of the entry: what was left of it is that of now, so credits of any day count."""
    found = credited_of(company=company, entry_ids=ids, as_of=date.max)
    awaited = {id: one.awaited_minor for id, one in found.items() if one.awaited}
    for id, remaining in bulk.lookup(f"SELECT e.id, e.remaining_minor {_OF_ENTRIES}{_HELD}", awaited, company.id):
        yield _Part(id, remaining, min(awaited[id], remaining), HoldReason.DISPUTED, None, is_over=True)


def _promised(company: CompanyFacts, ids: Collection[int], as_of: date) -> Iterator[_Part]:
    """Promises that stand: their last day has not gone, and not all that was promised of the entry is paid."""
    sql = (
        f"SELECT e.id, e.remaining_minor, max(m.last_date) {_OF_ENTRIES}JOIN collections_promiseentry p "
        "ON p.company_id = e.company_id AND p.entry_id = e.id JOIN collections_promise m ON m.id = p.promise_id "
        f"{_HELD} AND m.withdrawn_at IS NULL AND m.is_pausing AND m.last_date >= %s "
        "AND e.remaining_minor > p.open_minor - p.promised_minor GROUP BY e.id, e.remaining_minor"
    )
    for id, remaining, last in bulk.lookup(sql, ids, company.id, as_of):
        yield _Part(id, remaining, remaining, HoldReason.PROMISED, day_of(last))


def _planned(company: CompanyFacts, ids: Collection[int], as_of: date) -> Iterator[_Part]:
    sql = (
        f"SELECT e.id, e.remaining_minor, p.planned_minor, p.plan_id {_OF_ENTRIES}JOIN collections_planentry p "
        "ON p.company_id = e.company_id AND p.entry_id = e.id JOIN collections_paymentplan m ON m.id = p.plan_id "
        f"{_HELD} AND m.cancelled_at IS NULL"
    )
    found = list(bulk.lookup(sql, ids, company.id))
    standings = standings_of(company=company, plan_ids={row[3] for row in found}, as_of=as_of)
    for id, remaining, planned, plan in found:
        one = standings[plan]
        if one.standing.state is PlanState.KEPT and one.standing.next is not None:
            until = one.standing.next.due_date + timedelta(days=one.grace_days)
            yield _Part(id, remaining, min(planned, remaining), HoldReason.PLAN, until)


def handed_over_among(*, company: CompanyFacts, entry_ids: Collection[int]) -> set[int]:
    """Those that others collect, also where they are paid by now."""
    sql = (
        "SELECT DISTINCT p.entry_id FROM {values} CROSS JOIN collections_handoverentry p "
        "JOIN collections_handover m ON m.id = p.hand_over_id "
        "WHERE p.company_id = %s AND p.entry_id = v.value AND m.taken_back_at IS NULL"
    )
    return {row[0] for row in bulk.lookup(sql, entry_ids, company.id)}


def _handed_over(company: CompanyFacts, ids: Collection[int], as_of: date) -> Iterator[_Part]:
    sql = (
        f"SELECT DISTINCT e.id, e.remaining_minor {_OF_ENTRIES}JOIN collections_handoverentry p "
        "ON p.company_id = e.company_id AND p.entry_id = e.id JOIN collections_handover m ON m.id = p.hand_over_id "
        f"{_HELD} AND m.taken_back_at IS NULL"
    )
    for id, remaining in bulk.lookup(sql, ids, company.id):
        yield _Part(id, remaining, remaining, HoldReason.HANDED_OVER, None)
