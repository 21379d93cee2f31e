"""Exchange rates by the API."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_rates_are_set_loaded_and_listed() -> None:
    program = Program(api_book().company)
    made = program.post("rates", {"currency": "EUR", "date": "2026-03-02", "rate": "1150", "per": 100})
    assert (made.status, made.data["rate"]) == (201, "11.5")
    content = b"currency,date,rate\nUSD,2026-03-02,9.5\n"
    done = program.upload("rates/load", file=SimpleUploadedFile("r.csv", content), source="us")
    assert (done.data["new"], done.data["source"]) == (1, "us")
    listed = program.get("rates", date_from="2026-03-01").data["items"]
    assert [(one["currency"], one["rate"]) for one in listed] == [("EUR", "11.5"), ("USD", "9.5")]
    assert program.get("rates", currency="XXZ").status == 422
