"""company, fiscal-year and rate on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reskontra.companies.cli import company as companies_app
from reskontra.companies.cli import fiscal_year, rate
from reskontra.companies.queries import CompanyFacts, fiscal_years, periods, rates
from tests import build
from tests.command_line import done, refused, run
from tests.formats import test_rates_archive, test_rates_ecb, test_rates_norges_bank, test_rates_riksbank

pytestmark = pytest.mark.django_db

NORGES_BANK = test_rates_norges_bank.HEAD + "".join(
    test_rates_norges_bank.row(currency, power, "2026-01-02", price)
    for currency, power, price in (("EUR", "0", "11.7"), ("SEK", "2", "104.15"))
)


def test_companies_are_listed(company: CompanyFacts) -> None:
    build.new_company(name="Sydan GmbH", preset="ifrs", country="DE", currency="EUR")
    rows = [line.split() for line in done(companies_app, "list").out.splitlines()]
    assert rows[1:] == [["Nordan", "AB", "SE", "SEK", "se-bas"], ["Sydan", "GmbH", "DE", "EUR", "ifrs"]]


def test_lists_are_given_to_programs_as_json(company: CompanyFacts) -> None:
    assert done(companies_app, "list", "--format", "json").json == [
        {
            "name": "Nordan AB",
            "country": "SE",
            "currency": "SEK",
            "preset": "se-bas",
            "organisation_number": "",
            "vat_number": "",
            "archived_at": None,
        }
    ]
    year = {"fiscal_year": "2025", "start": "2025-01-01", "end": "2025-12-31", "periods": {"open": 12}}
    assert done(fiscal_year, "list", "--format", "json").json[0] == year


@pytest.mark.parametrize(
    ("case", "words", "code", "end"),
    [
        ("a calendar year", [2030], "2030", date(2030, 12, 31)),
        ("a broken year", [2030, "--start", "07-01"], "2030/31", date(2031, 6, 30)),
        ("a prolonged year", [2030, "--start", "07-01", "--months", 18], "2030/31", date(2031, 12, 31)),
        ("from a month's last day", [2030, "--start", "08-31", "--months", 6], "2030/31", date(2031, 2, 27)),
    ],
)
def test_a_fiscal_year_is_added(company: CompanyFacts, case: str, words: list[object], code: str, end: date) -> None:
    assert done(fiscal_year, "add", *words).out == f"Fiscal year {code} added.\n"
    assert fiscal_years(company=company)[-1][::2] == (code, end)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("no such day", ["2030", "--start", "02-30"]),
        ("no month", ["2030", "--months", "0"]),
        ("19 months", ["2030", "--months", "19"]),
        ("beyond the calendar", ["9999"]),
        ("no year", ["next"]),
    ],
)
def test_wrong_usage_of_fiscal_year_add(company: CompanyFacts, case: str, words: list[str]) -> None:
    assert run(fiscal_year, "add", *words).code == 2


def test_a_fiscal_year_that_overlaps_is_refused(company: CompanyFacts) -> None:
    assert refused(fiscal_year, "add", 2026).startswith("2026-01-01 to 2026-12-31 overlaps the fiscal year 2026.")


def test_fiscal_years_are_listed_with_the_states_of_their_periods(company: CompanyFacts) -> None:
    done(fiscal_year, "close", "2025", "--through", "2025-03-31")
    rows = [" ".join(line.split()) for line in done(fiscal_year, "list").out.splitlines()]
    assert rows[1:] == ["2025 2025-01-01 2025-12-31 3 closed, 9 open", "2026 2026-01-01 2026-12-31 12 open"]


def test_periods_are_closed_opened_again_and_locked(company: CompanyFacts) -> None:
    said = [done(fiscal_year, verb, "2025").out for verb in ("close", "reopen", "close", "lock")]
    assert said[0] == "2025: 12 periods are closed, the first begins 2025-01-01.\n"
    assert [line.split()[4] for line in said] == ["closed,", "open", "closed,", "locked,"]
    assert {p.state for p in periods(company=company) if p.fiscal_year_code == "2025"} == {"LOCKED"}


@pytest.mark.parametrize("verb", ["reopen", "lock"])
def test_a_move_that_moves_nothing_is_refused(company: CompanyFacts, verb: str) -> None:
    assert refused(fiscal_year, verb, "2026") == (
        "No period of 2026 up to 2026-12-31 is closed. Name a later day or another fiscal year.\n"
    )


@pytest.mark.parametrize(
    ("case", "words", "rate_e8"),
    [
        ("per unit", ["EUR", "2026-01-02", "11.2345"], 11_2345_0000),
        ("per hundred", ["jpy", "2026-01-02", "7.05", "--per", "100"], 705_0000),
    ],
)
def test_a_rate_is_set(company: CompanyFacts, case: str, words: list[str], rate_e8: int) -> None:
    done(rate, "add", *words)
    assert rates(company=company, currency=words[0].upper()) == [(date(2026, 1, 2), rate_e8)]


@pytest.mark.parametrize(
    ("case", "currency", "price", "text"),
    [
        ("no currency", "XYZ", "11", '"XYZ" is not a currency'),
        ("no figure", "EUR", "eleven", '"eleven" is not an amount.'),
        ("below zero", "EUR", "-1", "The exchange rate of EUR is -1."),
        ("no number", "EUR", "NaN", "The exchange rate of EUR is NaN."),
        ("too fine", "EUR", "1.123456789", "The exchange rate 1.123456789 has more than 8 decimals."),
        ("beyond measure", "EUR", "1e30", "The exchange rate of EUR is "),
    ],
)
def test_a_rate_is_refused(company: CompanyFacts, case: str, currency: str, price: str, text: str) -> None:
    assert text in refused(rate, "add", currency, "2026-01-02", "--", price)


@pytest.mark.parametrize(
    ("case", "names", "text"),
    [("no company yet", [], "There is no company yet."), ("which of two", ["A", "B"], "There are 2 companies.")],
)
def test_a_company_must_be_meant(db: None, case: str, names: list[str], text: str) -> None:
    for name in names:
        build.new_company(name=name)
    assert refused(fiscal_year, "list").startswith(text)


def test_rates_are_loaded_from_a_file_and_listed(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("currency,date,rate,per\nEUR,2026-01-02,11.20,\nJPY,2026-01-02,7.05,100\n")
    words = ["load", path, "--source", "Banken"]
    assert done(rate, *words).out == "rates.csv: 2 rates new, 0 known before, 0 replaced (Banken).\n"
    assert done(rate, "list", "--currency", "jpy", "--format", "json").json == [
        {"currency": "JPY", "from": "2026-01-02", "rate": "0.0705", "source": "Banken"}
    ]
    shown = [line.split() for line in done(rate, "list", "--from", "2026-01-01", "--to", "2026-01-31").out.splitlines()]
    assert shown[1:] == [["EUR", "2026-01-02", "11.2", "Banken"], ["JPY", "2026-01-02", "0.0705", "Banken"]]


def test_rates_that_differ_are_refused_with_their_place(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("currency,date,rate\nEUR,2026-01-02,11.20\n")
    done(rate, "load", path)
    path.write_text("currency,date,rate\nEUR,2026-01-02,11.30\n")
    assert refused(rate, "load", path).startswith("rates.csv, row 2, rate: EUR costs 11.2")
    assert "1 replaced" in done(rate, "load", path, "--replace", "--currency", "EUR", "--from", "2026-01-01").out


@pytest.mark.parametrize(
    ("case", "data", "options", "loaded"),
    [
        ("ECB's XML", test_rates_ecb.XML.replace("EEK", "SEK"), [], "4 rates new"),
        ("ECB's day", test_rates_ecb.DAILY, [], "3 rates new"),
        ("Riksbanken's old export", f"{test_rates_riksbank.HEAD}2026-01-02;x;1 EUR;11,2345\n", [], "1 rate new"),
        ("Riksbanken's service", '[{"date": "2026-01-02", "value": 11.2345}]', ["--currency", "EUR"], "1 rate new"),
        ("Norges Bank", NORGES_BANK, [], "2 rates new"),
    ],
)
def test_a_central_banks_file_is_loaded(
    company: CompanyFacts, tmp_path: Path, case: str, data: str, options: list[str], loaded: str
) -> None:
    path = tmp_path / "rates"
    path.write_text(data)
    assert loaded in done(rate, "load", str(path), *options).out
    assert done(rate, "load", str(path), *options).out.startswith("rates: 0 rates new")


def test_the_ecbs_packed_history_is_loaded(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "eurofxref-hist.zip"
    history = "Date,USD,CYP,SEK,\n2026-01-05,1.12,N/A,11.20,\n2026-01-02,1.10,N/A,11.10,\n"
    path.write_bytes(test_rates_archive.packed(history.encode()))
    assert "4 rates new" in done(rate, "load", str(path)).out
    path.write_bytes(test_rates_archive.packed(b"a", b"b"))
    assert "eurofxref-hist.zip, The archive has 2 files." in refused(rate, "load", str(path))


def test_a_list_of_no_currency_is_refused(company: CompanyFacts, tmp_path: Path) -> None:
    path = tmp_path / "rates.json"
    path.write_text('[{"date": "2026-01-02", "value": 11.2345}]')
    assert "does not say of which currency" in refused(rate, "load", str(path))
