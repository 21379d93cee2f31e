"""How payment plans stand on a day, by what was paid of their entries since they were made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import Instalment, PlanStanding, plan_standing
from reskontra.database import bulk
from reskontra.database.days import day_of


@dataclass(frozen=True, slots=True)
class StandingPlan:
    """total_minor: of the instalments; paid_minor: of the entries that it pays, at most what each was planned with."""

    standing: PlanStanding
    instalments: tuple[Instalment, ...]
    total_minor: int
    paid_minor: int
    grace_days: int


def standings_of(*, company: CompanyFacts, plan_ids: Collection[int], as_of: date) -> dict[int, StandingPlan]:
    """By plan; what was paid is what is today, as_of decides which instalments are late."""
    instalments: dict[int, list[Instalment]] = {}
    sql = (
        "SELECT i.plan_id, i.due_date, i.amount_minor FROM {values} CROSS JOIN collections_planinstalment i "
        "WHERE i.company_id = %s AND i.plan_id = v.value ORDER BY i.plan_id, i.position"
    )
    for plan, due, minor in bulk.lookup(sql, plan_ids, company.id):
        instalments.setdefault(plan, []).append(Instalment(day_of(due), minor))
    sql = (
        "SELECT m.id, m.grace_days, m.cancelled_at, CAST(sum(p.planned_minor - CASE WHEN e.remaining_minor < "
        "p.planned_minor THEN e.remaining_minor ELSE p.planned_minor END) AS bigint) FROM {values} "
        "CROSS JOIN collections_paymentplan m JOIN collections_planentry p ON p.company_id = m.company_id "
        "AND p.plan_id = m.id JOIN receivables_entry e ON e.id = p.entry_id WHERE m.company_id = %s "
        "AND m.id = v.value GROUP BY m.id, m.grace_days, m.cancelled_at"
    )
    found = {}
    for plan, grace, cancelled, paid in bulk.lookup(sql, plan_ids, company.id):
        rows = instalments[plan]
        standing = plan_standing(
            instalments=rows, paid_minor=paid, grace_days=grace, as_of=as_of, is_cancelled=cancelled is not None
        )
        found[plan] = StandingPlan(standing, tuple(rows), sum(one.amount_minor for one in rows), paid, grace)
    return found
