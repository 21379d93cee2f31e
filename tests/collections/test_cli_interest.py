"""interest-terms, interest-rates and reference-rate on the command line."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.cli_interest import interest_rates_app, interest_terms, reference_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.late_payment_law import half_year_of
from reskontra.interface.clock import today
from tests.command_line import done, refused

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LAW = "SE-RÄNTELAGEN"


def test_terms_of_ones_own(company: CompanyFacts) -> None:
    assert "STANDARD" in done(interest_terms, "list", "--lang", "en").out
    words = ("--rate", "1,5", "--days", "30", "--fee", "60.00", "--fee-in", "eur=5", "--charged", "all")
    told = done(interest_terms, "add", "M", "--name", "By the month", *words, "--on-fees", "--lang", "en").out
    assert told == "M: 1.5 % in 30 days, by the day on what is owed; open entries and those paid late.\n"
    assert "counts nothing" not in done(interest_terms, "change", "M", "--rate", "2", "--lang", "en").out
    done(interest_rates_app, "add", "M", "2026-01-01", "11", "--currency", "eur", "--source", "agreed")
    assert "counts nothing while M" in done(interest_terms, "change", "M", "--rate", "2", "--lang", "en").out
    (row, _standard) = done(interest_terms, "list", "--format", "json").json
    assert (row["fee"], row["fees"], row["charged"], row["on_fees"], row["percent"]) == (
        "60.00", {"EUR": "5.00"}, "all", True, "2",
    )  # fmt: skip
    rates = [{
        "terms": "M", "currency": "EUR", "start_date": "2026-01-01", "percent": "11", "period_days": 365,
        "source": "agreed",
    }]  # fmt: skip
    assert done(interest_rates_app, "list", "M", "--format", "json").json == rates == row["rates"]
    done(interest_rates_app, "delete", "M", "2026-01-01", "--currency", "EUR")
    assert done(interest_terms, "show", "M", "--format", "json").json["rates"] == []
    shown = done(interest_terms, "show", "M", "--lang", "en").out
    assert "Interest on fees: yes" in shown
    assert "Days: Actual days\n" in shown
    done(interest_terms, "change", "M", "--day-count", "actual-actual")
    assert "Days: Actual days, 366 in a leap year\n" in done(interest_terms, "show", "M", "--lang", "en").out
    assert "more than 60.00" in refused(interest_terms, "change", "M", "--fee", "60.01", "--lang", "en")
    for words in (("--fee-in", "EURO=5"), ("--method", "hourly"), ("--rate", "-1"), ("--rate", "101")):
        refused(interest_terms, "change", "M", *words)
    refused(interest_rates_app, "list", "N")


def test_the_law_and_its_half_years(company: CompanyFacts) -> None:
    done(interest_terms, "change", "STANDARD", "--reference", "none")
    half_year = half_year_of(today())
    told = done(interest_terms, "install", LAW, "--lang", "en").out
    assert f"{LAW}: 10 % a year, by the day on what is owed; open entries.\n" in told
    assert (f"reskontra reference-rate add {half_year} PERCENT" in told) is (half_year > date(2026, 1, 1))
    later = date(half_year.year + 1, 1, 1).isoformat()
    assert done(reference_rate, "add", later, "--lang", "sv", "--", "-0.5").out == f"{LAW}: 7,5 % från {later}.\n"
    assert "not entered" not in done(interest_rates_app, "list", LAW, "--lang", "en").out
    assert "+ 8" in done(interest_terms, "show", LAW).out
    assert "below zero" in refused(reference_rate, "add", half_year.isoformat(), "--lang", "en", "--", "-9")
    done(interest_terms, "change", LAW, "--reference", "none")
    refused(reference_rate, "add", half_year.isoformat(), "2")
