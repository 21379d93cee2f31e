"""One writer of a company's books at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import OutsideTransaction, is_postgresql
from reskontra.database.locks import lock_companies, lock_company
from reskontra.interface.database import BooksContended, database_refusal
from reskontra.matching.models import Rule
from reskontra.matching.setup import DEFAULT_RULES, restore_rules
from tests import build
from tests.lock_leads import transactions_without_lock

SECONDS = 60
_WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


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


def test_whoever_writes_has_the_lock_first() -> None:
    assert list(transactions_without_lock()) == []


def beside(does: Callable[[], object]) -> tuple[threading.Thread, list[Exception]]:
    """It does so on a connection of its own, and has come to a lock that it must wait for."""
    trouble: list[Exception] = []

    def done() -> None:
        try:
            does()
        except OperationalError as told:
            trouble.append(told)
        finally:
            connections.close_all()

    thread = threading.Thread(target=done, daemon=True)
    thread.start()
    return thread, trouble


def wait_for_it() -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            for _look in range(20_000):
                cursor.execute(_WAITING)
                if cursor.fetchone():
                    return
        raise AssertionError("nobody waits for a lock")
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_rows_stand_in_one_line() -> None:
    if not is_postgresql():
        pytest.skip("SQLite has one writer anyway")
    company = build.new_company()
    with transaction.atomic():
        lock_company(company.id)
        other, trouble = beside(lambda: restore_rules(company=company, actor="Alice"))
        wait_for_it()
        Rule.objects.filter(company=company.id).delete()
    other.join(SECONDS)
    assert (other.is_alive(), trouble) == (False, [])
    assert Rule.objects.filter(company=company.id).count() == len(DEFAULT_RULES)


@pytest.mark.django_db(transaction=True)
def test_one_of_two_that_wait_for_each_other_is_told_to_repeat_it() -> None:
    if not is_postgresql():
        pytest.skip("SQLite has one writer anyway")
    first, second = (build.new_company(name=name).id for name in ("Nordan AB", "Sydan AB"))
    has_second = threading.Event()

    def crosswise() -> None:
        with transaction.atomic():
            lock_company(second)
            has_second.set()
            lock_company(first)

    trouble: list[Exception] = []
    try:
        with transaction.atomic():
            lock_company(first)
            other, trouble = beside(crosswise)
            assert has_second.wait(SECONDS)
            lock_company(second)
    except OperationalError as told:
        trouble.append(told)
    other.join(SECONDS)
    (told_once,) = trouble
    assert isinstance(told_once, OperationalError)
    assert isinstance(database_refusal(told_once), BooksContended)
    crosswise()  # repeated, it is done
