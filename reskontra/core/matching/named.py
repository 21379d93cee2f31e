"""Claims on documents that the line itself names: exact ones first, later those with a difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reskontra.core.matching.claims import Grounds, claim_level, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.records import EntryFact, Part
from reskontra.core.matching.residue import advised_plan, exact_plan, residue_plan, sheet
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import mentions_part
from reskontra.core.matching.work import Claim, Named, Origin, Outcome, Plan, Run, Strength, Work

SUBSET_DOCUMENTS_MAX = 10
UNSUPPORTED_EXCESS_MAX_MINOR = 1_000
EXPLAINED_OUTCOMES = frozenset({Outcome.CHARGE, Outcome.LARGE_CHARGE, Outcome.ROUNDING, Outcome.TOLERANCE})
NAMED_CHARGES = frozenset({Outcome.CHARGE, Outcome.LARGE_CHARGE})


def exact_claim(run: Run, work: Work) -> Claim | None:
    """The documents named and believed are paid exactly: all of them, else those of the likeliest party."""
    if not work.named:
        return None
    for named in _sets(work.named):
        claim = _exact(run, work, named)
        if claim:
            return claim
    return _subset_claim(run, work, work.named) if len(work.named) > 2 else None


def tentative_claim(run: Run, work: Work, owed: Sequence[EntryFact] = ()) -> Claim | None:
    """Documents that the payer contradicts, or that lack a second sign, are paid exactly; never more than medium.

    A single weak number that is contradicted is no evidence at all; of several, the sum is. A single number without
    check digits is a question where the payer owes just this amount as well.

    owed   entries of the line's payers with its amount
    """
    everything = [*work.named, *work.tentative]
    full = [named for named in everything if named.strength >= Strength.FULL]
    for named in (everything, full):
        if not named or (len(named) == 1 and (named[0].strength < Strength.FULL or _is_rivaled(run, named[0], owed))):
            continue
        claim = _exact(run, work, named, cap=Confidence.MEDIUM)
        if claim:
            return claim
    return _less_charge(run, work, full)


def _is_rivaled(run: Run, named: Named, owed: Sequence[EntryFact]) -> bool:
    """Whether the payer, who is not the document's party, owes the same amount: the number may be a slip."""
    if named.level is not Level.CONTRADICTS or named.strength is Strength.VALID:
        return False
    return any(run.free[entry.entry_id] and entry.party_id != named.entry.party_id for entry in owed)


def explained_claim(run: Run, work: Work) -> Claim | None:
    """The documents named are closed with a difference that the text, the bank or a small limit explains."""
    together = _less_charge(run, work, work.named)
    if together:
        return together
    claim = residue_claim(run, work)
    return claim if claim and claim.plan.outcome in EXPLAINED_OUTCOMES else None


def _less_charge(run: Run, work: Work, named: Sequence[Named]) -> Claim | None:
    """Documents of several parties less a charge that the text names: what a payment service pays out."""
    if len({one.entry.party_id for one in named}) < 2:
        return None
    documents = sheet(work, [one.entry for one in named], run.free, run.settings)
    if len(documents.entries) != len(named):
        return None
    plan = residue_plan(documents, level=Level.NONE)
    if plan is None or plan.outcome not in NAMED_CHARGES:
        return None
    return make_claim(run, work, plan, Grounds(_origin(named), tuple(named), cap=Confidence.MEDIUM))


def residue_claim(run: Run, work: Work) -> Claim | None:
    """The documents named take the amount with a difference that is explained, short, or too much."""
    named = _best_party(work.named)
    if not named:
        return None
    documents = sheet(work, [one.entry for one in named], run.free, run.settings)
    if not documents.entries:
        return None
    level = claim_level(run, work, Plan(_provisional(documents.gross_minor, named), Outcome.EXACT), named)
    if level is Level.CONTRADICTS:
        return None
    plan = residue_plan(documents, level=level)
    if plan is None or not _is_supported(work, named, plan, level):
        return None
    return make_claim(run, work, plan, Grounds(_origin(named), tuple(named), level))


def _provisional(gross: int, named: Sequence[Named]) -> tuple[Part, ...]:
    entry = named[0].entry
    return (Part(entry.entry_id, entry.ledger, entry.party_id, gross),)


def _is_supported(work: Work, named: Sequence[Named], plan: Plan, level: Level) -> bool:
    """A bare number without any sign of the payer takes a difference only if it is explained or small."""
    if level > Level.NONE or any(one.strength is Strength.VALID for one in named):
        return True
    if plan.outcome in EXPLAINED_OUTCOMES:
        return True
    if work.line.name or work.line.ultimate_name:
        return False
    if plan.outcome is Outcome.UNDERPAID:
        return mentions_part(work.facts.text)
    return plan.outcome is Outcome.OVERPAID and abs(plan.residue_minor) <= UNSUPPORTED_EXCESS_MAX_MINOR


def _sets(named: Sequence[Named]) -> Iterator[list[Named]]:
    """The sets of named documents worth trying whole: all, the likeliest party's, the strong ones."""
    if not named:
        return
    yield list(named)
    if len(named) > 1:
        party = _best_party(named)
        if len(party) < len(named):
            yield party
        full = [one for one in named if one.strength >= Strength.FULL]
        if 0 < len(full) < len(named) and full != party:
            yield full


def _best_party(named: Sequence[Named]) -> list[Named]:
    """The documents of the party with the best level, then the most and strongest hits; all of one party mostly."""
    by_party: dict[int, list[Named]] = defaultdict(list)
    for one in named:
        by_party[one.entry.party_id].append(one)
    if len(by_party) < 2:
        return list(named)
    ranking = sorted(
        by_party.values(),
        key=lambda group: (
            max(one.level for one in group),
            max(one.strength for one in group),
            len(group),
            -group[0].entry.entry_id,
        ),
    )
    return ranking[-1]


def _exact(run: Run, work: Work, named: Sequence[Named], *, cap: Confidence = Confidence.HIGH) -> Claim | None:
    documents = sheet(work, [one.entry for one in named], run.free, run.settings)
    if len(documents.entries) != len(named):
        return None
    plan = None
    if named[0].amount_minor is not None and all(one.amount_minor is not None for one in named):
        plan = advised_plan(documents, {one.entry.entry_id: one.amount_minor or 0 for one in named})
    plan = plan or exact_plan(documents)
    if plan is None:
        return None
    return make_claim(run, work, plan, Grounds(_origin(named), tuple(named), cap=cap))


def _origin(named: Sequence[Named]) -> Origin:
    return Origin.DIRECT_DEBIT if "direct_debit" in [one.rule for one in named] else Origin.NAMED


def _subset_claim(run: Run, work: Work, named: Sequence[Named]) -> Claim | None:
    """The only selection of the named documents that makes the amount, gross.

    Never high where one document is left that is surely named: it may have been meant to be paid in part.
    """
    if len(named) > SUBSET_DOCUMENTS_MAX:
        return None
    amount = work.line.amount_minor
    found = [
        chosen
        for size in range(len(named) - 1, 0, -1)
        for chosen in combinations(named, size)
        if sum(run.free[one.entry.entry_id] for one in chosen) == amount
    ]
    if len(found) != 1:
        return None
    left_out = [one for one in named if one not in found[0]]
    is_doubtful = len(found[0]) == 1 or any(
        one.strength >= Strength.FULL and one.level > Level.NONE for one in left_out
    )
    return _exact(run, work, found[0], cap=Confidence.MEDIUM if is_doubtful else Confidence.HIGH)
