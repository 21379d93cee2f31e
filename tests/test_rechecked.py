"""A check is asked again where a table that it read was written, and otherwise not; nothing written goes unheard."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import F

from reskontra.companies.queries import CompanyFacts, companies
from reskontra.receivables.models import EntryDetail
from tests import books, build, rechecked
from tests.books import Check
from tests.rechecked import Since

pytestmark = pytest.mark.django_db


def _now() -> Since:
    found, clean = rechecked.violations(None)
    assert found == []
    return Since.now(clean)


def _rooms(checks: Collection[Check]) -> set[str]:
    return {check.__module__.split(".")[1] for check in checks}


def test_what_reads_nothing_of_what_was_written_is_known(company: CompanyFacts) -> None:
    since = _now()
    assert since.known().keys() == {*books.checks()}
    build.customer(company)
    assert _rooms(since.known()) >= {"ledger", "bank", "matching", "collections"}
    assert not _rooms(since.known()) & {"parties", "audit"}
    since = _now()
    build.invoice(company, build.customer(company, number="C2"))
    assert not _rooms(since.known()) & {"parties", "audit", "ledger", "receivables", "collections"}
    assert _rooms(since.known()) >= {"bank", "matching"}
    found, clean = rechecked.violations(since)
    assert found == []
    assert clean.reads.keys() == {*books.checks()}


@pytest.mark.damages_books
def test_damage_that_no_statement_names_is_found(company: CompanyFacts) -> None:
    """A detail comes, and on SQLite a trigger adds it to its entry."""
    build.invoice(company, build.customer(company))
    since = _now()
    with books.unguarded():
        EntryDetail.objects.update(amount_minor=F("amount_minor") + 1)
    assert "receivables" not in _rooms(since.known())
    assert rechecked.violations(since)[0]


@pytest.mark.damages_books
def test_a_guard_that_is_gone_is_found(company: CompanyFacts) -> None:
    since = _now()
    on = " ON ledger_voucher" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_voucher_seal{on}")
    assert any("ledger_voucher_seal" in one for one in rechecked.violations(since)[0])


def test_what_is_taken_back_to_before_is_looked_at(company: CompanyFacts) -> None:
    savepoint = transaction.savepoint()
    build.customer(company)
    since = _now()
    later = transaction.savepoint()
    build.vendor(company)
    transaction.savepoint_rollback(later)
    assert "ledger" in _rooms(since.known())  # the books are those again in which nothing was found
    transaction.savepoint_rollback(savepoint)
    assert since.known() == {}


def test_what_triggers_write_is_heard(company: CompanyFacts) -> None:
    party = build.customer(company)
    before = rechecked.written()
    build.invoice(company, party)
    now = rechecked.written()
    told = {table for table in now if now[table] != before.get(table)}
    assert told >= {"ledger_voucher", "ledger_voucherline", "receivables_entry", "receivables_entrydetail"}
    assert not told & {"parties_party", "bank_bankstatement"}


def test_every_table_that_is_read_is_known(company: CompanyFacts) -> None:
    """What SQLite says that it is asked has no table that the checks are not known to have read."""
    if connection.vendor != "sqlite":
        pytest.skip("it is the same on the other database, which does not say")
    _found, clean = rechecked.violations(None)
    own: Any = connection.connection
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    for check, tables in clean.reads.items():
        said: list[str] = []
        own.set_trace_callback(said.append)
        try:
            books.found_by(check, companies())
        finally:
            own.set_trace_callback(None)
            rechecked.listen_to_sqlite()
        assert names.intersection(re.findall(r"\w+", " ".join(said))) <= tables
