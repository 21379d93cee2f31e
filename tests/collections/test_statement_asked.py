"""What is asked of a statement goes through addresses and jobs unchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.collections.statement_asked import as_values, asked_of, fields, of_values, query_of, usual
from reskontra.core.customer_statement import Asked, StatementOfNobody
from reskontra.interface.typed_form import Typed

DAY = date(2026, 3, 5)
ASKED = Asked(date(2026, 1, 1), date(2026, 1, 31), "open", False, True, True, False, True, "30D", "posting", "EUR")


def test_it_comes_back_as_it_was() -> None:
    for asked in (ASKED, usual(DAY), replace(ASKED, ages="", currency="")):
        assert asked_of(Typed(query_of(asked), DAY)) == asked
        assert of_values(as_values(asked)) == asked
    assert asked_of(Typed({}, DAY)) == usual(DAY) == Asked(date(2026, 2, 1), date(2026, 2, 28), shows_overdue=True)
    with pytest.raises(StatementOfNobody):
        asked_of(Typed({**query_of(ASKED), "with_balance": ""}, DAY))


def test_the_fields_of_one_and_of_many() -> None:
    one, many = ([field.name for field in fields(ASKED, of_many=of_many)] for of_many in (False, True))
    assert set(many) - set(one) == {"with_entries", "with_balance", "all_who"}
    assert {field.name: field.value for field in fields(ASKED, of_many=True)}["from"] == "2026-01-01"
