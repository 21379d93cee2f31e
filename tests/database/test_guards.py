"""A database that has lost a guard says which."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.database.guards import asked_once, missing_triggers, wanted

pytestmark = pytest.mark.django_db


def test_guards_that_are_there_are_not_missed() -> None:
    assert list(missing_triggers(["ledger_voucher_seal", "ledger_voucherline_frozen"])) == []


def test_many_who_want_to_know_ask_once() -> None:
    with CaptureQueriesContext(connection) as asked, asked_once():
        for name in ("ledger_voucher_seal", "ledger_voucherline_frozen"):
            assert list(missing_triggers([name])) == []
    assert len(asked) == 1


def test_a_guard_that_is_gone_is_named() -> None:
    drop = "DROP TRIGGER ledger_voucher_seal" + (" ON ledger_voucher" if connection.vendor == "postgresql" else "")
    with connection.cursor() as cursor:
        cursor.execute(drop)
    found = list(missing_triggers(["ledger_voucher_seal", "ledger_voucherline_frozen"]))
    assert [str(violation) for violation in found] == ["The database has lost the guard ledger_voucher_seal."]


def test_on_postgresql_a_kept_table_is_not_emptied_at_once_either() -> None:
    names = ["ledger_voucher_seal", "ledger_voucher_kept", "companies_company_kept"]
    found = {engine: wanted(names, only_sqlite=["x"], engine=engine) for engine in ("sqlite", "postgresql")}
    assert found == {"sqlite": [*names, "x"], "postgresql": [*names, "ledger_voucher_untruncated"]}
