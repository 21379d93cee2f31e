"""What a company is set up with, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_what_a_company_is_set_up_with_is_told_and_changed() -> None:
    program = Program(api_book().company)
    assert program.get("company").data["name"] == "Nordan AB"
    assert program.ask("PATCH", "company", {"city": "Ort"}).data["city"] == "Ort"
    setting = program.ask("PUT", "settings/applies_between_currencies", {"value": "false"}).data
    assert setting in program.get("settings").data["items"]
    assert program.ask("PUT", "settings/nothing", {"value": "x"}).status == 404
    assert program.ask("PUT", "settings/applies_between_currencies", {"value": "x"}).status == 422
    for key in ("four_eyes_above", "payments_four_eyes_above", "proofs_need_two"):
        assert program.ask("PUT", f"settings/{key}", {"value": "true"}).data["code"] == "token_role_too_low"
    year = program.post("fiscal-years", {"start": "2027-01-01", "end": "2027-12-31"}).data
    assert (year["fiscal_year"], {one["state"] for one in year["periods"]}) == ("2027", {"open"})
    closed = program.post("fiscal-years/2027/periods", {"move": "close", "through": "2027-02-28"}).data
    assert [one["state"] for one in closed["periods"]][:3] == ["closed", "closed", "open"]
    assert closed in program.get("fiscal-years").data["items"]
    assert program.post("fiscal-years/2099/periods", {"move": "close"}).status == 404
    terms = program.ask("PUT", "payment-terms/X10", {"due": "10D", "discount": "5D", "discount_percent": "2"}).data
    assert (terms["due_formula"], terms["discount_percent"]) == ("10D", "2.00")
    shown = program.get("payment-terms", document_date="2026-03-01").data["items"]
    assert next(one["due_date"] for one in shown if one["payment_terms"] == "X10") == "2026-03-11"
    currency = program.ask("PUT", "currencies/EUR", {"tolerance_percent": "1.5", "max_tolerance": "5.00"}).data
    assert currency in program.get("currencies").data["items"]
    series = program.post("number-series", {"series": "WEB", "prefix": "W", "digits": 5})
    assert (series.status, series.data in program.get("number-series").data["items"]) == (201, True)
