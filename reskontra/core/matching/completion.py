"""Documents besides those a line names: written as endings, as a range, or only to be seen from the amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from reskontra.core.matching.claims import Grounds, claim_level, make_claim
from reskontra.core.matching.confidence import Confidence
from reskontra.core.matching.lump import sum_items, usable_entries
from reskontra.core.matching.ranges import completed, is_from_to
from reskontra.core.matching.records import EntryFact, Part
from reskontra.core.matching.residue import exact_plan, open_discounts, sheet
from reskontra.core.matching.signals import Level
from reskontra.core.matching.slips import is_near, numbers_unexplained
from reskontra.core.matching.sums import Documents, SumSearch
from reskontra.core.matching.work import Claim, Named, Origin, Outcome, Plan, Run, Strength, Work

ENDINGS_MAX, ENDINGS_CHOSEN_MAX = 24, 8
LONE_ENDING_MIN = 4
_NOT_DIGITS = re.compile(r"[^0-9]+")
ROUND_UNITS = frozenset({100, 1_000, 10_000, 100_000})


def written_claim(run: Run, work: Work) -> Claim | None:
    """The named documents and others that the text also means make exactly the amount.

    The payer's open entries must have been loaded, for this and for inferred_claim.
    """
    named, others = _known_and_others(run, work)
    if not others:
        return None
    for tried in (_by_endings, _by_range, _by_slip):
        for extra in tried(work, named, others):
            claim = _claim(run, work, named, extra)
            if claim:
                return claim
    for kept, meant in _exchanges(named, others):
        claim = _claim(run, work, kept, [meant], cap=Confidence.MEDIUM)
        if claim:
            return claim
    return None


def inferred_claim(run: Run, work: Work) -> Claim | None:
    """The named documents and others of the same payer, seen only from the amount, make exactly the amount."""
    named, others = _known_and_others(run, work)
    return _by_amount(run, work, named, others) if others else None


def near_claim(run: Run, work: Work) -> Claim | None:
    """Several numbers of the line that are each the end of, or nearly, one document of the payer make the amount.

    None of them was found as it is written. The payer's open entries must have been loaded.
    """
    written = numbers_unexplained(work)
    fitting = []
    for party_id, payer in sorted(work.payers.items()) if len(written) > 1 else ():
        entries = usable_entries(run, work, party_id)
        meant: dict[int, Named] = {}
        for digits in written:
            near = [entry for entry in entries if is_near(entry, digits)]
            if len(near) == 1:
                named = Named(near[0], "similar_number", Strength.WEAK, payer.level, digits, "text", -1, -1)
                meant.setdefault(near[0].entry_id, named)
        if len(meant) > 1:
            fitting.append(list(meant.values()))
    claims = [claim for several in fitting if (claim := _claim(run, work, [], several, cap=_near_cap(several)))]
    return claims[0] if len(claims) == 1 else None


def _near_cap(several: Sequence[Named]) -> Confidence:
    """High where every number is the end of one of the payer's own, with no slip to be supposed."""
    are_ends = all(_digits(one.entry.document_number).endswith(one.written) for one in several)
    return Confidence.HIGH if are_ends else Confidence.MEDIUM


def _known_and_others(run: Run, work: Work) -> tuple[list[Named], list[EntryFact]]:
    """The documents named and believed, if of one party, and that party's other open entries."""
    named = [one for one in work.named if one.level > Level.NONE or one.strength >= Strength.FULL]
    parties = {one.entry.party_id for one in named}
    if len(parties) != 1:
        return [], []
    ids = {one.entry.entry_id for one in named}
    return named, [
        entry
        for entry in run.open_entries(parties.pop())
        if entry.entry_id not in ids and entry.currency == work.line.currency
    ]


def _exchanges(named: Sequence[Named], others: Sequence[EntryFact]) -> Iterator[tuple[list[Named], Named]]:
    """A slip in one of several numbers hit another document of the payer: the one meant is nearly that number."""
    if len(named) < 2:
        return
    for one in named:
        kept = [other for other in named if other is not one]
        for entry in others:
            if is_near(entry, one.written):
                yield kept, Named(entry, "similar_number", Strength.WEAK, one.level, one.written, "text", -1, -1)


def _claim(
    run: Run,
    work: Work,
    named: Sequence[Named],
    extra: Sequence[Named],
    *,
    cap: Confidence = Confidence.HIGH,
) -> Claim | None:
    entries = [one.entry for one in (*named, *extra)]
    plan = exact_plan(sheet(work, entries, run.free, run.settings))
    if plan is None:
        return None
    return make_claim(run, work, plan, Grounds(Origin.COMPLETED, (*named, *extra), cap=cap))


