"""How late payment bears interest, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_terms_rates_and_reference_rates() -> None:
    program = Program(api_book().company)
    new = {"code": "LATE", "percent": "1.5", "period_days": 30, "method": "balance", "fees": {"eur": "5"}}
    made = program.post("interest-terms", new | {"fee": "50"}, key="k")
    assert (made.status, made.data["percent"], made.data["method"]) == (201, "1.5", "balance")
    assert (made.data["fee"], made.data["fees"]) == ("50.00", {"EUR": "5.00"})
    changed = program.ask("PATCH", "interest-terms/LATE", {"reference": "se", "points": "8", "code": "SLOW"}).data
    assert (changed["interest_terms"], changed["reference"], changed["points"]) == ("SLOW", "se", "8")
    assert program.get("interest-terms/LATE").status == 404
    reference = {"date": "2026-07-01", "percent": "-0.5", "source": "Riksbanken"}
    rates = program.post("reference-rates", reference).data["rates"]
    assert [(one["terms"], one["percent"], one["start_date"]) for one in rates] == [
        ("SLOW", "7.5", "2026-07-01"), ("STANDARD", "7.5", "2026-07-01"),
    ]  # fmt: skip
    assert program.post("reference-rates", reference).data["code"] == "interest_rate_there"
    assert program.post("reference-rates", reference | {"date": "2026-08-01"}).data["code"] == "reference_day_unfit"
    own = program.post("interest-terms/SLOW/rates", {"date": "2026-07-01", "percent": "9", "currency": "eur"})
    assert (own.status, own.data["currency"]) == (201, "EUR")
    listed = program.get("interest-rates", limit=1).data
    assert listed["items"] == rates[:1]
    assert program.get("interest-rates", cursor=listed["next_cursor"]).data["items"][0] == own.data
    at = "interest-terms/SLOW/rates/2026-07-01?currency=EUR"
    assert program.ask("DELETE", at).status == 204
    assert program.ask("DELETE", at).data["code"] == "interest_rate_unknown"
    assert program.ask("DELETE", "interest-terms/SLOW/rates/tomorrow").status == 400
    assert program.get("interest-terms/SLOW").data["rates"] == rates[:1]
    assert program.ask("DELETE", "interest-terms/SLOW").status == 204


def test_the_terms_of_the_law_and_what_memos_say() -> None:
    program = Program(api_book().company)
    law = program.post("interest-terms/install", {"code": "EU-2011-7"})
    assert (law.status, law.data["reference"], law.data["points"]) == (201, "eu", "8")
    text = {"part": "beginning", "text": "Ränta", "language": "sv"}
    assert program.ask("PUT", "interest-terms/OWN/text", text).data["texts"] == [text]
    assert len(program.get("interest-terms").data["items"]) == 3
