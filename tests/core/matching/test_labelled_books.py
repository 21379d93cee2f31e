"""Our labelled books: by kind of evidence nothing is wrong, and little is left."""

import random

import pytest

from benchmarks.books.__main__ import build, score_market
from benchmarks.books.score import Score
from benchmarks.books.styles import STYLES
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.settings import MatchSettings


@pytest.mark.parametrize(("seed", "list_prices"), [(1, 0.25), (2, 0.25), (3, 0.25), (4, 0.25), (5, 0.9)])
def test_no_style_is_wrong(seed, list_prices):
    score, misses = Score(), []
    market = build(seed, styles=sorted(STYLES), scenes=2, list_prices=list_prices)
    score_market(market, score, misses)
    assert not [miss for miss in misses if miss.startswith("wrong")]
    assert score.total["right"] >= 0.975 * score.total.total()
    assert score.by_confidence["high"]["right"] == score.by_confidence["high"].total()


def test_the_order_of_lines_and_entries_does_not_matter():
    market = build(6, styles=sorted(STYLES), scenes=1, list_prices=0.5)
    lines = [case.line for case in market.cases]
    settings = MatchSettings()
    found = {p.line_id: p for p in match_lines(lines=lines, book=market.book, rules=DEFAULT_RULES, settings=settings)}
    source = random.Random(6)
    source.shuffle(market.entries)
    source.shuffle(market.parties)
    source.shuffle(lines)
    again = match_lines(lines=lines, book=market.book, rules=DEFAULT_RULES, settings=settings)
    assert {proposal.line_id: proposal for proposal in again} == found
