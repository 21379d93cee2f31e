"""A database that will not: one line that says which, and what to do about it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import rows
from tests.faults.programs import Under


def told(url: str, *words: object, options: dict[str, Any] | None = None) -> str:
    """The one line that a refused command says."""
    with programs.started(url, words, under=Under(options=options or {})) as program:
        ended = program.end()
    assert (ended.code, ended.out) == (1, ""), ended
    assert ended.err.count("\n") == 1, ended.err
    return ended.err.rstrip("\n")


@pytest.mark.parametrize("words", [("journal", "list"), ("load", "customers", __file__), ("check",)])
def test_a_database_without_tables_holds_no_books(words: tuple[str, ...], stages: Stages) -> None:
    url = stages.databases.new()
    name = url.removeprefix("sqlite:///") if url.startswith("sqlite") else url.rsplit("/", 1)[1]
    assert told(url, *words) == (
        f"The database {name} holds no books of this version. Bring books of an earlier version up to it with "
        "reskontra migrate, or make a company with reskontra init."
    )


def test_a_folder_that_is_not_there_holds_no_books(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/books.sqlite3"
    assert "make a company with reskontra init." in told(url, "journal", "list")


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    inside = f"{tmp_path}/file/books.sqlite3"
    said = told(f"sqlite:///{inside}", "init", "--company", "Nordan AB")
    assert said.startswith(f"{inside} cannot be opened: ")
    assert said.endswith("Name an SQLite file that you may write, in a folder that exists.")
    assert told(f"sqlite:///{tmp_path}", "journal", "list").startswith(f"{tmp_path} cannot be opened: unable to open")


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database\n" * 100)
    assert told(f"sqlite:///{path}", "journal", "list").startswith(f"{path} cannot be opened: file is not a database.")
    assert path.read_text() == "no database\n" * 100


def test_a_server_that_is_not_there_is_named() -> None:
    said = told("postgresql://anna:secret@127.0.0.1:1/books", "journal", "list")
    assert said.startswith("books cannot be reached: connection failed: ")
    assert said.endswith("Check RESKONTRA_DATABASE_URL, and that the server runs.")
    assert "secret" not in said


class TestOnSqlite:
    """What one file can and one writer at a time may do."""

    @pytest.fixture
    def url(self, stages: Stages) -> str:
        if stages.databases.is_postgresql:
            pytest.skip("SQLite's own")
        return stages.fresh("load entries")

    def test_books_held_too_long_by_another_are_told_of(self, url: str, stages: Stages) -> None:
        path = url.removeprefix("sqlite:///")
        before = rows(url)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            said = told(url, *stages.commands["load entries"], options={"timeout": 1})
        assert said == f"Another command has held the books in {path} for 1 seconds. Try again when it is done."
        assert rows(url) == before

    def test_books_held_are_still_read(self, url: str) -> None:
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            programs.done(url, "journal", "list")

    def test_a_full_disk_leaves_nothing_and_is_told_of(self, url: str, stages: Stages) -> None:
        path = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as own:
            pages = own.execute("PRAGMA page_count").fetchone()[0]
        before = rows(url)
        words = stages.commands["load entries"]
        said = told(url, *words, options={"init_command": f"PRAGMA max_page_count={pages + 2}"})
        assert said == f"There is no room left for {path}. Nothing was stored; make room and repeat the command."
        assert rows(url) == before
        programs.done(url, *words)
        assert "are whole" in programs.done(url, "check").out
