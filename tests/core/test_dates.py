"""Date formulas and fiscal years."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core import dates
from reskontra.core.dates import parse_formula, periods_of_year

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("case", "formula", "start", "reached"),
    [
        ("blank is the same day", "", "2026-01-31", "2026-01-31"),
        ("30 days", "30D", "2026-01-31", "2026-03-02"),
        ("5 days", "5D", "2026-12-29", "2027-01-03"),
        ("a month, clamped", "1M", "2026-01-31", "2026-02-28"),
        ("a month in a leap year", "1M", "2028-01-31", "2028-02-29"),
        ("the current month's end", "CM", "2026-02-03", "2026-02-28"),
        ("month end plus ten", "CM+10D", "2026-02-03", "2026-03-10"),
        ("month end already", "CM+10D", "2026-02-28", "2026-03-10"),
        ("next month's end", "1M+CM", "2026-01-31", "2026-02-28"),
        ("a month less a day", "1M-1D", "2026-03-01", "2026-03-31"),
        ("this month's first day", "-CM", "2026-02-17", "2026-02-01"),
        ("two weeks", "2W", "2026-02-03", "2026-02-17"),
        ("this week's Sunday", "CW", "2026-02-03", "2026-02-08"),
        ("this quarter's end", "CQ", "2026-02-03", "2026-03-31"),
        ("this year's end", "CY", "2026-02-03", "2026-12-31"),
        ("a quarter and a year", "1Q+1Y", "2026-11-30", "2028-02-28"),
        ("backwards over the year", "-2M", "2026-01-31", "2025-11-30"),
        ("small letters and blanks", " cm + 10 d", "2026-02-03", "2026-03-10"),
        ("the current day", "CD", "2026-02-03", "2026-02-03"),
        ("in Swedish letters", "lm + 2v", "2026-02-03", "2026-03-14"),
        ("a quarter and a year, in Swedish", "1K+1Å", "2026-11-30", "2028-02-28"),
    ],
)
def test_formula(case, formula, start, reached):
    assert parse_formula(formula).after(date.fromisoformat(start)) == date.fromisoformat(reached)


@pytest.mark.parametrize("text", ["30", "D", "30X", "CM10D", "1M1D", "++1D", "CM+", "99999D", "1.5M", "٣D", "30 days"])
def test_formula_refuses(text):
    with pytest.raises(dates.NotADateFormula) as told:
        parse_formula(text)
    assert f'"{text}"' in str(told.value)


@pytest.mark.parametrize(
    ("formula", "start"), [("9999Y", "2026-01-01"), ("-9999M", "0800-01-01"), ("CM+1D", "9999-12-03")]
)
def test_formula_leaves_the_calendar(formula, start):
    with pytest.raises(dates.DateBeyondCalendar):
        parse_formula(formula).after(date.fromisoformat(start))


@pytest.mark.parametrize("text", ["", "30D", "CM+10D", "1M-1D", "-CM", "-2W+CY"])
def test_written_as_read(text):
    assert str(parse_formula(text)) == text
    assert parse_formula(f"+{text}" if text and text[0] != "-" else text) == parse_formula(text)


@given(DAYS, st.integers(-600, 600))
def test_months_keep_the_day_or_clamp(start, months):
    reached = dates.add_months(start, months)
    assert reached.day == start.day or (reached.day < start.day and reached == dates.month_end(reached))


@pytest.mark.parametrize(
    ("case", "first", "last", "months", "starts", "ends"),
    [
        ("the calendar year", "2026-01-01", "2026-12-31", 12, "2026-01-01", "2026-12-31"),
        ("broken", "2026-05-01", "2027-04-30", 12, "2026-05-01", "2027-04-30"),
        ("short", "2026-09-01", "2026-12-31", 4, "2026-09-01", "2026-12-31"),
        ("long, from inside a month", "2025-09-17", "2026-12-31", 16, "2025-09-17", "2026-12-31"),
        ("the longest", "2025-07-01", "2026-12-31", 18, "2025-07-01", "2026-12-31"),
        ("ends inside a month", "2026-01-01", "2026-03-10", 3, "2026-01-01", "2026-03-10"),
        ("a day", "2026-03-10", "2026-03-10", 1, "2026-03-10", "2026-03-10"),
    ],
)
def test_periods_of_year(case, first, last, months, starts, ends):
    periods = periods_of_year(date.fromisoformat(first), date.fromisoformat(last))
    assert [period.number for period in periods] == list(range(1, months + 1))
    assert periods[0].first_date.isoformat() == starts
    assert periods[-1].last_date.isoformat() == ends


def test_first_period_of_a_year_from_inside_a_month():
    periods = periods_of_year(date(2025, 9, 17), date(2026, 12, 31))
    assert (periods[0].last_date, periods[1].first_date) == (date(2025, 9, 30), date(2025, 10, 1))


@pytest.mark.parametrize(
    ("case", "first", "last", "refusal"),
    [
        ("backwards", "2026-12-31", "2026-01-01", dates.FiscalYearBackwards),
        ("19 months", "2025-06-30", "2026-12-31", dates.FiscalYearTooLong),
    ],
)
def test_periods_refuse(case, first, last, refusal):
    with pytest.raises(refusal):
        periods_of_year(date.fromisoformat(first), date.fromisoformat(last))


@given(DAYS, st.integers(0, 500))
def test_periods_cover_the_year_without_gaps(first, length):
    last = first + timedelta(days=length)
    periods = periods_of_year(first, last)
    days = sum((period.last_date - period.first_date).days + 1 for period in periods)
    assert days == length + 1
    assert all(one.last_date + timedelta(days=1) == two.first_date for one, two in itertools.pairwise(periods))


@pytest.mark.parametrize(
    ("last", "following"),
    [("2026-12-31", ("2027-01-01", "2027-12-31")), ("2027-02-28", ("2027-03-01", "2028-02-29"))],
)
def test_year_after(last, following):
    assert tuple(day.isoformat() for day in dates.year_after(date.fromisoformat(last))) == following
