"""The second stage: payers for the lines that no document settled, then one kind of evidence after the other.

Lines that mean no common party compete for nothing: they may go through it apart from each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reskontra.core.matching.assign import assign
from reskontra.core.matching.completion import inferred_claim, near_claim, written_claim
from reskontra.core.matching.first_stage import learn_keys
from reskontra.core.matching.foreign import foreign_claim, foreign_works, learn_foreign
from reskontra.core.matching.lump import lump_claim, period_claim
from reskontra.core.matching.named import explained_claim, residue_claim, tentative_claim
from reskontra.core.matching.payer_amount import payer_amount_claims
from reskontra.core.matching.payer_residue import payer_residue_claim
from reskontra.core.matching.records import EntryFact
from reskontra.core.matching.signals import Level
from reskontra.core.matching.slips import Repairs, repaired_claim, repairs_of, slip_claim
from reskontra.core.matching.work import Claim, Run, Strength, Work, is_opposite

ROUNDS_MAX = 6
HINTS_MAX = 5

Wish = Callable[[Work], Iterable[Claim | None]]


def settle(run: Run, works: Sequence[Work], wish: Wish, *, first: Sequence[Claim] | None = None) -> None:
    """Let the lines wish and be assigned, until no line that lost gets anything from what is left.

    first   what they wish in the first round, where they have been asked before
    """
    waiting = [work for work in works if work.claim is None]
    for _ in range(ROUNDS_MAX):
        claims = [claim for work in waiting for claim in wish(work) if claim] if first is None else first
        first = None
        if not claims:
            return
        granted = assign(claims, run.free)
        for claim in granted:
            run.grant(claim)
        losers = {id(claim.work) for claim in claims if claim.work.claim is None}
        if not granted or not losers:
            return
        waiting = [work for work in waiting if id(work) in losers]


def _settle_lumps(run: Run, works: Sequence[Work]) -> None:
    """Sums, again for the lines whose payers' documents became fewer, until nothing more is found."""
    waiting = sorted(works, key=lambda work: min(work.payers))  # a payer's documents are made ready once for its lines
    for _ in range(ROUNDS_MAX):
        settle(run, waiting, lambda work: [lump_claim(run, work)])
        changed = {work.claim.party_id for work in waiting if work.claim}
        waiting = [work for work in waiting if work.claim is None and changed.intersection(work.payers)]
        if not waiting:
            return


def prepare(run: Run, works: Sequence[Work]) -> Repairs:
    """Take what the first stage settled off the lines whose payers are known now, and look up their repairs."""
    for work in works:
        work.settled += [named for named in work.named if not run.free[named.entry.entry_id]]
        work.named = [
            named
            for named in work.named
            if run.free[named.entry.entry_id] and not _is_disowned(work, named.entry, named.level)
        ]
    repairs = repairs_of(run, works)
    if repairs:
        learn_keys(run, {key for keys in repairs.values() for key in keys})
    return repairs


def parties_meant(run: Run, works: Iterable[Work], repairs: Repairs) -> dict[int, tuple[int, ...]]:
    """Place of a line → every party whose documents it may take, or tell of."""
    return {work.position: tuple(_parties_meant(run, work, repairs)) for work in works}


def _parties_meant(run: Run, work: Work, repairs: Repairs) -> dict[int, None]:
    entries = [named.entry for named in (*work.named, *work.tentative, *work.foreign)]
    ids = [hit.entry_id for key in _keys_of(work, repairs) for hit in run.hits.get(key, ())]
    entries += [run.entries[entry_id] for entry_id in (*ids, *work.rivals) if entry_id in run.entries]
    return dict.fromkeys((*work.payers, *(entry.party_id for entry in entries)))


def _keys_of(work: Work, repairs: Repairs) -> Iterable[int]:
    if not repairs:
        return ()
    return (key for reference in work.references for key in sorted(repairs.get((work.position, reference.raw), ())))


def settle_rest(run: Run, works: Sequence[Work], repairs: Repairs) -> None:
    """Every further kind of evidence, the strongest first, over all these lines."""
    _settle_repairs(run, works, repairs)
    by_amount = _entries_by_amount(run, open_works(works))
    settle(run, open_works(works), lambda work: [slip_claim(run, work, by_amount.get(work.position, ()))])
    _load_payers(run, open_works(works), by_amount)
    settle(run, open_works(works), lambda work: [written_claim(run, work)] if work.named else ())
    settle(run, open_works(works), lambda work: [explained_claim(run, work)] if work.named else ())
    settle(run, open_works(works), lambda work: [tentative_claim(run, work, by_amount.get(work.position, ()))])
    named = sorted((work for work in open_works(works) if work.named), key=lambda work: work.named[0].entry.party_id)
    settle(run, named, lambda work: [inferred_claim(run, work)])
    settle(run, open_works(works), lambda work: [residue_claim(run, work)] if work.named else ())
    unnamed = [work for work in open_works(works) if not _is_answered(work)]
    settle(run, unnamed, lambda work: payer_amount_claims(run, work, by_amount.get(work.position, ())))
    settle(run, open_works(unnamed), lambda work: [near_claim(run, work)] if work.payers and work.facts.tokens else ())
    settle(run, open_works(unnamed), lambda work: [period_claim(run, work)] if work.payers else ())
    _settle_lumps(run, [work for work in open_works(unnamed) if work.payers])
    settle(run, open_works(unnamed), lambda work: [payer_residue_claim(run, work)] if work.payers else ())
    _settle_foreign(run, foreign_works(open_works(works)))


