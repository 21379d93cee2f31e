"""Lines that go through the stages apart from each other are answered as if they went together."""

import pickle
from queue import SimpleQueue
from threading import Thread

import pytest

from benchmarks.books.__main__ import build
from benchmarks.books.styles import STYLES
from reskontra.core.matching import first_stage
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.halves import follow, lead, shares
from reskontra.core.matching.proposals import match_lines, new_run
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, PARTIES, entry, line


class Wire:
    """One end of a pipe between two threads: what goes through it is pickled, as between processes."""

    def __init__(self, out, into):
        self.out, self.into = out, into

    def send(self, what):
        self.out.put(pickle.dumps(what))

    def recv(self):
        return pickle.loads(self.into.get(timeout=60))


def beside(work, lead):
    """Run the work in a thread while the other end leads; what the lead returns."""
    there, back = SimpleQueue(), SimpleQueue()
    thread = Thread(target=work, args=(Wire(back, there),))
    thread.start()
    answer = lead(Wire(there, back))
    thread.join(60)
    return answer


def in_two(book, lines, *, half=None):
    """The proposals of the lines by their ids, found by two that share nothing but what they tell each other."""
    ordered = sorted(lines, key=lambda line: (line.date, line.line_id))
    half = len(ordered) // 2 if half is None else half
    known = {
        "read": lambda places: [ordered[place] for place in places],
        "answer": lambda proposals: list(proposals.values()),
    }
    places = range(len(ordered))
    ours, theirs = (new_run(book, DEFAULT_RULES, MatchSettings()) for _ in range(2))
    return beside(
        lambda wire: follow(wire, theirs, places[half:], **known), lambda wire: lead(wire, ours, places[:half], **known)
    )


def in_one(book, lines):
    return {
        one.line_id: one for one in match_lines(lines=lines, book=book, rules=DEFAULT_RULES, settings=MatchSettings())
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_labelled_books(seed, monkeypatch):
    market = build(seed, styles=sorted(STYLES), scenes=1, list_prices=0.4)
    lines = [case.line for case in market.cases]
    together = in_one(market.book, lines)
    monkeypatch.setattr(first_stage, "LINES_AT_ONCE", 7)
    assert in_one(market.book, lines) == together
    assert in_two(market.book, lines) == together


@pytest.mark.parametrize("half", [0, 1, 2, 3, 4])
def test_lines_that_want_the_same(half, monkeypatch):
    """Two pay one document, a third names it beside what it pays, and a fourth pays what is left of another."""
    monkeypatch.setattr(first_stage, "LINES_AT_ONCE", 1)
    entries = [entry(1, ALFA, "104012", 500), entry(2, ALFA, "104013", 700), entry(3, BETA, "104014", 900)]
    book = MemoryBook(PARTIES, entries)
    lines = [
        line(1, 500, "faktura 104012", name="Nordisk Bygg AB"),
        line(2, 500, "faktura 104012", name="Nordisk Bygg AB"),
        line(3, 700, "faktura 104013, ej 104012", name="Nordisk Bygg AB"),
        line(4, 1600, "104013 104014", name="Malmö Möbler AB"),
    ]
    monkeypatch.setattr(first_stage, "LINES_AT_ONCE", 100)
    together = in_one(book, lines)
    monkeypatch.setattr(first_stage, "LINES_AT_ONCE", 1)
    assert in_two(book, lines, half=half) == in_one(book, lines) == together
    assert together[1].is_ready
    assert together[2].state == "already_paid"


def test_lines_of_a_common_party_come_together():
    ours = {0: (1,), 1: (2, 3), 2: (), 3: (4,)}
    theirs = {4: (3, 5), 5: (6,), 6: (), 7: (5,), 8: (4,), 9: (7, 1)}
    coming, going = shares(ours, theirs)
    assert 6 in coming
    assert 2 not in going
    here = ({*ours} - {*going}) | {*coming}
    there = ({*theirs} - {*coming}) | {*going}
    assert here | there == {*ours, *theirs}
    parties = {**ours, **theirs}
    assert {party for place in here for party in parties[place]}.isdisjoint(
        party for place in there for party in parties[place]
    )
