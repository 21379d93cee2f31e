"""Lump sums: a known payer, no number, and an amount that only one set of their documents makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reskontra.core.matching.claims import Grounds, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.periods import is_described, named_periods, of_period
from reskontra.core.matching.records import EntryFact
from reskontra.core.matching.residue import exact_plan, sheet
from reskontra.core.matching.signals import Level, discount_open
from reskontra.core.matching.slips import is_doubted
from reskontra.core.matching.sums import Documents, Found, Item, SumSearch
from reskontra.core.matching.work import Claim, Origin, Run, Work

ALTERNATIVES_MAX = 5
PERIODS_MAX = 12


def lump_claim(run: Run, work: Work) -> Claim | None:
    """The only set of one payer's open documents with this sum, gross or net of all open discounts.

    Of several payers that may be meant, one alone must have such a set. The payers' entries must have been loaded.
    """
    answers: list[tuple[int, Found]] = []
    accident = 0.0
    for party_id in sorted(work.payers):
        found = _find(run, work, party_id)
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
    level = Level.STRONG if work.is_slip_alone else work.payers[party_id].level
    grounds = Grounds(Origin.SUM, level=level, cap=_cap(run, work, accident), detail=found.family)
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


class Payable(NamedTuple):
    """A payer's documents on one day; net: less the discounts that are open then."""

    gross: Documents
    net: Documents


def _payable(run: Run, work: Work, party_id: int) -> Payable:
    """Made once for the lines of a payer, while nobody takes anything of its documents."""
    notes, key = run.notes_on(party_id), (work.line.currency, work.line.date)
    if key not in notes:
        entries = usable_entries(run, work, party_id)
        known = sum_items(run, work, party_id)
        items = [known[entry.entry_id] for entry in entries]
        gross = net = Documents(items)
        discounts = [_discount(run, work, entry) for entry in entries]
        if any(discounts):
            pairs = zip(items, discounts, strict=True)
            net = Documents([Item(item.entry_id, item.minor - less, *item[2:]) for item, less in pairs])
        notes[key] = Payable(gross, net)
    found: Payable = notes[key]
    return found


def _find(run: Run, work: Work, party_id: int) -> Found | None:
    settings, payable = run.settings, _payable(run, work, party_id)
    for documents in dict.fromkeys(payable):
        target = work.line.amount_minor
        found = SumSearch(documents, target, settings.accident_search_max, settings.steps_max).find()
        if found:
            return found
    return None


def sum_items(run: Run, work: Work, party_id: int) -> dict[int, Item]:
    """Entry → as sums see it on the line's date, with what is left of it: all open entries of the party."""
    notes, day = run.notes_on(party_id), work.line.date
    if day not in notes:
        left = run.free.get
        notes[day] = {
            entry.entry_id: Item(
                entry.entry_id,
                left(entry.entry_id, entry.remaining_minor),
                entry.due_date <= day,
                (len(entry.document_number), entry.document_number),
            )
            for entry in run.open_entries(party_id)
        }
    found: dict[int, Item] = notes[day]
    return found


def _discount(run: Run, work: Work, entry: EntryFact) -> int:
    discount = discount_open(entry, work.line.date) if entry.discount_minor else 0
    return discount if discount and run.free[entry.entry_id] == entry.remaining_minor else 0


def _cap(run: Run, work: Work, accident: float) -> Confidence:
    if is_doubted(work):
        return Confidence.MEDIUM
    is_known = work.is_slip_alone or min(payer.level for payer in work.payers.values()) >= Level.STRONG
    return Confidence.HIGH if is_known and accident <= run.settings.accident_high_max else Confidence.MEDIUM
