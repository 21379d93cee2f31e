"""The company leads: in every table, index and constraint, and in every query."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.models.expressions import F

from tests import build
from tests.company_leads import (
    NOBODYS,
    CompanyMissing,
    assert_company_leads,
    business_models,
    captured_company_queries,
    room_models,
    unled_tables,
)
from tests.each import holds_for_each


def label(model: type[models.Model]) -> str:
    return model._meta.label


# Models


def test_every_business_row_belongs_to_a_company() -> None:
    def belongs(model: type[models.Model]) -> None:
        company = model._meta.get_field("company")
        assert isinstance(company, models.ForeignKey)
        assert company.remote_field.model._meta.label == "companies.Company"
        assert not company.null

    holds_for_each(business_models(), belongs, named=label)


def test_indexes_and_constraints_lead_with_the_company() -> None:
    def leads(model: type[models.Model]) -> None:
        for index in (*model._meta.indexes, *unique_constraints(model)):
            assert first_column(index) == "company", f"{index.name} leads with {first_column(index)}"
        assert not model._meta.unique_together
        key = model._meta.pk
        assert key is not None
        if isinstance(key, models.CompositePrimaryKey):
            assert key.field_names[0] == "company_id"
        else:
            assert isinstance(key, models.BigAutoField)

    holds_for_each(business_models(), leads, named=label)


def test_no_column_has_an_index_of_its_own() -> None:
    def has_none(model: type[models.Model]) -> None:
        for field in model._meta.local_concrete_fields:
            if field.primary_key or label(model) in NOBODYS:
                continue
            assert not getattr(field, "db_index", False), f"{label(model)}.{field.name} has an index of its own"
            assert not field.unique, f"{label(model)}.{field.name} is unique across companies"

    holds_for_each(room_models(), has_none, named=label)


def unique_constraints(model: type[models.Model]) -> list[models.UniqueConstraint]:
    return [found for found in model._meta.constraints if isinstance(found, models.UniqueConstraint)]


def first_column(index: models.Index | models.UniqueConstraint) -> str:
    if index.fields:
        return index.fields[0]
    first = index.expressions[0]
    return str(first.name) if isinstance(first, F) else str(first)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_the_database_has_them_so() -> None:
    def has_them(model: type[models.Model]) -> None:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, model._meta.db_table)
        for name, constraint in found.items():
            if (constraint["index"] or constraint["unique"]) and constraint["columns"] != ["id"]:
                assert constraint["columns"][0] == "company_id", f"{name}: {constraint['columns']}"

    holds_for_each(business_models(), has_them, named=label)


# Queries

LED = {
    "its company": 'SELECT "ledger_voucher"."id" FROM "ledger_voucher" WHERE "ledger_voucher"."company_id" = %s',
    "unqualified": "SELECT id FROM ledger_voucher WHERE company_id = %s AND number > %s",
    "a list of values": "SELECT k.key FROM json_each(%s) v CROSS JOIN receivables_entrykey k "
    "WHERE k.company_id = %s AND k.key = v.value",
    "a row already held": 'SELECT 1 FROM "ledger_voucherline" INNER JOIN "ledger_voucher" '
    'ON ("ledger_voucherline"."voucher_id" = "ledger_voucher"."id") WHERE "ledger_voucherline"."company_id" = %s',
    "one row by its key": 'UPDATE "parties_party" SET "name" = %s WHERE "parties_party"."id" = %s',
    "no business table": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "companies themselves": 'SELECT "companies_company"."id" FROM "companies_company" ORDER BY name',
    "an inner SELECT": "SELECT sum(n) FROM (SELECT count(*) AS n FROM bank_filelink UNION ALL "
    "SELECT count(*) FROM ledger_account a WHERE (a.company_id = %s)) q",
    "inserted into": "INSERT INTO ledger_account (company_id, number) VALUES (%s, %s)",
    "joined by company": "SELECT 1 FROM ledger_voucher v JOIN ledger_voucherline l "
    "ON l.company_id = v.company_id AND l.voucher_id = v.id WHERE v.company_id = %s",
}
UNLED = {
    "all rows": ('SELECT count(*) FROM "ledger_voucher"', ["ledger_voucher"]),
    "by another column": ("SELECT id FROM ledger_account WHERE number = %s", ["ledger_account"]),
    "a list of ids": ("DELETE FROM parties_partyname WHERE id IN (%s, %s)", ["parties_partyname"]),
    "ids as values": (
        "SELECT e.id FROM json_each(%s) v CROSS JOIN receivables_entry e WHERE e.id = v.value",
        ["receivables_entry"],
    ),
    "the joined one": (
        "SELECT 1 FROM ledger_voucher v JOIN ledger_voucherline l ON l.voucher_id = v.id WHERE v.company_id = %s",
        ["ledger_voucherline"],
    ),
    "the inner SELECT": (
        "SELECT id FROM ledger_voucher v WHERE v.company_id = %s AND EXISTS "
        "(SELECT 1 FROM ledger_voucherline l WHERE l.voucher_id = v.id)",
        ["ledger_voucherline"],
    ),
    "the second of two": ("SELECT 1 FROM ledger_account a, parties_party p WHERE a.company_id = %s", ["parties_party"]),
    "only in the columns": ("SELECT company_id FROM ledger_account", ["ledger_account"]),
}


@pytest.mark.parametrize("statement", LED.values(), ids=LED)
def test_a_query_led_by_its_company_is_let_through(statement: str) -> None:
    assert unled_tables(statement) == ()


@pytest.mark.parametrize(("statement", "tables"), UNLED.values(), ids=UNLED)
def test_a_query_over_all_companies_is_found(statement: str, tables: list[str]) -> None:
    assert unled_tables(statement) == tuple(tables)
    with pytest.raises(CompanyMissing):
        assert_company_leads([statement])


@pytest.mark.django_db
def test_queries_of_the_product_are_captured_and_those_of_the_test_are_not() -> None:
    with captured_company_queries() as statements:
        company = build.new_company()
        build.bank_account(company, opening="1000.00")
        list(business_models()[0]._default_manager.all())
    assert any("ledger_bankaccount" in statement for statement in statements)
    assert not unled_tables(statements[-1])
