"""A known payer and an amount that is one of their documents': no number needed, but no second candidate either.

Several parties may share the name or account; the best known of those that owe the amount is meant, and two that are
equally well known leave the line open. Within one party, a period that the text names decides between equal documents;
else they are exchangeable: the oldest due is taken and flagged. Gross comes before net of discount. A document dated
after the payment is no candidate here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reskontra.core.matching.claims import Grounds, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.periods import Period, is_described, is_described_otherwise, named_periods, of_period
from reskontra.core.matching.records import EntryFact
from reskontra.core.matching.residue import exact_plan, sheet
from reskontra.core.matching.signals import Level, discount_open
from reskontra.core.matching.slips import hits_exactly, is_doubted
from reskontra.core.matching.work import Claim, Doubt, Origin, Payer, Run, Work, age_order
from reskontra.core.money import minor_digits

EQUALS_MAX = 20
ALTERNATIVES_MAX = 5


def payer_amount_claims(run: Run, work: Work, candidates: Sequence[EntryFact]) -> list[Claim]:
    """One claim for each document of the payer with this amount, oldest first; none where parties tie.

    candidates   entries of the line's payers with its amount, gross or net, its currency and its direction
    """
    fitting = _fitting(run, work, candidates)
    if not fitting:
        return []
    if named_elsewhere := hits_exactly(run, work):
        work.rivals = tuple(entry.entry_id for entry in (*named_elsewhere, *fitting))[:ALTERNATIVES_MAX]
        return []
    by_party: dict[int, list[EntryFact]] = defaultdict(list)
    for entry in fitting:
        by_party[entry.party_id].append(entry)
    best = max(work.payers[party_id].level for party_id in by_party)
    if len(fitting) == 1 and _is_proven(work, work.payers[fitting[0].party_id]):
        best = max(best, Level.STRONG)
    parties = [party_id for party_id in by_party if work.payers[party_id].level >= best] or list(by_party)
    if len(parties) > 1:
        work.rivals = tuple(entry.entry_id for party in sorted(parties) for entry in by_party[party])[:ALTERNATIVES_MAX]
        return []
    entries = sorted(by_party[parties[0]], key=age_order)[:EQUALS_MAX]
    others = tuple(entry.entry_id for entry in fitting if entry.party_id != parties[0])
    period = _period_of(work)
    if period and len(entries) > 1:
        return _claims_of_period(run, work, entries, _Rest(best, (), others), period)
    rest = _Rest(best, tuple(entry.entry_id for entry in entries), others)
    if others or (period and is_described_otherwise(entries[0], period)):
        rest = replace(rest, cap=Confidence.MEDIUM)
    return [claim for entry in entries if (claim := _claim(run, work, entry, rest))]


def _is_proven(work: Work, payer: Payer) -> bool:
    """Whether owing just this amount, alone of all whom the name may mean, makes up for what the name lacks.

    Of namesakes many owe a price in whole units by accident, when what was paid is no document of the book.
    """
    if any(other.rule != "payer_name" for other in work.payers.values()):
        return False
    if payer.doubt is Doubt.NAMESAKES:
        return bool(work.line.amount_minor % 10 ** minor_digits(work.line.currency))
    return work.is_slip_alone


@dataclass(frozen=True, slots=True)
class _Rest:
    """What one candidate must know of the others."""

    level: Level
    equals: tuple[int, ...]
    others: tuple[int, ...]
    cap: Confidence = Confidence.HIGH
    detail: str = ""


def _period_of(work: Work) -> Period | None:
    """The only period that the text names."""
    text = work.facts.text
    periods = named_periods(text, work.line.date) if text else ()
    return periods[0] if len(periods) == 1 else None


def _claims_of_period(run: Run, work: Work, entries: Sequence[EntryFact], rest: _Rest, period: Period) -> list[Claim]:
    """The only one of equal documents that is the period's; none where several are, or none is."""
    meant = of_period(entries, period)
    if len(meant) != 1:
        work.rivals = tuple(entry.entry_id for entry in meant or entries)[:ALTERNATIVES_MAX]
        return []
    entry = meant[0]
    others = (*(other.entry_id for other in entries if other is not entry), *rest.others)
    cap = Confidence.HIGH if is_described(entry, period) else Confidence.MEDIUM
    claim = _claim(run, work, entry, _Rest(rest.level, (entry.entry_id,), others, cap, "period_named"))
    return [claim] if claim else []


def _claim(run: Run, work: Work, entry: EntryFact, rest: _Rest) -> Claim | None:
    plan = exact_plan(sheet(work, [entry], run.free, run.settings))
    if plan is None:
        return None
    alternatives = tuple(other for other in (*rest.equals, *rest.others) if other != entry.entry_id)
    return make_claim(
        run,
        work,
        plan,
        Grounds(
            Origin.PAYER_AMOUNT,
            level=rest.level,
            equals=len(rest.equals),
            cap=min(Confidence.MEDIUM if is_doubted(work) else Confidence.HIGH, rest.cap),
            detail=rest.detail,
            alternatives=alternatives[:ALTERNATIVES_MAX],
        ),
    )


def _fitting(run: Run, work: Work, candidates: Sequence[EntryFact]) -> list[EntryFact]:
    """The candidates with exactly this amount left, else those whose open discount makes it."""
    line = work.line
    usable = [entry for entry in candidates if entry.party_id in work.payers and entry.posting_date <= line.date]
    gross = [entry for entry in usable if run.free[entry.entry_id] == line.amount_minor]
    if gross:
        return gross
    return [
        entry
        for entry in usable
        if (discount := discount_open(entry, line.date))
        and run.free[entry.entry_id] == entry.remaining_minor
        and entry.remaining_minor - discount == line.amount_minor
    ]
