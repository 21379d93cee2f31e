"""A table that has grown much is counted, once its rows are stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database import statistics
from reskontra.database.statistics import _count, _rows_known, has_grown
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


def test_one_large_customer_is_not_taken_for_all(company: CompanyFacts) -> None:
    """What is told of an index is told of more than the rows that it begins with."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks at rows here and there")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE owed AS WITH RECURSIVE n(id) AS (VALUES (1) UNION ALL SELECT id + 1 FROM n "
            "LIMIT 9000) SELECT id, 1 AS company_id, max(1, id - 2000) AS party_id FROM n"
        )
        cursor.execute("CREATE INDEX owed_party ON owed (company_id, party_id)")
    _count("owed", 9000)
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM temp.sqlite_stat1 WHERE idx = 'owed_party'")
        assert cursor.fetchone() == ("9000 9000 2",)


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
