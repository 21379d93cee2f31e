"""Lines are read part by part, and answered as if they had come together."""

from reskontra.core.matching import first_stage
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.first_stage import FirstStage
from reskontra.core.matching.proposals import new_run
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, PARTIES, entry, line

ENTRIES = [entry(1, ALFA, "104012", 500), entry(2, ALFA, "104013", 700), entry(3, BETA, "104014", 900)]


def staged(lines, monkeypatch, *, at_once=1):
    """The stage after all lines were read, and the places that were read, in order."""
    monkeypatch.setattr(first_stage, "LINES_AT_ONCE", at_once)
    reads = []

    def read(places):
        reads.extend(places)
        return [lines[place] for place in places]

    run = new_run(MemoryBook(PARTIES, ENTRIES), DEFAULT_RULES, MatchSettings())
    stage = FirstStage(run, read=read, answer=lambda proposals: list(proposals.values()))
    told = []
    stage.take(range(len(lines)), told.append)
    return stage, reads, told


def test_a_line_that_names_what_it_pays_is_answered_and_let_go_of(monkeypatch):
    stage, _, told = staged([line(1, 500, "104012"), line(2, 700, "104013 ej 104012 104014"), line(3, 5)], monkeypatch)
    assert list(stage.answers) == [1]
    assert [part.entry_id for part in stage.answers[1].parts] == [1]
    assert [work.position for work in stage.kept] == [1, 2]
    assert stage.run.entries.keys() == {1, 2, 3}
    assert told == [1, 1, 1]
    disputed, taken = stage.grant_undisputed()
    assert disputed == []
    assert [(one.place, one.entry_id, one.minor, one.line_id) for one in taken] == [
        (0, 1, 50_000, 1),
        (1, 2, 70_000, 2),
    ]
    assert [work.position for work in stage.still_open()] == [2]
    stage.run.note(taken)
    answers = stage.close()
    assert list(answers) == [1, 2]
    assert [reason.rule for reason in answers[2].lost] == ["taken", "party_less_known"]


def test_a_line_that_another_competes_with_is_read_again(monkeypatch):
    stage, reads, _ = staged([line(1, 500, "104012"), line(2, 900, "104014"), line(3, 500, "104012")], monkeypatch)
    assert list(stage.answers) == [1, 2, 3]
    disputed, taken = stage.grant_undisputed()
    assert reads == [0, 1, 2, 0, 2]
    assert [claim.work.position for claim in disputed] == [0, 2]
    assert list(stage.answers) == [2]
    assert [one.entry_id for one in taken] == [3]


def test_lines_of_others_may_compete_too(monkeypatch):
    stage, _, _ = staged([line(1, 500, "104012"), line(2, 900, "104014")], monkeypatch, at_once=10)
    assert stage.wanted == {1: 50_000, 3: 90_000}
    disputed, taken = stage.grant_undisputed(shared={3})
    assert [claim.work.position for claim in disputed] == [1]
    assert [one.entry_id for one in taken] == [1]


def test_accounts_are_seen_on_lines_that_are_settled_by_number(monkeypatch):
    own = ALFA.accounts[0]
    lines = [
        line(1, 500, "104012", account="NO9386011117947", name=ALFA.name),
        line(2, 900, "104014", account=own),
        line(3, 700, "104013", account="NO9386011117947", name=ALFA.name),
    ]
    stage, _, _ = staged(lines, monkeypatch)
    stage.grant_undisputed()
    assert stage.accounts_seen() == {"NO9386011117947": (ALFA.party_id,)}
