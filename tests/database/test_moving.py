"""Ids of places never meet, and rows are summed whatever their order; the way as a whole is tried in tests/faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction

from reskontra.companies.models import FiscalYear
from reskontra.companies.queries import CompanyFacts
from reskontra.database import places
from reskontra.database.moving import BLOCK, carried_tables, count_from, free_block, last_id, row_counts, sums
from tests.placed import a_place

pytestmark = pytest.mark.django_db


def test_every_place_counts_in_a_block_of_its_own(company: CompanyFacts, tmp_path: Path) -> None:
    first = free_block()
    assert 0 < first - last_id() < BLOCK
    with a_place(tmp_path):
        with places.at("there"):
            assert last_id() == first
        assert free_block() == first + BLOCK


def test_ids_go_on_from_where_they_are_told(company: CompanyFacts) -> None:
    first = free_block()
    with transaction.atomic():
        count_from(first)
    made = FiscalYear.objects.create(company_id=company.id, code="x", start_date="2031-01-01", end_date="2031-12-31")
    assert made.id == first + 1
    made.delete()


def test_a_row_that_differs_makes_another_sum(company: CompanyFacts) -> None:
    before = sums(places.own(), company.id)
    counts = {table: one.rows for table, one in before.items() if one.rows}
    assert counts == row_counts(company.id)
    assert "interface_membership" not in before
    assert len(before) == len(carried_tables())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE companies_fiscalyear SET code = 'other' WHERE company_id = %s AND code = '2026'", [company.id]
        )
    after = sums(places.own(), company.id)
    assert [table for table in before if before[table] != after[table]] == ["companies_fiscalyear"]
