"""Which company is meant, which days are open, which rate is in force."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reskontra.companies import queries
from reskontra.companies.actions import change_settings, move_periods, set_rate
from reskontra.companies.queries import CompanyFacts, find_company, first_open_day, open_fiscal_years, rate_on
from reskontra.core.errors import Refused
from tests import build

pytestmark = pytest.mark.django_db


def test_the_only_company_needs_no_name(company: CompanyFacts) -> None:
    assert find_company(name="") == company


def test_a_name_is_found_whatever_its_case(company: CompanyFacts) -> None:
    assert find_company(name="nordan ab") == company


@pytest.mark.parametrize(
    ("case", "names", "wanted", "text"),
    [
        ("none there", [], "", "There is no company yet. Make one with reskontra init --company NAME."),
        ("two there", ["A", "B"], "", "There are 2 companies. Choose one of A, B with --company."),
        (
            "another name",
            ["A", "B"],
            "C",
            'There is no company "C". Use one of A, B, or make it with reskontra init --company NAME.',
        ),
    ],
)
def test_a_company_is_not_found(case: str, names: list[str], wanted: str, text: str) -> None:
    for name in names:
        build.new_company(name=name)
    with pytest.raises(Refused) as told:
        find_company(name=wanted)
    assert str(told.value) == text


def close(company: CompanyFacts, year: str, through: date | None = None, move: str = "close") -> None:
    move_periods(company=company, actor=build.BOB, fiscal_year=year, move=move, through=through)


def test_days_in_open_periods_have_their_fiscal_year(company: CompanyFacts) -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 1)]
    assert open_fiscal_years(company=company, dates=days) == {days[0]: "2025", days[1]: "2026"}


@pytest.mark.parametrize(
    ("case", "day", "text"),
    [
        ("closed", date(2026, 1, 31), "2026-01-31 is in a period that is closed. The first open day is 2026-03-01."),
        ("locked", date(2025, 5, 5), "2025-05-05 is in a period that is locked. The first open day is 2026-03-01."),
        ("no year", date(2024, 5, 5), "2024-05-05 is in no fiscal year. Add one with reskontra fiscal-year add 2024."),
    ],
)
def test_a_day_that_is_not_open_is_refused(company: CompanyFacts, case: str, day: date, text: str) -> None:
    close(company, "2025")
    close(company, "2025", move="lock")
    close(company, "2026", date(2026, 2, 28))
    with pytest.raises(Refused) as told:
        open_fiscal_years(company=company, dates=[day])
    assert str(told.value) == text


def test_the_first_open_day_is_the_day_itself_or_a_later_one(company: CompanyFacts) -> None:
    close(company, "2026", date(2026, 2, 28))
    days = {day: first_open_day(company=company, day=day) for day in (date(2026, 1, 15), date(2026, 3, 15))}
    assert days == {date(2026, 1, 15): date(2026, 3, 1), date(2026, 3, 15): date(2026, 3, 15)}


def test_there_may_be_no_open_day_left(company: CompanyFacts) -> None:
    close(company, "2026")
    with pytest.raises(queries.NoOpenPeriod, match="and no later one is open"):
        first_open_day(company=company, day=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("case", "day", "rate"),
    [
        ("on the day itself", date(2026, 1, 10), 11),
        ("the latest before", date(2026, 1, 19), 11),
        ("from the next day on another", date(2026, 1, 20), 12),
    ],
)
def test_the_rate_in_force(company: CompanyFacts, case: str, day: date, rate: int) -> None:
    for start, units in ((date(2026, 1, 20), 12), (date(2026, 1, 10), 11)):
        set_rate(company=company, actor=build.BOB, currency="EUR", day=start, rate_e8=units * 10**8)
    assert rate_on(company=company, currency="EUR", day=day) == rate * 10**8


def test_local_currency_needs_no_rate(company: CompanyFacts) -> None:
    assert rate_on(company=company, currency="SEK", day=date(1999, 1, 1)) == 10**8


def test_the_rates_of_many_days_are_asked_for_once(company: CompanyFacts, django_assert_num_queries: Any) -> None:
    for start, units in ((date(2026, 1, 20), 12), (date(2026, 1, 10), 11)):
        set_rate(company=company, actor=build.BOB, currency="EUR", day=start, rate_e8=units * 10**8)
    days = [date(2026, 1, day) for day in (9, 10, 19, 20, 31)]
    wanted = [(currency, day) for day in days for currency in ("EUR", "SEK", "USD")]
    with django_assert_num_queries(1):
        found = queries.rates_on(company=company, wanted=wanted)
    assert [found.get(("EUR", day)) for day in days] == [None, *(units * 10**8 for units in (11, 11, 12, 12))]
    assert {found["SEK", day] for day in days} == {10**8}
    assert ("USD", days[0]) not in found


def test_a_day_before_every_rate_has_none(company: CompanyFacts) -> None:
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 10), rate_e8=11 * 10**8)
    with pytest.raises(queries.RateMissing, match="no exchange rate for EUR on 2026-01-09"):
        rate_on(company=company, currency="EUR", day=date(2026, 1, 9))


def test_a_source_is_numbered_in_the_series_that_is_set(company: CompanyFacts) -> None:
    assert queries.series_of(company=company, source="BANK") == "B"
    assert queries.series_of(company=company, source="SOMETHING") == "A"
    change_settings(company=company, actor=build.BOB, values={"voucher_series": {"BANK": "L"}})
    assert queries.series_of(company=company, source="BANK") == "L"


def test_what_a_company_has_of_the_preset(company: CompanyFacts) -> None:
    assert queries.exchange_accounts(company=company) == ("3960", "7960", "3960", "7960")
    assert queries.rounding_limits(company=company) == {"SEK": 99, "NOK": 99, "DKK": 99, "EUR": 2}
    assert ("PAYMENT", "30D2P10") in queries.terms_codes(company=company)
