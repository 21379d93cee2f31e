"""One writer of a company's books at a time."""

from __future__ import annotations

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import OutsideTransaction, is_postgresql
from reskontra.database.locks import lock_companies, lock_company
from tests import build


@pytest.mark.django_db(transaction=True)
def test_a_lock_belongs_to_a_command() -> None:
    company = build.new_company()
    with pytest.raises(OutsideTransaction):
        lock_company(company.id)


@pytest.mark.django_db
def test_the_same_command_may_lock_again(company: CompanyFacts) -> None:
    with transaction.atomic():
        lock_company(company.id)
        lock_company(company.id)


@pytest.mark.django_db(transaction=True)
def test_another_command_waits_for_the_lock() -> None:
    company = build.new_company()
    if not is_postgresql():
        pytest.skip("SQLite has one writer anyway")
    other = connections.create_connection("default")
    try:
        with transaction.atomic():
            lock_company(company.id)
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT id FROM companies_company WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED", [company.id]
                )
                assert cursor.fetchall() == []
    finally:
        other.close()


@pytest.mark.django_db
def test_several_are_locked_in_one_order() -> None:
    found = [build.new_company(name=name).id for name in ("Nordan AB", "Sydan AB")]
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        lock_companies(reversed(found))
    if is_postgresql():
        locked = [query["sql"] for query in queries.captured_queries if "FOR NO KEY UPDATE" in query["sql"]]
        assert [f"id = {id} FOR" in sql for id, sql in zip(sorted(found), locked, strict=True)] == [True, True]
