"""A match in two processes is the match in one."""

from __future__ import annotations

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import business, rows
from tests.faults.programs import Under


def test_two_processes_find_what_one_finds(stages: Stages) -> None:
    url, shown = stages.fresh("match"), ("journal", "show", "--import", "1", "--format", "json")
    done = programs.run(url, stages.commands["match"], under=Under(in_two_from=2))
    assert (done.code, done.err) == (0, "")
    assert business(rows(url)) == business(rows(stages.after["match"]))
    assert programs.done(url, *shown).out == programs.done(stages.after["match"], *shown).out
    assert "are whole" in programs.done(url, "check").out


def test_a_match_that_is_killed_leaves_nothing_of_either(stages: Stages) -> None:
    url = stages.fresh("match")
    killed = programs.run(url, stages.commands["match"], under=Under(in_two_from=2), kill_at=20)
    assert killed.was_killed
    assert rows(url) == rows(stages.before["match"])
    assert programs.done(url, *stages.commands["match"]).out
    assert business(rows(url)) == business(rows(stages.after["match"]))
