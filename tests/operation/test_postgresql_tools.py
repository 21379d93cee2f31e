"""The programs of PostgreSQL: found for the server's version, and what they say is handed on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reskontra.operation import postgresql_tools
from reskontra.operation.postgresql_tools import ToolMissing, ToolRefused, run, tool


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a pg_dump of version 15 on its path, and no folder of Debian's."""
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.8 (Debian 15.8-0)'\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(postgresql_tools, "FOLDERS", tmp_path / "versions")
    return tmp_path


def test_one_of_the_servers_version_or_a_newer_one_is_found(folder: Path) -> None:
    assert tool("pg_dump", server=15) == tool("pg_dump", server=14) == str(folder / "pg_dump")
    own = folder / "versions" / "17" / "bin"
    own.mkdir(parents=True)
    (own / "pg_dump").touch()
    assert tool("pg_dump", server=17) == str(own / "pg_dump")


@pytest.mark.parametrize(("name", "told"), [("pg_dump", "/pg_dump is of version 15). "), ("pg_nothing", "here. ")])
def test_an_older_one_and_none_are_refused(folder: Path, name: str, told: str) -> None:
    with pytest.raises(ToolMissing) as refused:
        tool(name, server=16)
    assert str(refused.value).startswith(f"The server is PostgreSQL 16, and its {name} is not installed here")
    assert told in str(refused.value)


def test_what_a_program_says_last_is_told() -> None:
    program = [sys.executable, "-c"]
    assert run([*program, "print('done')"]) == b"done\n"
    assert run([*program, "print(input())"], feeds=[*program, "print('fed')"]) == b"fed\n"
    ends = "import sys; sys.stderr.write('no room\\n'); sys.exit(3)"
    for words, feeds in (([*program, ends], []), ([*program, "input()"], [*program, f"print(1); {ends}"])):
        with pytest.raises(ToolRefused, match=r'ended with 3: "no room"'):
            run(words, feeds=feeds)
