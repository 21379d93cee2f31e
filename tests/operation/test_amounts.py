"""Every amount that is exported says its currency, by a path that leads to one."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from reskontra.operation.amounts import AMOUNT, COMPANY, COMPARED, _declared, currency_of

TABLES: dict[str, Any] = {one._meta.db_table: one for one in apps.get_models() if "reskontra" in one.__module__}


def test_each_amount_has_one_and_nothing_else_is_declared() -> None:
    amounts = {
        name: sorted(one.column for one in table._meta.concrete_fields if one.column.endswith(AMOUNT))
        for name, table in TABLES.items()
    }
    assert {name: sorted(columns) for name, columns in _declared().items()} == {
        name: columns for name, columns in amounts.items() if columns
    }
    assert currency_of("receivables_entry", "number") == ""


def test_each_path_leads_to_a_code() -> None:
    for name, columns in _declared().items():
        for path in set(columns.values()) - {COMPANY, COMPARED}:
            table, *steps = TABLES[name], *path.split(".")
            for step in steps[:-1]:
                (field,) = [one for one in table._meta.concrete_fields if one.column == step]
                table = field.related_model
            (last,) = [one for one in table._meta.concrete_fields if one.column == steps[-1]]
            assert last.max_length == 3, f"{name}: {path}"
