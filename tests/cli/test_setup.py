"""The database is made ready."""

from __future__ import annotations

import pytest

from reskontra.cli.setup import prepare_database, update_statistics
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_preparing_twice_and_counting_rows_change_nothing() -> None:
    build.new_company()
    before = books.contents()
    prepare_database()
    update_statistics()
    assert books.contents() == before
