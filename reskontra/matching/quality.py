"""How well matching did: what each rule proposed, what went without a person, and what a person put right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts

STANDING, BY_HAND, NONE = "standing", "hand", "none"
_LINES = (
    "SELECT s.date, s.origin, s.rule, s.has_parts, COUNT(*), SUM(s.is_alone), SUM(s.is_accepted) FROM ("
    "SELECT l.date, p.origin, p.rule, CASE WHEN EXISTS (SELECT 1 FROM matching_proposalpart r "
    "WHERE r.company_id = p.company_id AND r.proposal_id = p.id) THEN 1 ELSE 0 END AS has_parts, "
    "CASE WHEN p.is_ready AND NOT p.is_reviewed THEN 1 ELSE 0 END AS is_alone, "
    "CASE WHEN p.is_reviewed THEN 1 ELSE 0 END AS is_accepted "
    "FROM matching_proposal p "
    "JOIN journals_journalline l ON l.company_id = p.company_id AND l.id = p.line_id "
    "WHERE p.company_id = %s AND l.state IN ('OPEN', 'POSTED') AND l.date >= %s"
    ") s GROUP BY s.date, s.origin, s.rule, s.has_parts"
)
_CORRECTED = (
    "SELECT c.line_id, c.payment_date, c.origin, c.rule, c.kind, c.was_reviewed, p.origin, p.rule, "
    "p.is_ready, p.is_reviewed FROM matching_correction c "
    "LEFT JOIN matching_proposal p ON p.company_id = c.company_id AND p.line_id = c.line_id "
    "WHERE c.company_id = %s AND c.payment_date >= %s ORDER BY c.id"
)


@dataclass(slots=True)
class RuleQuality:
    """What a rule did in a month; a line counts once, also where it was corrected twice.

    rule       high-4 …; standing: text mappings, learned texts, own accounts; hand: a person alone; none: nothing found
    lines      that it was for, also where a person decided otherwise since
    alone      ready or posted without a person, also where that was reversed since
    accepted   by a person, also where that was reversed or decided otherwise since
    overruled  decided otherwise before posting; reversed: taken back after it
    """

    month: str
    rule: str
    lines: int = 0
    alone: int = 0
    accepted: int = 0
    overruled: int = 0
    reversed: int = 0


@dataclass(slots=True)
class Corrected:
    """What happened to a line under one rule; the flags are of what it has now, where that is by the same rule."""

    kinds: set[str] = field(default_factory=set)
    was_accepted: bool = False
    was_alone: bool = False
    is_counted: bool = False
    is_alone: bool = False
    is_accepted: bool = False


def quality(*, company: CompanyFacts, since: date | None = None) -> list[RuleQuality]:
    """By month of payment and rule; since: payments of this day and later."""
    found: dict[tuple[str, str], RuleQuality] = {}
    first = since or date.min
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [company.id, first.isoformat()])
        for day, origin, rule, has_parts, lines, alone, accepted in cursor.fetchall():
            row = _row(found, str(day)[:7], rule_of(origin, rule) if has_parts else NONE)
            row.lines, row.alone, row.accepted = row.lines + lines, row.alone + alone, row.accepted + accepted
    for (_line, month, rule), one in corrected_lines(company=company, since=first).items():
        row = _row(found, month, rule)
        row.lines += not one.is_counted
        row.alone += one.was_alone and not one.is_alone
        row.accepted += one.was_accepted and not one.is_accepted
        row.overruled += "OVERRULED" in one.kinds
        row.reversed += "REVERSED" in one.kinds
    return [found[key] for key in sorted(found)]


def corrected_lines(*, company: CompanyFacts, since: date) -> dict[tuple[int, str, str], Corrected]:
    """(line, month, rule) → what a person corrected, of payments of that day and later."""
    with connection.cursor() as cursor:
        cursor.execute(_CORRECTED, [company.id, since.isoformat()])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    found: dict[tuple[int, str, str], Corrected] = {}
    for line, day, origin, rule, kind, was_reviewed, origin_now, rule_now, is_ready, is_reviewed in rows:
        key = (line, str(day)[:7], rule_of(origin, rule))
        one = found.setdefault(key, Corrected())
        one.kinds.add(kind)
        one.was_accepted |= bool(was_reviewed)
        one.was_alone |= kind == "REVERSED" and not was_reviewed
        one.is_counted = origin_now is not None and rule_of(origin_now, rule_now) == key[2]
        one.is_alone = one.is_counted and bool(is_ready) and not is_reviewed
        one.is_accepted = one.is_counted and bool(is_reviewed)
    return found


def rule_of(origin: str, rule: str) -> str:
    """What a proposal is counted under."""
    if origin in ("MANUAL", "SPLIT"):
        return BY_HAND
    return rule if origin == "AUTO" and rule else STANDING


def _row(found: dict[tuple[str, str], RuleQuality], month: str, rule: str) -> RuleQuality:
    return found.setdefault((month, rule), RuleQuality(month=month, rule=rule))
