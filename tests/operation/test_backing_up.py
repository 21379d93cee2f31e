"""Back-ups in a folder have names of their own, and old ones go; what is in one is tried in tests/faults."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.operation.backing_up import contents_now, engine, key_mark, make_backup, thin_out
from reskontra.operation.restoring import differing_from_database, verify
from tests import build

BEGIN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_is_told_from_what_came_after(company: CompanyFacts, tmp_path: Path) -> None:
    path, made = make_backup(tmp_path, at=BEGIN)
    assert path == tmp_path / "reskontra-2026-03-02T100000Z.zip"
    assert (made.engine, made.companies) == (connection.vendor, (company.name,)) == (engine(), (company.name,))
    again, more = make_backup(tmp_path, at=BEGIN)
    assert (again.name, more.tables) == ("reskontra-2026-03-02T100000Z-2.zip", made.tables)
    assert verify(path).manifest == made
    assert made.tables == contents_now()
    build.customer(company)
    assert "parties_party" in differing_from_database(made)
    assert "ledger_voucher" not in differing_from_database(made)


def test_the_newest_stay(tmp_path: Path) -> None:
    names = [f"reskontra-{BEGIN + timedelta(days=day):%Y-%m-%dT%H%M%SZ}.zip" for day in range(4)]
    not_ours = {"reskontra.txt", "other.zip", "reskontra-a.zip", "reskontra-2026-03-02.zip", "reskontra-wiki.zip"}
    for name in (*names, *not_ours):
        (tmp_path / name).touch()
    assert [path.name for path in thin_out(tmp_path, keep=3, made=tmp_path / names[-1])] == names[:1]
    assert {path.name for path in tmp_path.iterdir()} == {*names[1:], *not_ours}
    assert thin_out(tmp_path, keep=3, made=tmp_path / names[-1]) == []


def test_the_one_just_made_stays_whatever_the_clock_said(tmp_path: Path) -> None:
    made, second, ahead = (tmp_path / f"reskontra-{at}.zip" for at in (
        "2026-03-02T100000Z", "2026-03-02T100000Z-2", "2099-01-01T000000Z"))  # fmt: skip
    for path in (made, second, ahead):
        path.touch()
    assert thin_out(tmp_path, keep=2, made=made) == [second]
    assert thin_out(tmp_path, keep=1, made=made) == [ahead]
    assert made.exists()


def test_a_key_is_known_again_and_not_told(settings: Any) -> None:
    one = key_mark()
    settings.SECRET_KEY = "another"
    assert key_mark() != one
    assert "another" not in key_mark()
