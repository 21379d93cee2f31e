"""The database is made ready."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.db import connection

from reskontra.cli.setup import make_folder, prepare_database, update_statistics
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_preparing_twice_and_counting_rows_change_nothing() -> None:
    build.new_company()
    before = books.contents()
    prepare_database()
    update_statistics()
    assert books.contents() == before


def test_the_file_of_the_books_is_for_who_serves_them_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a database server keeps its files itself")
    path = tmp_path / "new" / "books.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    make_folder()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)  # as an operator chose
    make_folder()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
