"""Rates are loaded all or nothing, once, and with where they are from."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.models import Currency
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.rates import (
    ALL_RATES,
    NothingQuoted,
    RateDiffers,
    RatesLoaded,
    RatesWanted,
    RateTwice,
    list_rates,
    load_rates,
)
from reskontra.core.errors import Findings, Refused
from reskontra.core.exchange import PAR
from tests import books, build
from tests.formats import test_rates_ecb

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

OWN = "currency,date,rate,per\nEUR,2026-01-02,11.20,\nJPY,2026-01-02,7.05,100\n"


def load(
    company: CompanyFacts, text: str = OWN, *, wanted: RatesWanted = ALL_RATES, replaces: bool = False, source: str = ""
) -> RatesLoaded:
    stream = io.BytesIO(text.encode())
    return load_rates(
        company=company, actor=build.ALICE, name="r.csv", stream=stream, source=source, wanted=wanted, replaces=replaces
    )


def told(company: CompanyFacts) -> list[tuple[str, str, float, str]]:
    return [
        (rate.currency, rate.start_date.isoformat(), rate.rate_e8 / PAR, rate.source)
        for rate in list_rates(company=company)
    ]


def test_a_file_is_loaded_once(company: CompanyFacts) -> None:
    assert load(company) == RatesLoaded(2, 0, 0, "r.csv")
    assert told(company) == [("EUR", "2026-01-02", 11.2, "r.csv"), ("JPY", "2026-01-02", 0.0705, "r.csv")]
    assert Currency.objects.filter(company=company.id, code="JPY").exists()
    (event,) = Event.objects.filter(company=company.id, action="rates.loaded")
    assert event.subject == "r.csv"
    before = books.contents()
    assert load(company) == RatesLoaded(0, 2, 0, "r.csv")
    assert books.contents() == before


def test_the_ecb_is_crossed_and_says_so(company: CompanyFacts) -> None:
    text = test_rates_ecb.XML.replace('rate="15.6466"', 'rate="15"').replace("2026-01-02", "2026-01-04")
    with pytest.raises(Findings) as refusal:
        load(company, text)  # the earlier day has no krona
    assert "none of SEK" in str(refusal.value)
    assert load(company, text.replace('currency="EEK" rate="15"', 'currency="SEK" rate="11.22"')).new == 4
    assert told(company)[2:] == [
        ("USD", "2026-01-04", 10.2, "ECB: EUR/SEK 11.22, EUR/USD 1.1000"),
        ("USD", "2026-01-05", 10.0, "ECB: EUR/SEK 11.2000, EUR/USD 1.1200"),
    ]


def test_a_rate_that_differs_is_replaced_only_when_asked(company: CompanyFacts) -> None:
    load(company)
    other = OWN.replace("11.20", "11.30")
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        load(company, other)
    (finding,) = refusal.value.findings
    assert isinstance(finding, RateDiffers)
    assert str(finding) == (
        "row 2, rate: EUR costs 11.20000000 from 2026-01-02 already, and the file says 11.30000000. "
        "Correct the file, or load it with --replace."
    )
    assert books.contents() == before
    assert load(company, other, replaces=True, source="Riksbanken") == RatesLoaded(0, 1, 1, "Riksbanken")
    assert told(company)[0] == ("EUR", "2026-01-02", 11.3, "Riksbanken")


def test_a_day_twice_in_a_file(company: CompanyFacts) -> None:
    assert load(company, OWN + "EUR,2026-01-02,11.2,\n").new == 2
    with pytest.raises(Findings) as refusal:
        load(company, OWN + "EUR,2026-01-02,11.21,\n")
    assert [type(one) for one in refusal.value.findings] == [RateTwice]


def test_only_what_is_wanted(company: CompanyFacts) -> None:
    later = OWN + "EUR,2026-01-05,11.25,\n"
    assert load(company, later, wanted=RatesWanted(frozenset({"EUR"}), date(2026, 1, 3))).new == 1
    assert told(company) == [("EUR", "2026-01-05", 11.25, "r.csv")]
    with pytest.raises(NothingQuoted) as refusal:
        load(company, later, wanted=RatesWanted(frozenset({"USD"})))
    assert "r.csv has 0 of the rates wanted." in str(refusal.value)


def test_nothing_is_loaded_of_a_file_with_one_bad_row(company: CompanyFacts) -> None:
    before = books.contents()
    with pytest.raises(Refused):
        load(company, OWN + "EUR,2026-01-05,eleven,\n")
    assert books.contents() == before


def test_rates_are_listed_by_currency_and_day(company: CompanyFacts) -> None:
    load(company, OWN + "EUR,2026-01-05,11.25,\nEUR,2026-01-08,11.26,\n")
    found = list_rates(company=company, currencies=["EUR"], since=date(2026, 1, 3), until=date(2026, 1, 7))
    assert [rate.start_date for rate in found] == [date(2026, 1, 5)]
    assert list_rates(company=build.new_company(name="Sydan AB")) == []
