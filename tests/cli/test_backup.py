"""backup and restore as a user types them; what they do is tried in tests/faults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.operation.last_done import BACKUP, last_done
from tests.cli.running import done, refused, run

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_folder_keeps_the_newest(company: CompanyFacts, tmp_path: Path) -> None:
    for day in (1, 2):
        (tmp_path / f"reskontra-2026-03-0{day}T100000Z.zip").touch()
    told = done("backup", "make", tmp_path, "--keep", 2)
    (newest,) = [path for path in tmp_path.glob("reskontra-*") if "2026-03-0" not in path.name]
    assert told.startswith(f"{newest}: ")
    assert told.endswith(f"{tmp_path}/reskontra-2026-03-01T100000Z.zip is deleted.\n")
    noted = last_done(BACKUP)
    assert noted is not None
    assert noted.told["file"] == str(newest)
    assert f"{newest} is whole: {company.name}, made " in done("backup", "verify", newest)
    assert "is there already, and a back-up is never written over." in refused("backup", newest)


def test_wrong_usage_and_what_is_no_back_up(company: CompanyFacts, tmp_path: Path) -> None:
    assert run("backup", "make", tmp_path / "one.zip", "--keep", 3).code == 2
    for words in (("restore", __file__), ("backup", "verify", __file__)):
        assert refused(*words) == (
            f"{__file__} is no back-up of Reskontra. Name a file that reskontra backup make has written.\n"
        )
    assert f"holds the books of {company.name}." in refused("restore", kept(tmp_path))


def test_one_that_lacks_a_guard_is_told_of_before_it_is_put_back(company: CompanyFacts, tmp_path: Path) -> None:
    with without_guard("ledger_voucher", "ledger_voucher_kept"):
        file = kept(tmp_path)
    assert refused("backup", "verify", file).startswith(
        f"{file} is as it was written, and lacks guards of what is posted: ledger_voucher_kept. "
    )
    file.unlink()
    assert "is whole" in done("backup", "verify", kept(tmp_path))


@contextmanager
def without_guard(table: str, name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
            yield
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")
        else:
            (sql,) = cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name]).fetchone()
            cursor.execute(f"DROP TRIGGER {name}")
            yield
            cursor.execute(sql)


def kept(folder: Path) -> Path:
    done("backup", folder / "kept.zip")
    return folder / "kept.zip"