def _by_endings(work: Work, named: Sequence[Named], others: Sequence[EntryFact]) -> Iterator[list[Named]]:
    """104012/13/14: each short run stands for the number before it with its last digits replaced.

    Runs that are no endings (a date, a charge) are among them: which ones count is left to the amount, of a long list
    it must be all.
    """
    choices = _endings(work, named, others)
    chosen = (True, False) if len(choices) <= ENDINGS_CHOSEN_MAX else (True,)
    for taken in product(chosen, repeat=len(choices)):
        extra = {one.entry.entry_id: one for one, is_taken in zip(choices, taken, strict=True) if is_taken}
        if extra:
            yield list(extra.values())


def _endings(work: Work, named: Sequence[Named], others: Sequence[EntryFact]) -> list[Named]:
    """The payer's documents that short runs after the first number complete it to, or that alone end so."""
    first = min((one for one in named if one.start >= 0), key=lambda one: one.start, default=None)
    if first is None or not work.facts.endings:
        return []
    endings = [ending for ending in work.facts.endings if ending.start >= first.end][:ENDINGS_MAX]
    by_number = {_number(entry): entry for entry in others} if endings else {}
    choices: list[Named] = []
    for ending in endings:
        numbers = completed(first.entry.document_number, ending.digits)
        entry = next((by_number[number] for number in numbers if number in by_number), None)
        entry = entry or _only_ending(ending.digits, others)
        if entry is not None:
            end = ending.start + len(ending.digits)
            choices.append(
                Named(entry, "number_ending", Strength.WEAK, first.level, ending.digits, "text", ending.start, end)
            )
    return choices


def _only_ending(digits: str, others: Sequence[EntryFact]) -> EntryFact | None:
    """The only document whose number ends so, where the digits before the ending went on: 20260998, 1003."""
    if len(digits) < LONE_ENDING_MIN:
        return None
    ending = [entry for entry in others if _digits(entry.document_number).endswith(digits)]
    return ending[0] if len(ending) == 1 else None


def _by_range(work: Work, named: Sequence[Named], others: Sequence[EntryFact]) -> Iterator[list[Named]]:
    """104012-104015, 104012 to 15: everything of the payer between the two, for every such pair of the text."""
    known = sorted((one for one in named if one.start >= 0), key=lambda one: one.start)
    ends = sorted([*known, *_endings(work, named, others)], key=lambda one: one.start)
    extra: dict[int, Named] = {}
    for first, last in pairwise(ends):
        if first not in known or not is_from_to(work.facts.text[first.end : last.start]):
            continue
        low, high = _number(first.entry), _number(last.entry)
        written = f"{first.written}-{last.written}"
        for entry in others:
            if low < _number(entry) <= high:
                extra[entry.entry_id] = Named(
                    entry, "number_range", Strength.WEAK, first.level, written, "text", -1, -1
                )
    if extra:
        yield list(extra.values())


def _number(entry: EntryFact) -> int:
    return int(_digits(entry.document_number) or 0)


def _digits(number: str) -> str:
    return _NOT_DIGITS.sub("", number)


def _by_slip(work: Work, named: Sequence[Named], others: Sequence[EntryFact]) -> Iterator[list[Named]]:
    """A further number of the line is nearly one of the payer's."""
    for digits in numbers_unexplained(work):
        for entry in others:
            if is_near(entry, digits):
                yield [Named(entry, "similar_number", Strength.WEAK, named[0].level, digits, "text", -1, -1)]


def _by_amount(run: Run, work: Work, named: Sequence[Named], others: Sequence[EntryFact]) -> Claim | None:
    """What is missing is one document, a pair or a triple of the payer, and nothing else could be.

    A round difference (1, 10, 100) is an overpayment, not another document of that price.
    """
    documents = sheet(work, [one.entry for one in named], run.free, run.settings)
    if not documents.entries:
        return None
    whole = (Part(documents.entries[0].entry_id, "", documents.entries[0].party_id, documents.gross_minor),)
    level = claim_level(run, work, Plan(whole, Outcome.EXACT), named)
    if level <= Level.NONE:
        return None
    missing = work.line.amount_minor - documents.gross_minor
    for target in dict.fromkeys((missing, missing + sum(open_discounts(documents).values()))):
        if target == 0 or abs(target) in ROUND_UNITS:
            continue
        extra = _only_set(run, work, others, target)
        if not extra:
            continue
        entries = [*documents.entries, *extra]
        plan = exact_plan(sheet(work, entries, run.free, run.settings))
        if plan:
            grounds = Grounds(
                Origin.COMPLETED, tuple(named), level, cap=Confidence.MEDIUM, detail="completed_by_amount"
            )
            return make_claim(run, work, plan, grounds)
    return None


def _only_set(run: Run, work: Work, others: Sequence[EntryFact], target: int) -> list[EntryFact]:
    known = sum_items(run, work, others[0].party_id)
    documents = Documents([known[entry.entry_id] for entry in others])
    settings = run.settings
    found = SumSearch(documents, target, settings.accident_search_max, settings.steps_max).subset()
    if found is None or len(found.sets) != 1:
        return []
    return [run.entries[entry_id] for entry_id in found.sets[0]]
