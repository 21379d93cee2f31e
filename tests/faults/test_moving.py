"""A company moves to another database with all its rows, killed at whatever moment, and works on there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.faults import programs
from tests.faults.book import OPENED
from tests.faults.conftest import Stages
from tests.faults.databases import Rows, business, rows

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


def a_month(stages: Stages, folder: Path) -> Iterator[tuple[str, ...]]:
    """What a company does in a month, from its bank's files to its export."""
    head, *rows = stages.files.customers.read_text(encoding="utf-8").splitlines()
    terms = folder / "customers.csv"
    lines = [f"{head},reminder_terms,finance_charge_terms", *(f"{row},SE-FÖRETAG,STANDARD" for row in rows)]
    terms.write_text("\n".join(lines) + "\n", encoding="utf-8")
    yield ("load", "customers", str(terms))
    yield from (stages.commands[name] for name in ("import", "match"))
    yield ("journal", "post", "--import", "1", "--preview")
    yield stages.commands["post"]
    yield ("entry", "unapply", "customer:100110", "--reason", "another's")
    ends = ("--statement-date", "2026-03-31", "--ending-balance", "4000.00")
    yield ("bank-reconciliation", "new", "--bank-account", "B2", *ends)
    yield ("bank-reconciliation", "suggest", "B2-1", "--to-date", "2026-03-31")
    yield ("bank-reconciliation", "post", "B2-1")
    yield ("reminders", "make", "--document-date", "2026-04-20", "--override", "they were told")
    yield ("reminders", "issue", "--all")
    yield ("finance-charges", "make", "--document-date", "2026-05-20")
    yield ("finance-charges", "issue")
    yield ("statement-of-account", "C001", "--format", "json")
    yield ("report", "trial-balance", "--as-of", "2026-05-20")
    yield ("journal", "reverse", "PRJ000002", "--reason", "wrong day")
    yield ("check",)


@pytest.mark.long
def test_every_command_tells_the_same_of_a_company_that_was_moved(stages: Stages, tmp_path: Path) -> None:
    on_postgresql = connection.vendor == "postgresql"
    home, there = with_place(stages, "import", *(("--schema", "nordan") if on_postgresql else ()))
    staying = stages.databases.copy(home)
    programs.done(home, *MOVED)
    programs.done(home, "place", "clear", "home", "--company", NAME)
    for words in a_month(stages, tmp_path):
        one, other = programs.run(staying, words), programs.run(home, words)
        assert (other.code, _timeless(other.out), other.err) == (one.code, _timeless(one.out), one.err), words
    for url, name in ((staying, "stayed"), (home, "moved")):
        programs.done(url, "export", "all", tmp_path / name)
        programs.done(url, "backup", "make", tmp_path / f"{name}.zip")
    assert names_in(tmp_path / "moved") == names_in(tmp_path / "stayed")
    assert said(f"{home}?options=-csearch_path%3Dnordan" if on_postgresql else there) == said(staying)


def names_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def said(url: str) -> dict[str, Counter[str]]:
    """What the rows of the company say; not what home keeps, nor in which place it is."""
    found = rows(url)
    for company in found["companies_company"].values():
        company["place"] = ""
    return {table: told for table, told in business(found).items() if table not in AT_HOME | {"operation_lastdone"}}


def _timeless(text: str) -> str:
    """Without how long it took."""
    return re.sub(r"in [\d.]+ s", "in s", text)


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
