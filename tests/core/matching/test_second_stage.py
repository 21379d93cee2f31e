"""Payers known, lines wish by one kind of evidence after the other; which parties each may mean."""

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.first_stage import FirstStage
from reskontra.core.matching.payers import find_payers
from reskontra.core.matching.proposals import new_run
from reskontra.core.matching.second_stage import hint, open_works, parties_meant, prepare, settle, settle_rest
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, GAMMA, PARTIES, entry, line

ENTRIES = [
    entry(1, ALFA, "104012", 500),
    entry(2, ALFA, "104013", 700),
    entry(3, BETA, "104014", 900, payment_reference="10302180"),
    entry(4, GAMMA, "104015", 1000),
]


def opened(lines):
    """A run, and its lines that the first stage left open, their payers found and their repairs looked up."""
    run = new_run(MemoryBook(PARTIES, ENTRIES), DEFAULT_RULES, MatchSettings())
    stage = FirstStage(run, read=lambda places: [lines[place] for place in places], answer=list)
    stage.take(range(len(lines)))
    _, taken = stage.grant_undisputed()
    run.note(taken)
    works = stage.still_open()
    find_payers(run, works, accounts_seen={})
    return run, works, prepare(run, works)


def test_every_party_is_told_that_a_line_may_mean():
    lines = [
        line(1, 123, "Tack", name=ALFA.name),
        line(2, 900, reference="10302190"),
        line(3, 77, "faktura 104015", name=BETA.name),
        line(4, 66, "Tack"),
    ]
    run, works, repairs = opened(lines)
    assert parties_meant(run, works, repairs) == {
        0: (ALFA.party_id,),
        1: (BETA.party_id,),
        2: (BETA.party_id, GAMMA.party_id),
        3: (),
    }


def test_what_one_line_takes_is_gone_for_the_next():
    run, works, repairs = opened([line(1, 1200, name=ALFA.name), line(2, 1200, name=ALFA.name), line(3, 1000)])
    settle_rest(run, works, repairs)
    assert [work.position for work in open_works(works)] == [1, 2]
    assert dict(works[0].claim.uses) == {1: 50_000, 2: 70_000}
    hint(run, open_works(works))
    assert works[2].rivals == (4,)


def test_wishes_that_were_heard_before_are_not_asked_for_again():
    run, works, _ = opened([line(1, 500, "x", name=ALFA.name)])
    asked = []
    settle(run, works, lambda work: asked.append(work) or [], first=[])
    assert asked == []
    settle(run, works, lambda work: asked.append(work) or [])
    assert asked == works
