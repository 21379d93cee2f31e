"""A company goes with all its rows, where the database lets it go."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, transaction

from reskontra.companies.queries import CompanyFacts, companies
from reskontra.companies.sandbox import begin_sandbox
from reskontra.database import removing
from reskontra.database.copying import company_tables
from reskontra.database.removing import (
    CompanyKept,
    in_order_of_removing,
    remove_company,
    remove_rows,
    remove_sandbox,
)
from reskontra.parties.models import Party
from tests import books, build
from tests.guards import assert_refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("few", [500, 0])
def test_a_copy_goes_and_the_company_stays(company: CompanyFacts, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removing, "FEW", few)  # 0: what points at a table is found by indexes, which go again
    build.customer(company)
    before = books.contents()
    with transaction.atomic():
        copy = begin_sandbox(company=company, name="Prov")
        Party.objects.create(company_id=copy.id, ledger="CUSTOMER", number="C1", name="Alfa AB")
        assert remove_sandbox(copy.id) == 1
    assert books.contents() == before
    assert not _left_over()
    build.invoice(company, build.customer(company, number="C2"))
    assert_refused("DELETE FROM receivables_entry", because="never deleted")  # the guards are back
    before = books.contents()
    for nobody in (company.id, copy.id):
        with pytest.raises(CompanyKept), transaction.atomic():
            remove_sandbox(nobody)
    assert books.contents() == before


def test_tables_are_emptied_before_those_that_they_point_at() -> None:
    order = in_order_of_removing()
    assert set(order) == set(company_tables())
    for place, table in enumerate(order):
        for one in table._meta.concrete_fields:
            pointed = one.related_model
            if pointed in order and pointed is not table:
                assert order.index(pointed) > place, f"{table._meta.db_table} would lose what {one.name} points at"


@pytest.mark.parametrize("few", [500, 0])
def test_a_table_is_emptied_of_one_company_and_guarded_again(
    company: CompanyFacts, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removing, "FEW", few)  # 0: what points at a table is found by indexes, which go again
    other = build.new_company(name="Sunnan AB")
    for one in (company, other):
        build.invoice(one, build.customer(one))
    events = apps.get_model("audit", "Event")
    kept = events._default_manager.filter(company_id=other.id).count()
    for table in in_order_of_removing():
        with connection.constraint_checks_disabled(), transaction.atomic():
            remove_rows(company.id, table)
            assert remove_rows(company.id, table) == 0
    assert not events._default_manager.filter(company_id=company.id).exists()
    assert events._default_manager.filter(company_id=other.id).count() == kept
    assert_refused("DELETE FROM audit_event", because="never deleted")
    assert not _left_over()
    with transaction.atomic():
        remove_company(company.id)
    assert [one.name for one in companies()] == ["Sunnan AB"]
    assert books.violations() == []


def _left_over() -> list[str]:
    """Indexes that were to go again."""
    with connection.cursor() as cursor:
        tables = [table._meta.db_table for table in in_order_of_removing()]
        found = [name for table in tables for name in connection.introspection.get_constraints(cursor, table)]
    return [name for name in found if name.startswith("removing")]
