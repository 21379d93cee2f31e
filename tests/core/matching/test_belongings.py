"""What a run knows of lines goes with them to another run."""

from reskontra.core.matching.belongings import belongings_of, take_in, taken_by
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.first_stage import FirstStage
from reskontra.core.matching.proposals import new_run
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, PARTIES, entry, line

ENTRIES = [entry(1, ALFA, "104012", 500), entry(2, BETA, "104014", 900)]


def test_another_run_knows_what_is_told_of_the_lines():
    lines = [line(1, 400, "faktura 104012", account=ALFA.accounts[0]), line(2, 800, "faktura 104014")]
    book = MemoryBook(PARTIES, ENTRIES)
    stage = FirstStage(
        new_run(book, DEFAULT_RULES, MatchSettings()),
        read=lambda places: [lines[place] for place in places],
        answer=list,
    )
    stage.take([0, 1])
    told = belongings_of(stage.run, stage.kept[:1])
    assert [one.entry_id for one in told.entries] == [1]
    assert (told.parties, told.holders) == ([ALFA.party_id], {ALFA.accounts[0]: [ALFA.party_id]})
    other = new_run(book, DEFAULT_RULES, MatchSettings())
    take_in(other, told)
    assert other.entries == {1: ENTRIES[0]}
    assert other.parties == {ALFA.party_id: ALFA}
    assert other.hits.keys() == {104012}
    further = belongings_of(stage.run, stage.kept[:1], keys=[104014])
    assert [one.entry_id for one in further.entries] == [1, 2]


def test_what_is_taken_is_told_with_what_remained_before():
    lines = [line(1, 500, "104012, ej 104014"), line(2, 5)]
    stage = FirstStage(
        new_run(MemoryBook(PARTIES, ENTRIES), DEFAULT_RULES, MatchSettings()),
        read=lambda places: [lines[place] for place in places],
        answer=list,
    )
    stage.take([0, 1])
    _, taken = stage.grant_undisputed()
    assert taken == taken_by(stage.run, stage.kept)
    other = new_run(MemoryBook(PARTIES, ENTRIES), DEFAULT_RULES, MatchSettings())
    other.note(taken)
    other.learn(ENTRIES)
    assert (other.free[1], other.free[2]) == (0, 90_000)
    assert other.takers == {1: [1]}
