"""Only classes that hold what changes are made anew, and the tables are those that Django's own way makes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, models
from django.db.migrations.state import ModelState, ProjectState

from reskontra.database.migrating import made_anew_with, until_locked
from tests import migrated

NO_ACTION = models.DO_NOTHING


def test_a_class_follows_what_it_refers_to() -> None:
    state = ProjectState()
    for name, fields, bases in (
        ("Company", {}, None),
        ("Voucher", {"company": models.ForeignKey("a.Company", NO_ACTION)}, None),
        (
            "Line",
            {"voucher": models.ForeignKey("Voucher", NO_ACTION), "after": models.ForeignKey("self", NO_ACTION)},
            None,
        ),
        ("Tag", {"lines": models.ManyToManyField("a.Line", through="a.Tagged")}, None),
        (
            "Tagged",
            {"line": models.ForeignKey("a.Line", NO_ACTION), "tag": models.ForeignKey("a.Tag", NO_ACTION)},
            None,
        ),
        ("Opening", {}, ("a.voucher",)),
        ("Person", {"company": models.ForeignKey("a.company", NO_ACTION)}, None),
    ):
        state.add_model(ModelState("a", name, {"id": models.BigAutoField(primary_key=True)} | fields, bases=bases))

    def found(model: str) -> set[str]:
        return {name for _, name in made_anew_with(state, ("a", model))}

    assert found("company") == {"company", "voucher", "line", "tag", "tagged", "opening", "person"}
    assert found("voucher") == {"voucher", "line", "tag", "tagged", "opening"}
    assert found("line") == {"line", "tag", "tagged"}
    assert found("tagged") == {"tag", "tagged"}
    assert found("person") == {"person"}


@pytest.mark.long
def test_the_tables_are_those_that_django_makes(tmp_path: Path) -> None:
    """Read from a file: its whole plan."""
    path = tmp_path / "plain.sqlite3"
    environment = os.environ | {
        "RESKONTRA_DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
    }
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True)
    assert _plan(path) == _plan(migrated.sqlite_file())


def _plan(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def test_a_change_that_waits_in_vain_for_a_lock_lets_others_pass_and_is_tried_again() -> None:
    tried = []

    def change() -> None:
        tried.append("once")
        if len(tried) < 3:
            raise _no_lock("avbryter sats på grund av timeout för lås")  # whatever language the server speaks

    until_locked(change, seconds_between=0)
    assert len(tried) == 3
    with pytest.raises(OperationalError, match="gone"):
        until_locked(partial(_raise, OperationalError("gone")), seconds_between=0)
    with pytest.raises(OperationalError, match="still locked"):
        until_locked(partial(_raise, _no_lock("still locked")), seconds_between=0)


def _no_lock(said: str) -> OperationalError:
    trouble = OperationalError(said)
    trouble.__cause__ = psycopg.errors.LockNotAvailable(said)
    return trouble


def _raise(trouble: Exception) -> None:
    raise trouble
