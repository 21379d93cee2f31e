"""Lump sums: a known payer, no number, and an amount that only one set of their documents makes."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.core.matching.claims import Grounds, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.periods import is_described, named_periods, of_period
from reskontra.core.matching.records import EntryFact
from reskontra.core.matching.residue import exact_plan, sheet
from reskontra.core.matching.signals import Level, discount_open
from reskontra.core.matching.slips import numbers_unexplained
from reskontra.core.matching.sums import Found, Item, SumSearch
from reskontra.core.matching.work import Claim, Origin, Run, Work

ALTERNATIVES_MAX = 5
TELLING_DIGITS = 5
PERIODS_MAX = 12


def lump_claim(run: Run, work: Work) -> Claim | None:
    """The only set of one payer's open documents with this sum, gross or net of all open discounts.

    Of several payers that may be meant, one alone must have such a set. The payers' entries must have been loaded.
    """
    answers: list[tuple[int, Found]] = []
    accident = 0.0
    for party_id in sorted(work.payers):
        entries = usable_entries(run, work, party_id)
        found = _find(run, work, entries)
        if found:
            accident += found.accident
            answers.append((party_id, found))
    if not answers:
        return None
    if len(answers) > 1 or len(answers[0][1].sets) > 1:
        work.rivals = work.rivals or tuple(dict.fromkeys(_all_ids(answers)))[:ALTERNATIVES_MAX]
        return None
    party_id, found = answers[0]
    plan = exact_plan(sheet(work, [run.entries[entry_id] for entry_id in found.sets[0]], run.free, run.settings))
    if plan is None:
        return None
    grounds = Grounds(Origin.SUM, level=work.payers[party_id].level, cap=_cap(run, work, accident), detail=found.family)
    return make_claim(run, work, plan, grounds)


def period_claim(run: Run, work: Work) -> Claim | None:
    """One document of the payer for each of several periods that the text names, if they make the amount.

    The payers' entries must have been loaded.
    """
    periods = named_periods(work.facts.text, work.line.date) if work.facts.text else ()
    if not 1 < len(periods) <= PERIODS_MAX:
        return None
    fitting = []
    for party_id in sorted(work.payers):
        entries = usable_entries(run, work, party_id)
        meant = [of_period(entries, period) for period in periods]
        chosen = {several[0].entry_id: several[0] for several in meant if len(several) == 1}
        if len(chosen) == len(periods):
            fitting.append((party_id, list(chosen.values())))
    if len(fitting) != 1:
        return None
    party_id, chosen_entries = fitting[0]
    plan = exact_plan(sheet(work, chosen_entries, run.free, run.settings))
    if plan is None:
        return None
    is_said = all(is_described(entry, period) for entry, period in zip(chosen_entries, periods, strict=True))
    cap = min(_cap(run, work, 0.0), Confidence.HIGH if is_said else Confidence.MEDIUM)
    return make_claim(
        run, work, plan, Grounds(Origin.SUM, level=work.payers[party_id].level, cap=cap, detail="periods_named")
    )


def _all_ids(answers: Sequence[tuple[int, Found]]) -> list[int]:
    return [entry_id for _, found in answers for ids in found.sets for entry_id in ids]


def usable_entries(run: Run, work: Work, party_id: int) -> list[EntryFact]:
    """The payer's open entries that this line could pay, oldest due first; loaded before."""
    line = work.line
    return [
        entry
        for entry in run.open_entries(party_id)
        if entry.currency == line.currency and entry.posting_date <= line.date and run.takes_ledger(entry.ledger)
    ]


def _find(run: Run, work: Work, entries: Sequence[EntryFact]) -> Found | None:
    line, settings = work.line, run.settings
    gross = [sum_item(run, work, entry) for entry in entries]
    found = SumSearch(gross, line.amount_minor, settings.accident_search_max, settings.steps_max).find()
    if found:
        return found
    net = [
        item._replace(minor=item.minor - _discount(run, work, entry))
        for item, entry in zip(gross, entries, strict=True)
    ]
    if net == gross:
        return None
    return SumSearch(net, line.amount_minor, settings.accident_search_max, settings.steps_max).find()


def sum_item(run: Run, work: Work, entry: EntryFact) -> Item:
    """An entry as sums see it, with what is left of it."""
    number = entry.document_number
    return Item(entry.entry_id, run.free[entry.entry_id], entry.due_date <= work.line.date, (len(number), number))


def _discount(run: Run, work: Work, entry: EntryFact) -> int:
    return discount_open(entry, work.line.date) if run.free[entry.entry_id] == entry.remaining_minor else 0


def _cap(run: Run, work: Work, accident: float) -> Confidence:
    is_doubted = work.tentative or work.named or work.settled
    if is_doubted or any(len(digits) >= TELLING_DIGITS for digits in numbers_unexplained(work)):
        return Confidence.MEDIUM
    if accident > run.settings.accident_high_max or min(p.level for p in work.payers.values()) < Level.STRONG:
        return Confidence.MEDIUM
    return Confidence.HIGH
