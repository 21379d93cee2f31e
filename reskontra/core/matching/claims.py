"""From a plan and its evidence to a claim: the four results, the rule of the table, the quality and the caps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reskontra.core.matching.confidence import (
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
)
from reskontra.core.matching.documents import party_level
from reskontra.core.matching.records import Part
from reskontra.core.matching.signals import Level
from reskontra.core.matching.work import (
    CLOSING_OUTCOMES,
    Claim,
    Named,
    Origin,
    Outcome,
    Plan,
    Run,
    Strength,
    Work,
    age_order,
)

PARTY_RESULTS = {
    Level.CERTAIN: PartyResult.FULLY,
    Level.STRONG: PartyResult.FULLY,
    Level.WEAK: PartyResult.PARTIALLY,
    Level.NONE: PartyResult.NO,
    Level.CONTRADICTS: PartyResult.NO,
}
REFERENCE_QUALITY = {Strength.VALID: 40, Strength.FULL: 30, Strength.WEAK: 18, Strength.DOUBTFUL: 8}
PARTY_QUALITY = {Level.CERTAIN: 20, Level.STRONG: 16, Level.WEAK: 8, Level.NONE: 0, Level.CONTRADICTS: 0}
OUTCOME_QUALITY = {
    Outcome.EXACT: 25,
    Outcome.ADVISED: 25,
    Outcome.DISCOUNT: 22,
    Outcome.INSTRUCTED: 22,
    Outcome.ROUNDING: 18,
    Outcome.CHARGE: 15,
    Outcome.LARGE_CHARGE: 12,
    Outcome.LATE_DISCOUNT: 10,
    Outcome.TOLERANCE: 10,
    Outcome.CONVERTED: 8,
    Outcome.SUPPOSED_CHARGE: 6,
    Outcome.UNDERPAID: 4,
    Outcome.OVERPAID: 4,
}
DUE_QUALITY = 14
DUE_DAYS_PER_POINT = 5
UNPROVEN_OUTCOMES = frozenset(
    {
        Outcome.LATE_DISCOUNT,
        Outcome.LARGE_CHARGE,
        Outcome.CONVERTED,
        Outcome.SUPPOSED_CHARGE,
        Outcome.UNDERPAID,
        Outcome.OVERPAID,
    }
)


class Grounds(NamedTuple):
    """What a claim stands on besides its plan.

    equals    how many sets of documents would do as well within the payer; 1 is the only one
    cap       the highest confidence the stage allows
    """

    origin: Origin
    named: tuple[Named, ...] = ()
    level: Level | None = None
    equals: int = 1
    cap: Confidence = Confidence.HIGH
    detail: str = ""
    alternatives: tuple[int, ...] = ()


def make_claim(run: Run, work: Work, plan: Plan, grounds: Grounds) -> Claim | None:
    """The claim of a plan; None where no rule of the table lets it be applied."""
    level = grounds.level if grounds.level is not None else claim_level(run, work, plan, grounds.named)
    rule = _rule(run, plan, grounds, level)
    if rule is None or rule.confidence is Confidence.NONE:
        return None
    quality = _quality(run, work, plan, grounds, level)
    confidence = min(rule.confidence, grounds.cap, _cap(plan, level, grounds))
    if confidence is Confidence.HIGH and quality < run.settings.high_quality_min:
        confidence = Confidence.MEDIUM
    applied = [part for part in plan.parts if part.entry_id is not None]
    first = applied[0]
    uses = tuple([(part.entry_id, closed_with(part)) for part in applied if part.entry_id is not None])
    party_id = first.party_id if len({part.party_id for part in plan.parts}) == 1 else None
    return Claim(
        work, plan, grounds.origin, grounds.named, uses, rule, confidence, quality, level, party_id, first.ledger,
        _order(run, plan), grounds.detail, grounds.equals, grounds.alternatives,
    )  # fmt: skip


def closed_with(part: Part) -> int:
    """What the entry is closed with, in its own currency: cash and everything granted besides."""
    if part.settled_minor:
        return part.settled_minor
    return part.cash_minor + part.discount_minor + part.tolerance_minor + part.charge_minor + part.rounding_minor


def claim_level(run: Run, work: Work, plan: Plan, named: Sequence[Named]) -> Level:
    """How well the payer is known for all parties of the plan together: the least of them.

    A reference in its own field with right check digits makes its party certain, unless the payer's side contradicts.
    """
    levels: list[Level] = []
    proven = {one.entry.party_id for one in named if one.strength is Strength.VALID}
    for party_id in {part.party_id for part in plan.parts}:
        level = party_level(run, work, party_id)
        payer = work.payers.get(party_id)
        if payer and level is not Level.CONTRADICTS:
            level = max(level, payer.level)
        elif level is Level.NONE and work.payers and _is_someone_else(work):
            level = Level.CONTRADICTS
        if party_id in proven and level is not Level.CONTRADICTS:
            level = Level.CERTAIN
        levels.append(level)
    return min(levels)


def _is_someone_else(work: Work) -> bool:
    return any(payer.level >= Level.STRONG for payer in work.payers.values())


def document_result(grounds: Grounds) -> DocumentResult:
    """How many documents the line names: several, one, or none."""
    named = grounds.named
    count = len({one.entry.entry_id for one in named}) if len(named) > 1 else len(named)
    return DocumentResult.MULTIPLE if count > 1 else DocumentResult.YES if count else DocumentResult.NO


def _rule(run: Run, plan: Plan, grounds: Grounds, level: Level) -> MatchRule | None:
    amount = AmountResult.NONE
    if plan.outcome in CLOSING_OUTCOMES and plan.outcome not in UNPROVEN_OUTCOMES:
        amount = AmountResult.ONE if grounds.equals == 1 else AmountResult.MULTIPLE
    debit = DirectDebitResult.NOT_CONSIDERED
    if grounds.origin is Origin.DIRECT_DEBIT:
        debit = DirectDebitResult.YES if amount is AmountResult.ONE else DirectDebitResult.NO
    return run.table.get((PARTY_RESULTS[level], document_result(grounds), amount, debit))


def _cap(plan: Plan, level: Level, grounds: Grounds) -> Confidence:
    """What forbids high: a payer who contradicts, an amount not proven, rounding for a payer hardly known."""
    if level is Level.CONTRADICTS or plan.outcome in UNPROVEN_OUTCOMES or grounds.equals > 1:
        return Confidence.MEDIUM
    return Confidence.HIGH


def _quality(run: Run, work: Work, plan: Plan, grounds: Grounds, level: Level) -> int:
    """0-99: reference 40, exactness 25, party 20, nearness of the due date 14."""
    reference = max([REFERENCE_QUALITY[named.strength] for named in grounds.named], default=0)
    paid = work.line.date
    due_days = min(
        [abs((paid - run.entries[part.entry_id].due_date).days) for part in plan.parts if part.entry_id is not None]
    )
    due = max(0, DUE_QUALITY - due_days // DUE_DAYS_PER_POINT)
    return reference + OUTCOME_QUALITY[plan.outcome] + PARTY_QUALITY[level] + due


def _order(run: Run, plan: Plan) -> tuple[int, ...]:
    """Between equal claims: the oldest due date, then the lowest entry number."""
    return min([age_order(run.entries[part.entry_id]) for part in plan.parts if part.entry_id is not None])
