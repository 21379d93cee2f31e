"""The stages in two processes: each has half of the lines, and they tell each other what they share.

What is wanted of an entry by both halves decides which wishes are disputed; these lines go over to the leading half,
and are assigned there as they would be if nothing were divided. Then each half finds the payers of the lines that it
has left open, and lines that may mean a common party come together in one of them: what they take is no other's.
Lines that mean nobody come to the leading half, where at last all is known that was taken.

The answers are those of one process, whichever half a line is in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from reskontra.core.matching.belongings import Belongings, belongings_of, take_in, taken_by
from reskontra.core.matching.first_stage import Answer, FirstStage, Read
from reskontra.core.matching.named import exact_claim
from reskontra.core.matching.payers import find_payers
from reskontra.core.matching.proposals import answer_rest, forget
from reskontra.core.matching.second_stage import hint, open_works, parties_meant, prepare, settle, settle_rest
from reskontra.core.matching.slips import Repairs
from reskontra.core.matching.work import Run, Work

ANSWERS_AT_ONCE = 2_000  # the other half takes them in while further ones are made ready

Meant = Mapping[int, Sequence[int]]


class Other(Protocol):
    """The other process, as a pipe that takes whatever can be pickled."""

    def send(self, what: Any, /) -> None: ...
    def recv(self) -> Any: ...


class Moved(NamedTuple):
    """Open lines on their way to the other half, with their repairs."""

    works: list[Work]
    repairs: Repairs
    belongings: Belongings


def lead(
    other: Other,
    run: Run,
    places: Sequence[int],
    *,
    read: Read,
    answer: Answer,
    told: Callable[[int], None] = lambda done: None,
) -> dict[int, Any]:
    """Take the first half of the lines through the stages, while follow() takes the second: line → answer, of all."""
    stage = FirstStage(run, read=read, answer=answer)
    stage.take(places, told)
    shared = _shared(run, stage.wanted, other.recv())
    other.send(shared)
    disputed, ours = stage.grant_undisputed(shared)
    theirs, seen, guests, claims, belongings = other.recv()
    run.note([*ours, *theirs])
    take_in(run, belongings)
    stage.kept += guests
    disputed += claims
    settle(run, [claim.work for claim in disputed], lambda work: [exact_claim(run, work)], first=disputed)
    seen = _together(seen, stage.accounts_seen())
    other.send((ours, taken_by(run, [claim.work for claim in disputed]), seen))
    works = stage.still_open()
    answers = stage.close()
    del stage, guests, disputed, claims, ours, theirs
    forget(run, works)
    find_payers(run, works, accounts_seen=seen)
    repairs = prepare(run, works)
    coming, going = shares(parties_meant(run, works, repairs), other.recv())
    works, moved = _parted(run, works, repairs, going)
    other.send((coming, moved))
    works = _joined(run, works, repairs, other.recv())
    settle_rest(run, works, repairs)
    run.note(other.recv())
    hint(run, open_works(works))
    answers |= answer_rest(run, works, answer)
    while part := other.recv():
        answers |= part
    return answers


def follow(other: Other, run: Run, places: Sequence[int], *, read: Read, answer: Answer) -> None:
    """Take the second half through the stages."""
    stage = FirstStage(run, read=read, answer=answer)
    stage.take(places)
    other.send(stage.wanted)
    disputed, ours = stage.grant_undisputed(other.recv())
    gone = [claim.work for claim in disputed]
    other.send((ours, stage.accounts_seen(), gone, disputed, belongings_of(run, gone)))
    before, after, seen = other.recv()
    run.note([*before, *ours, *after])
    places_gone = {work.position for work in gone}
    stage.kept = [work for work in stage.kept if work.position not in places_gone]
    works = stage.still_open()
    answers = stage.close()
    del stage, gone, disputed, before, after, ours
    forget(run, works)
    find_payers(run, works, accounts_seen=seen)
    repairs = prepare(run, works)
    other.send(parties_meant(run, works, repairs))
    going, coming = other.recv()
    works, moved = _parted(run, works, repairs, going)
    other.send(moved)
    works = _joined(run, works, repairs, coming)
    settle_rest(run, works, repairs)
    other.send(taken_by(run, works))
    answers |= answer_rest(run, works, answer)
    told_last = list(answers.items())
    for start in range(0, len(told_last), ANSWERS_AT_ONCE):
        other.send(dict(told_last[start : start + ANSWERS_AT_ONCE]))
    other.send({})


def shares(ours: Meant, theirs: Meant) -> tuple[list[int], list[int]]:
    """The places of the lines that come to us, and of those that go to the other half.

    ours, theirs   place → the parties that its line may mean
    """
    leader: dict[int, int] = {}

    def find(party_id: int) -> int:
        root = party_id
        while leader.setdefault(root, root) != root:
            root = leader[root]
        while leader[party_id] != root:
            leader[party_id], party_id = root, leader[party_id]
        return root

    for parties in (*ours.values(), *theirs.values()):
        for party_id in parties[1:]:
            leader[find(party_id)] = find(parties[0])
    here, there = ({place: find(parties[0]) for place, parties in meant.items() if parties} for meant in (ours, theirs))
    common = set(here.values()) & set(there.values())
    load = [sum(root not in common for root in side.values()) for side in (here, there)]
    sizes: dict[int, int] = {}
    for root in (*here.values(), *there.values()):
        if root in common:
            sizes[root] = sizes.get(root, 0) + 1
    is_ours = {}
    for root, size in sizes.items():
        is_ours[root] = load[0] <= load[1]
        load[not is_ours[root]] += size
    coming = [place for place in theirs if place not in there or is_ours.get(there[place])]
    return coming, [place for place, root in here.items() if is_ours.get(root) is False]


def _parted(run: Run, works: Sequence[Work], repairs: Repairs, going: Sequence[int]) -> tuple[list[Work], Moved]:
    """The lines that stay, and those of these places."""
    places = set(going)
    gone = [work for work in works if work.position in places]
    own = {key: keys for key, keys in repairs.items() if key[0] in places}
    moved = Moved(gone, own, belongings_of(run, gone, keys={key for keys in own.values() for key in keys}))
    return [work for work in works if work.position not in places], moved


def _joined(run: Run, works: Sequence[Work], repairs: Repairs, moved: Moved) -> list[Work]:
    """These lines and those that came, in their order."""
    take_in(run, moved.belongings)
    repairs.update(moved.repairs)
    return sorted([*works, *moved.works], key=lambda work: work.position)


def _shared(run: Run, ours: Mapping[int, int], theirs: Mapping[int, int]) -> set[int]:
    """Entries of which both halves together want more than there is."""
    both = sorted(ours.keys() & theirs.keys())
    entries = run.book.entries(both) if both else {}
    return {id for id in both if ours[id] + theirs[id] > abs(entries[id].remaining_minor)}


def _together(*several: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for seen in several:
        for account, parties in seen.items():
            found[account] = tuple(sorted({*found.get(account, ()), *parties}))
    return found
