"""A table that has grown much is counted, once its rows are stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database import statistics
from reskontra.database.statistics import _rows_known, has_grown
from tests import build
from tests.database.test_bulk import insert_accounts

TABLE = "ledger_account"


@pytest.fixture
def kept(transactional_db: None) -> CompanyFacts:
    """A company whose transactions are committed."""
    return build.new_company()


def numbers(count: int, letter: str) -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


def test_many_rows_are_counted_when_they_are_stored(kept: CompanyFacts) -> None:
    with transaction.atomic():
        insert_accounts(kept, numbers(statistics.MANY, "x"))
        assert _rows_known(TABLE) < statistics.MANY
    assert _rows_known(TABLE) > statistics.MANY // 2  # SQLite looks at some, and guesses


@pytest.mark.parametrize(("added", "planned"), [(0, 0), (statistics.MANY - 1, 0), (statistics.MANY, 1)])
def test_a_few_rows_are_not(db: None, django_capture_on_commit_callbacks: Any, added: int, planned: int) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        has_grown(TABLE, added)
    assert len(callbacks) == planned


def test_rows_that_are_not_stored_are_not_counted(kept: CompanyFacts) -> None:
    before = _rows_known(TABLE)
    with transaction.atomic():
        insert_accounts(kept, numbers(statistics.MANY, "y"))
        transaction.set_rollback(True)
    assert _rows_known(TABLE) == before
