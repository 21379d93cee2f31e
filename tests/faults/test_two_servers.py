"""Companies on two servers of which one goes down: those of the other go on, and all are told which is silent."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from tests import postgresql
from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.servers import Server
from tests.faults.test_moving import MOVED, NAME, books
from tests.replicated import with_tables

OTHER = ("--company", "Sydan AB")


@dataclass(frozen=True, slots=True)
class Another:
    """A server beside that of home; on SQLite a disk beside home's. url: of a database there that has no books."""

    url: str
    fall: Callable[[], object]
    rise: Callable[[], object]


@contextmanager
def _server() -> Iterator[Another]:
    home, folder = Path(tempfile.mkdtemp(prefix="reskontra-another-")), postgresql.binaries()
    assert folder is not None
    server = Server(folder, home, postgresql.identity_for(home), "another")
    try:
        postgresql.initialize(folder, server.data, home, server.identity)
        server.start()
        yield Another(with_tables(server), server.fall, server.start)
    finally:
        if server.process is not None:
            postgresql.stop(server.process)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _disk(folder: Path) -> Iterator[Another]:
    disk, gone = folder / "disk", folder / "gone"
    disk.mkdir()
    yield Another(f"sqlite:///{disk / 'books.sqlite3'}", lambda: disk.rename(gone), lambda: gone.rename(disk))


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Another]:
    with _server() if connection.vendor == "postgresql" else _disk(tmp_path) as found:
        yield found


def test_one_of_two_servers_goes_down_and_comes_up(stages: Stages, another: Another, tmp_path: Path) -> None:
    home = stages.fresh("match")
    programs.done(home, "init", *OTHER)
    programs.done(home, "place", "add", "there", another.url)
    programs.done(home, *MOVED)
    programs.done(home, "place", "clear", "home", "--company", NAME)
    programs.done(home, *stages.commands["match"], "--company", NAME)
    assert "The books of Nordan AB, Sydan AB are whole." in programs.done(home, "check").out
    another.fall()
    _the_others_go_on(stages, home, tmp_path)
    another.rise()
    programs.done(home, *stages.commands["post"], "--company", NAME)
    assert "The books of Nordan AB, Sydan AB are whole." in programs.done(home, "check").out
    (tmp_path / "whole").mkdir()
    programs.done(home, "backup", "make", tmp_path / "whole")
    assert len(list((tmp_path / "whole").iterdir())) == 2
    there = books(another.url)
    programs.done(home, "company", "move", NAME, "home")
    assert {table: len(found) for table, found in books(home).items() if table in there}.keys() == there.keys()
    assert "The books of Nordan AB, Sydan AB are whole." in programs.done(home, "check").out


def _the_others_go_on(stages: Stages, home: str, tmp_path: Path) -> None:
    programs.done(home, *stages.commands["load customers"], *OTHER)
    refused = programs.run(home, (*stages.commands["post"], "--company", NAME))
    assert refused.code == 1
    assert "Traceback" not in refused.err
    for words in (("check",), ("tick",), ("place", "check"), ("migrate",), ("backup", "make", tmp_path / "books.zip")):
        ended = programs.run(home, words)
        assert (ended.code, "there" in ended.out + ended.err, "Traceback" in ended.err) == (1, True, False), ended
    assert [path.name for path in tmp_path.glob("*.zip")] == ["books.zip"]
    found = programs.run(home, ("doctor",))
    assert (found.code, "It does not answer." in found.out, "Worker" in found.out) == (1, True, True), found
