"""What a dump says of its triggers; that a back-up without one is told of is tried in tests/cli/test_backup.py."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database.guards import triggers_there
from reskontra.operation.backing_up import make_backup
from reskontra.operation.restoring import verify

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_has_those_of_the_database_that_it_was_made_of(company: CompanyFacts, tmp_path: Path) -> None:
    path, _made = make_backup(tmp_path, at=datetime(2026, 3, 2, tzinfo=UTC))
    found = verify(path)
    told = (found.manifest.engine, found.triggers, found.is_older)
    assert told == (connection.vendor, triggers_there(), False)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of a dump")
def test_without_pg_restore_nothing_is_said_of_them(
    company: CompanyFacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _made = make_backup(tmp_path, at=datetime(2026, 3, 2, tzinfo=UTC))
    monkeypatch.setattr("reskontra.operation.postgresql_tools.FOLDERS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert verify(path).triggers is None
