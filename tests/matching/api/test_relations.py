"""Payers, charge limits and merging, by the API."""

from __future__ import annotations

import pytest

from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_one_pays_for_another_until_a_day() -> None:
    book = api_book()
    build.customer(book.company, number="C2", name="Beta AB")
    program = Program(book.company)
    made = program.post("payer-relations", {"payer": "C2", "party": "C1", "kind": "group", "since": "2026-01-01"})
    assert (made.status, made.data["since"], made.data["to"]) == (201, "2026-01-01", None)
    end = {"payer": "C2", "party": "C1", "on": "2026-06-30"}
    assert program.post("payer-relations/end", end).data == {"count": 1}
    assert program.get("payer-relations").data["items"][0]["to"] == "2026-06-30"
    assert program.post("payer-relations/end", end).data["code"] == "relation_unknown"


def test_a_charge_limit_is_set_and_removed() -> None:
    program = Program(api_book().company)
    limit = {"bank_account": "B1", "currency": "EUR", "max": "15", "percent": "2"}
    done = program.ask("PUT", "charge-limits", limit).data
    assert (done["max"], done["percent"], done["country"]) == ("15.00", "2.0", "")
    assert done in program.get("charge-limits").data["items"]
    assert program.ask("DELETE", "charge-limits?bank_account=B1&currency=EUR").status == 204
    again = program.ask("DELETE", "charge-limits?bank_account=B1&currency=EUR")
    assert again.data["code"] == "charge_limit_unknown"


def test_a_customer_goes_up_in_another() -> None:
    book = api_book()
    build.customer(book.company, number="C2", name="Alfa Aktiebolag")
    program = Program(book.company)
    program.post(f"journals/{book.journal}/lines/1/unapply")
    merge = {"number": "C1", "into": "C2", "reason": "Twice"}
    preview = program.post("party-merges", merge | {"preview": True}).data
    done = program.post("party-merges", merge, key="k").data
    assert [one["amount"] for one in done["moved"]] == [one["amount"] for one in preview["moved"]] == ["1000.00"]
    assert program.get("customers/C1").data["merged_into"] == "C2"
    assert program.post("party-merges", merge).data["code"] == "merged_already"