def _settle_foreign(run: Run, works: Sequence[Work]) -> None:
    """Documents in another currency, for the lines that nothing of their own currency was found for."""
    if works:
        owed = learn_foreign(run, works)
        settle(run, works, lambda work: [foreign_claim(run, work, owed)])


def open_works(works: Iterable[Work]) -> list[Work]:
    """Those that have been granted nothing."""
    return [work for work in works if work.claim is None]


def _is_disowned(work: Work, entry: EntryFact, level: Level) -> bool:
    """Whether the line is clearly from somebody else than the party of a document named without the payer's sign."""
    if level > Level.NONE or entry.party_id in work.payers:
        return False
    return any(payer.level >= Level.STRONG for payer in work.payers.values())


def _is_answered(work: Work) -> bool:
    """Whether the line names a document of its payer that is settled or in another currency: then it pays no other."""
    return any(named.level > Level.NONE or named.strength is Strength.VALID for named in (*work.settled, *work.foreign))


def _settle_repairs(run: Run, works: Sequence[Work], repairs: Repairs) -> None:
    wished = [work for work in works if any((work.position, ref.raw) in repairs for ref in work.references)]
    settle(
        run,
        wished,
        lambda work: [
            repaired_claim(run, work, reference.raw, sorted(repairs[work.position, reference.raw]))
            for reference in work.references
            if (work.position, reference.raw) in repairs
        ],
    )


def _entries_by_amount(run: Run, works: Sequence[Work]) -> dict[int, list[EntryFact]]:
    """For every line: its payers' open entries with the line's amount, gross or net."""
    pairs = {(party_id, work.line.amount_minor) for work in works for party_id in work.payers}
    if not pairs:
        return {}
    answers = run.book.open_entries_by_amount(sorted(pairs))
    for entries in answers.values():
        run.learn(entries)
    found: dict[int, list[EntryFact]] = {}
    for work in works:
        entries = [entry for party_id in work.payers for entry in answers.get((party_id, work.line.amount_minor), ())]
        if entries:
            found[work.position] = sorted(
                (entry for entry in entries if _may_be_paid(run, work, entry)), key=lambda entry: entry.entry_id
            )
    return found


def _may_be_paid(run: Run, work: Work, entry: EntryFact) -> bool:
    return entry.currency == work.line.currency and run.takes_ledger(entry.ledger) and not is_opposite(entry, work.sign)


def _load_payers(run: Run, works: Iterable[Work], by_amount: Mapping[int, Sequence[EntryFact]]) -> None:
    """Whole payers, for lines that name documents of theirs with a difference, or have no document of the amount."""
    wanted: set[int] = set()
    short: set[int] = set()
    for work in works:
        if work.named:
            (short if _is_short(run, work) else wanted).update(named.entry.party_id for named in work.named)
        elif not by_amount.get(work.position):
            wanted.update(work.payers)
    if short - wanted:
        wanted.update(run.book.parties_with_credits(sorted(short - wanted)))
    wanted -= run.open_by_party.keys()
    if not wanted:
        return
    answers = run.book.open_entries(sorted(wanted))
    for party_id in wanted:
        run.load(party_id, answers.get(party_id, ()))
    run.learn_parties(run.book.parties(sorted(wanted - run.parties.keys())))


def _is_short(run: Run, work: Work) -> bool:
    """Whether the line pays less than the one document it names, so that only a credit could make up the rest."""
    if len(work.named) > 1 or work.named[0].entry.discount_minor:
        return False
    return (run.free[work.named[0].entry.entry_id] - work.line.amount_minor) * work.sign > 0


def hint(run: Run, works: Sequence[Work]) -> None:
    """Open entries of anybody with the amount of a line nobody is known for: to choose among, never applied."""
    unknown = [work for work in works if not work.payers and not work.named and not work.tentative and not work.settled]
    amounts = sorted({work.line.amount_minor for work in unknown})
    if not amounts:
        return
    answers = run.book.parties_with_amount(amounts, HINTS_MAX)
    for work in unknown:
        entries = answers.get(work.line.amount_minor, ())
        run.learn(entries)
        work.rivals = work.rivals or tuple(sorted(entry.entry_id for entry in entries if run.free[entry.entry_id]))
