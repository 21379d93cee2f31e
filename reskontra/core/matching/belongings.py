"""What goes with lines from one run to another: the book's answers about them, and what they have taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reskontra.core.matching.records import EntryFact, KeyHit, LearnedFact
from reskontra.core.matching.work import Run, Taken, Work, keys_of


class Belongings(NamedTuple):
    """Of lines: entries and hits of their numbers, holders of their accounts, facts about them, ids of parties."""

    entries: list[EntryFact]
    hits: dict[int, list[KeyHit]]
    holders: dict[str, Sequence[int]]
    facts: dict[str, Sequence[LearnedFact]]
    learned_payers: dict[int, list[LearnedFact]]
    parties: list[int]


def belongings_of(run: Run, works: Sequence[Work], *, keys: Iterable[int] = ()) -> Belongings:
    """What the run knows of the lines; keys: others than those of their numbers."""
    hits = {key: run.hits[key] for key in sorted(keys_of(works).union(keys)) if key in run.hits}
    ids = {hit.entry_id for several in hits.values() for hit in several}
    ids.update(entry_id for work in works for entry_id in work.line.collected_entry_ids)
    entries = [run.entries[entry_id] for entry_id in sorted(ids) if entry_id in run.entries]
    accounts = {account for work in works for account in work.line.accounts}
    names = {work.line.ultimate_name or work.line.name for work in works}
    holders = {account: run.holders[account] for account in sorted(accounts) if account in run.holders}
    facts = {key: run.facts[key] for key in sorted(accounts | names) if key in run.facts} if run.facts else {}
    learned_payers = run.learned_payers if works else {}
    parties = {entry.party_id for entry in entries}
    parties.update(party_id for several in holders.values() for party_id in several)
    parties.update(party_id for work in works for party_id in (*work.payers, *work.through.values()))
    parties.update(fact.party_id for several in facts.values() for fact in several if fact.party_id)
    parties.update(int(fact.value) for several in learned_payers.values() for fact in several)
    return Belongings(entries, hits, holders, facts, learned_payers, sorted(parties & run.parties.keys()))


def take_in(run: Run, belongings: Belongings) -> None:
    """The run knows them from now on. It asks for the parties itself: the book keeps what it told of them."""
    run.hits.update(belongings.hits)
    run.learn(belongings.entries)
    run.holders.update(belongings.holders)
    run.facts.update(belongings.facts)
    for party_id, facts in belongings.learned_payers.items():
        run.learned_payers.setdefault(party_id, facts)
    wanted = [party_id for party_id in belongings.parties if party_id not in run.parties]
    run.learn_parties(run.book.parties(wanted) if wanted else {})


def taken_by(run: Run, works: Iterable[Work]) -> list[Taken]:
    """What the lines were granted, in their order."""
    return [
        Taken(work.position, entry_id, gross, run.entries[entry_id].remaining_minor, work.line.line_id)
        for work in works
        if work.claim
        for entry_id, gross in work.claim.uses
    ]
