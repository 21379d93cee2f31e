"""A known payer, no number, and an amount that is nearly a document's: rounded to whole units, or less a named charge.

Without a number the amount must do the proving, so little is allowed: one document or all of them, one explanation, and
no second set that could be explained as well. With many documents some always lie near; then nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reskontra.core.matching.claims import Grounds, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.lump import usable_entries
from reskontra.core.matching.records import EntryFact
from reskontra.core.matching.residue import residue_plan, sheet
from reskontra.core.matching.signals import Level
from reskontra.core.matching.slips import numbers_unexplained
from reskontra.core.matching.sums import spread
from reskontra.core.matching.text import mentions_charge, named_amounts
from reskontra.core.matching.work import Claim, Origin, Outcome, Run, Work
from reskontra.core.money import minor_digits

ALTERNATIVES_MAX = 5


def payer_residue_claim(run: Run, work: Work) -> Claim | None:
    """The only document, or all documents, of a well known payer that the amount pays but for rounding or a charge.

    The payers' entries must have been loaded. Never more than medium.
    """
    if work.named or work.tentative or numbers_unexplained(work):
        return None
    fitting = [
        (party_id, chosen)
        for party_id, payer in sorted(work.payers.items())
        if payer.level >= Level.STRONG
        for chosen in _fitting(run, work, usable_entries(run, work, party_id))
    ]
    if len(fitting) != 1:
        several = dict.fromkeys(entry.entry_id for _, chosen in fitting for entry in chosen)
        work.rivals = work.rivals or tuple(several)[:ALTERNATIVES_MAX]
        return None
    party_id, chosen = fitting[0]
    level = work.payers[party_id].level
    plan = residue_plan(sheet(work, chosen, run.free, run.settings), level=level)
    if plan is None or plan.outcome not in (Outcome.ROUNDING, Outcome.CHARGE):
        return None
    return make_claim(run, work, plan, Grounds(Origin.PAYER_AMOUNT, level=level, cap=Confidence.MEDIUM))


def _fitting(run: Run, work: Work, entries: Sequence[EntryFact]) -> Iterator[list[EntryFact]]:
    """Single documents, then all of them, that differ from the amount by a charge told or by rounding."""
    differences = _charges_told(work)
    limit = run.settings.rounding_limits.get(work.line.currency, 0)
    is_whole = not work.line.amount_minor % 10 ** minor_digits(work.line.currency)
    if not is_whole or not _is_telling(run, work, entries, limit):
        limit = 0
    if not differences and not limit:
        return
    sets = [[entry] for entry in entries]
    if len(entries) > 1:
        sets.append(list(entries))
    for chosen in sets:
        short = (sum(run.free[entry.entry_id] for entry in chosen) - work.line.amount_minor) * work.sign
        if short in differences or 0 < abs(short) <= limit:
            yield chosen


def _charges_told(work: Work) -> set[int]:
    charges = {abs(work.line.charges_minor)}
    if mentions_charge(work.facts.text):
        charges.update(named_amounts(work.facts.text, work.line.currency))
    return charges - {0}


def _is_telling(run: Run, work: Work, entries: Sequence[EntryFact], limit: int) -> bool:
    """Whether an amount near a document's is hardly an accident."""
    if not entries:
        return False
    width = spread([run.free[entry.entry_id] for entry in entries])
    return 2 * limit * len(entries) / width <= run.settings.accident_search_max
