"""The installed program, in a process of its own: status, streams, configuration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]


def program(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "RESKONTRA_CONFIG": os.devnull,
        "RESKONTRA_DATABASE_URL": f"sqlite:///{folder}/books.sqlite3",
        "RESKONTRA_ACTOR": "Alice",
    }
    return subprocess.run(
        [sys.executable, "-m", "reskontra.cli.main", *words],
        cwd=ROOT,
        env=known | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_command_that_is_done_is_refused_or_misused(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    new = {"RESKONTRA_DATABASE_URL": f"sqlite:///{folder}/books.sqlite3"}
    done = program(tmp_path, "init", "--company", "Nordan AB", **new)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in folder.iterdir()] == ["books.sqlite3"]  # all is in one file when it has ended
    assert "Nordan AB" in program(tmp_path, "company", "list", **new).stdout
    again = program(tmp_path, "init", "--company", "Nordan AB", **new)
    assert (again.returncode, again.stdout, again.stderr.count("\n")) == (1, "", 1)
    assert program(tmp_path, "init", "--nonsense", **new).returncode == 2


def test_a_database_without_books_is_a_refusal(tmp_path: Path) -> None:
    answer = program(tmp_path, "journal", "list")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "reskontra init" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("case", "environment", "told"),
    [
        ("no such kind of database", {"RESKONTRA_DATABASE_URL": "mysql://x/y"}, '"mysql://x/y" names no database'),
        ("a configuration that is not there", {"RESKONTRA_CONFIG": "/none.toml"}, "/none.toml does not exist"),
        ("a configuration that is none", {"RESKONTRA_CONFIG": str(ROOT / "Makefile")}, "cannot be read"),
    ],
)
def test_a_wrong_configuration_is_one_line(tmp_path: Path, case: str, environment: dict[str, str], told: str) -> None:
    answer = program(tmp_path, "check", **environment)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("case", "words", "told"),
    [
        ("before the noun", ["--company", "Sydan AB", "--lang", "sv", "fiscal-year", "list"], "Från"),
        ("the command's own win", ["--lang", "sv", "fiscal-year", "list", "--lang", "en"], "From"),
    ],
)
def test_company_and_language_may_stand_before_the_noun(tmp_path: Path, case: str, words: list[str], told: str) -> None:
    migrated.copied_to(tmp_path / "books.sqlite3")
    for name in ("Nordan AB", "Sydan AB"):
        assert program(tmp_path, "init", "--company", name).returncode == 0
    answer = program(tmp_path, *words, *([] if "--company" in words else ["--company", "Nordan AB"]))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert told in answer.stdout


def test_a_language_that_is_not_known_is_wrong_usage(tmp_path: Path) -> None:
    assert program(tmp_path, "--lang", "fi", "company", "list").returncode == 2
