"""Exchange rates, as a page: typed and loaded."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.rates import latest_rates
from tests.web import Browser

pytestmark = pytest.mark.django_db
CSV = b"currency,date,rate\nEUR,2026-01-02,11.20\nUSD,2026-01-02,10.10\n"


def test_a_rate_is_typed(company: CompanyFacts) -> None:
    typed = {"form": "rate", "currency": "jpy", "from": "2026-02-03", "rate": "7,25", "per": "100"}
    page = Browser(company).post("setup/rates/", typed)
    assert "100 JPY costs 7.25 SEK from 3 Feb 2026." in page.text
    assert latest_rates(company=company, currency="JPY", most=5)[0].rate_e8 == 7_250_000
    wrong = Browser(company).post("setup/rates/", {**typed, "rate": "0"})
    assert wrong.status == 422
    assert wrong.texts("//*[@id='rate-rate-told']")


def test_a_file_is_loaded_and_changes_nothing_again(company: CompanyFacts) -> None:
    browser = Browser(company)
    for said in ("2 rates new, 0 known before", "0 rates new, 2 known before"):
        page = browser.post("setup/rates/", {"form": "file", "file": SimpleUploadedFile("rates.csv", CSV)})
        assert said in page.text
    differing = SimpleUploadedFile("rates.csv", CSV.replace(b"11.20", b"11.30"))
    page = browser.post("setup/rates/", {"form": "file", "file": differing})
    assert page.status == 422
    assert "EUR costs 11.20" in page.texts("//*[@id='file-file-told']")[0]
    assert "EUR" in browser.get("setup/rates/?currency=EUR").text
    assert browser.post("setup/rates/", {"form": "file"}).status == 422
