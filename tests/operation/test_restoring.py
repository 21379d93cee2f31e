"""What keeps a back-up from being put back; that it is put back whole is tried in tests/faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.operation import backup_file
from reskontra.operation.backing_up import make_backup
from reskontra.operation.backup_file import BackupDamaged
from reskontra.operation.restoring import BackupOfOtherEngine, TargetHoldsBooks, restore, verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="of a file")
def test_a_dump_that_is_no_database_is_refused(company: CompanyFacts, tmp_path: Path) -> None:
    _, made = make_backup(tmp_path / "one.zip", at=datetime(2026, 3, 2, tzinfo=UTC))
    dump, other = tmp_path / made.dump, tmp_path / "other.zip"
    dump.write_bytes(b"no database " * 1000)
    with backup_file.new_file(other) as new:
        named = replace(made, sha256=backup_file.digest_of(dump))
        backup_file.write(new.part, manifest=named, database=dump)
    with pytest.raises(BackupDamaged, match="in it is no database"):
        verify(other)


def test_books_are_not_written_over_and_other_engines_not_read(company: CompanyFacts, tmp_path: Path) -> None:
    path, made = make_backup(tmp_path / "one.zip", at=datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(TargetHoldsBooks, match=company.name):
        restore(path, replaces=False)
    dump, other = tmp_path / made.dump, tmp_path / "other.zip"
    backup_file.extract(path, manifest=made, into=dump)
    elsewhere = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    with backup_file.new_file(other) as new:
        backup_file.write(new.part, manifest=replace(made, engine=elsewhere), database=dump)
    with pytest.raises(BackupOfOtherEngine, match=f"was made on {elsewhere}"):
        restore(other, replaces=True)
