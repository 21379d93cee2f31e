"""A company moves to another database with all its rows, killed at whatever moment, and works on there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.faults import programs
from tests.faults.book import OPENED
from tests.faults.conftest import Stages
from tests.faults.databases import Rows, rows

NAME = OPENED[0][OPENED[0].index("--company") + 1]
MOVED, BACK = ("company", "move", NAME, "there"), ("company", "move", NAME, "home")
AT_HOME = {"interface_membership", "interface_user", "companies_company", "companies_place"}
TRAIL = {"audit_event", "audit_payload"}  # it tells of the move


def books(url: str) -> Rows:
    """Every row of companies' tables; not what home keeps, nor the trail, which tells of the move."""
    return {table: found for table, found in rows(url).items() if table not in AT_HOME | TRAIL and found}


def with_place(stages: Stages, name: str, *words: str) -> tuple[str, str]:
    """Home before a command, with a place there; and the address of the place."""
    home, there = stages.fresh(name), stages.databases.migrated()
    programs.done(home, "place", "add", "there", *(words or (there,)))
    return home, there


def test_a_company_goes_to_another_database_works_there_and_comes_back(stages: Stages) -> None:
    home, there = with_place(stages, "match")
    before = books(home)
    told = programs.done(home, *MOVED).out
    assert "the same as in home, and every check holds" in told
    assert books(there) == before == books(home)
    for words in (stages.commands["match"], stages.commands["post"]):
        programs.done(home, *words)
    assert books(home) == before != books(there)
    assert "are whole" in programs.done(home, "check").out
    assert "holds" in programs.run(home, BACK).err  # what it left at home
    programs.done(home, "place", "clear", "home", "--company", NAME)
    assert books(home) == {}
    after = books(there)
    programs.done(home, *BACK)
    assert books(home) == after
    programs.done(home, "place", "clear", "there", "--company", NAME)
    programs.done(home, *stages.commands["reverse"])
    assert "are whole" in programs.done(home, "check").out
    assert "it is as it should be" in programs.done(home, "place", "check").out
    programs.done(home, "place", "remove", "there")


def test_a_move_that_is_killed_goes_on_when_it_is_repeated(stages: Stages, request: pytest.FixtureRequest) -> None:
    home, _there = with_place(stages, "reverse")
    whole = programs.run(home, MOVED)
    assert (whole.code, whole.err) == (0, "")
    stored, asked = whole.steps.kinds["after commit"], whole.steps.kinds["statement"]
    steps = sorted({*stored, stored[-1] - 1, asked[len(asked) // 2], asked[-1]})
    for step in steps if request.config.getoption("--long") else [stored[-2]]:  # written there, and home is not told
        home, there = with_place(stages, "reverse")
        before = books(home)
        assert programs.run(home, MOVED, kill_at=step).was_killed
        again = programs.run(home, MOVED)
        assert again.code == 0 or "are in there already" in again.err, f"{step}: {again.err}"
        assert books(there) == before == books(home), step
        assert "are whole" in programs.done(home, "check").out, step


def test_nobody_writes_while_it_moves_and_giving_up_lets_them(stages: Stages) -> None:
    home, _there = with_place(stages, "match")
    begun = programs.run(home, MOVED).steps.kinds["after commit"][0]
    home, _there = with_place(stages, "match")
    assert programs.run(home, MOVED, kill_at=begun).was_killed
    assert "are being moved to there" in programs.run(home, stages.commands["match"]).err
    programs.done(home, "company", "move", NAME, "--give-up")
    programs.done(home, *stages.commands["match"])
    assert "is not being moved" in programs.run(home, ("company", "move", NAME, "--give-up")).err


@pytest.mark.skipif(connection.vendor == "sqlite", reason="of PostgreSQL")
def test_a_schema_is_a_place(stages: Stages) -> None:
    home, _ = with_place(stages, "match", "--schema", "nordan")
    before = books(home)
    programs.done(home, *MOVED)
    programs.done(home, "place", "clear", "home", "--company", NAME)
    assert books(home) == {}
    for words in (stages.commands["match"], stages.commands["post"], stages.commands["reverse"]):
        programs.done(home, *words)
    assert "are whole" in programs.done(home, "check").out
    assert before


@pytest.mark.parametrize("words", [(), ("--schema", "nordan")])
def test_a_back_up_has_every_place_and_each_goes_back_to_its_own(
    stages: Stages, words: tuple[str, ...], tmp_path: Path
) -> None:
    if words and connection.vendor == "sqlite":
        pytest.skip("schemas are of PostgreSQL")
    home, _there = with_place(stages, "post", *words)
    programs.done(home, *MOVED)
    programs.done(home, "place", "clear", "home", "--company", NAME)
    programs.done(home, "backup", "make", tmp_path)
    one, other = sorted(tmp_path.glob("reskontra-*.zip"), key=lambda path: path.name.count("."), reverse=True)
    assert one.name.endswith("Z.there.zip")
    assert "holds the same rows" in programs.done(home, "backup", "verify", one, "--against-database").out
    programs.done(home, *stages.commands["post"])
    assert programs.run(home, ("backup", "verify", one, "--against-database")).code == 1
    assert "holds the books of Nordan AB" in programs.run(home, ("restore", one)).err
    assert "is of the place there" in programs.run(home, ("restore", one, "--as-copy", "copy_of_it")).err
    told = programs.done(home, "restore", other, "--replace").out
    assert "The books of Nordan AB are in there: they are not in this back-up." in told
    assert "The books of Nordan AB are whole." in programs.done(home, "restore", one, "--replace").out
    programs.done(home, *stages.commands["post"])
    assert "are whole" in programs.done(home, "check").out
