"""What trying came to, in words."""

from __future__ import annotations

from datetime import date

from reskontra.matching.tried_words import CAME, GROUPS, counts, found, grouped, written
from reskontra.matching.trying import Came, Tried


def one(now: Came, then: Came) -> Tried:
    decided = {"INV-1": 50_000}
    return Tried("PRJ000001", 1, date(2026, 3, 2), 50_000, "SEK", decided, now, then, decided, {}, "high-9", "none")


def test_groups_and_counts() -> None:
    tried = [one(Came.ALONE, Came.LEFT), one(Came.LEFT, Came.ALONE), one(Came.LEFT, Came.WRONG)]
    assert {name: len(lines) for name, lines in grouped(tried).items()} == {"gained": 1, "lost": 1, "now_wrong": 1}
    assert counts(tried, Came.LEFT) == (2, 1)
    assert set(CAME) == set(Came)
    assert {name for name, _ in GROUPS} == set(grouped(tried))


def test_what_was_found_in_words() -> None:
    line = one(Came.ALONE, Came.LEFT)
    assert found(line, line.now, line.rule_now) == "= (high-9)"
    assert found(line, line.then, line.rule_then) == "– (none)"
    assert written({"INV-1": 1_000, "INV-2": 2_000}, "SEK") == "INV-1 10.00, INV-2 20.00"
