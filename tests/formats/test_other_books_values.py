"""All rows together tell how a file writes amounts and days; what no row tells is asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats.definition_values import Plain
from reskontra.formats.other_books_values import (
    DAY_FORMATS,
    AmountOfNoShape,
    AmountsAmbiguous,
    AmountsUnlike,
    DaysAmbiguous,
    DaysUnlike,
    Writing,
    amount_of,
    day_of,
)


def seen(amounts: list[str] | None = None, days: list[str] | None = None, decimal: str = "") -> Writing:
    writing = Writing(decimal=decimal, days=DAY_FORMATS)
    for number, text in enumerate(amounts or [], 2):
        writing.see_amount(text, f"row {number}")
    for number, text in enumerate(days or [], 2):
        writing.see_day(text, f"row {number}")
    writing.decide()
    return writing


@given(
    amounts=st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=8),
    style=st.sampled_from([(",", " "), (",", "."), (".", ","), (".", ""), (",", "\u00a0"), (".", "'")]),
)
def test_amounts_are_read_as_they_are_written(amounts: list[Decimal], style: tuple[str, str]) -> None:
    decimal, thousands = style
    written = [f"{one:,.2f}".replace(",", "t").replace(".", decimal).replace("t", thousands) for one in amounts]
    writing = seen(written)
    assert [amount_of(text, writing) for text in written] == amounts


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1.234", "5,50"], ["1234", "5.50"]),
        (["1.234", "1.234.567"], ["1234", "1234567"]),
        (["(12.50)", "12.50-", "+3.00", "−1.00", ""], ["-12.50", "-12.50", "3.00", "-1.00", "0"]),
        ([Plain("1.234"), "7,25"], ["1.234", "7.25"]),
        (["100", "-7"], ["100", "-7"]),
        (["1,234", "1234.567", "0.125", ".5", "7."], ["1234", "1234.567", "0.125", "0.5", "7"]),
    ],
)
def test_one_row_tells_for_another(texts: list[str], read: list[str]) -> None:
    writing = seen(texts)
    assert [amount_of(text, writing) for text in texts] == [Decimal(text) for text in read]


def test_what_is_told_counts() -> None:
    assert amount_of("1.234", seen(["1.234"], decimal=",")) == 1234
    assert amount_of("1.234", seen(["1.234"], decimal=".")) == Decimal("1.234")


@pytest.mark.parametrize(("text", "decimal"), [("1234.56", ","), ("1,234.56", ","), ("1.234,56", "."), ("1,5", ".")])
def test_what_is_told_decides_only_what_is_open(text: str, decimal: str) -> None:
    with pytest.raises(AmountsUnlike) as told:
        seen(["100", text], decimal=decimal)
    assert told.value.place == "row 3"


FORMS = [("%d.%m.%Y", False), ("%Y-%m-%d", False), ("%d/%m/%Y", True), ("%m/%d/%Y", True)]


@given(
    days=st.lists(st.dates(date(2000, 1, 1), date(2039, 12, 31)), min_size=1, max_size=6), form=st.sampled_from(FORMS)
)
def test_days_are_read_as_they_are_written_or_asked_for(days: list[date], form: tuple[str, bool]) -> None:
    written = [day.strftime(form[0]) for day in days]
    try:
        writing = seen(days=written)
    except DaysAmbiguous:
        assert form[1]
        assert all(day.day <= 12 for day in days)
        return
    assert [day_of(text, writing) for text in written] == [day.isoformat() for day in days]


def test_a_time_after_the_day_is_nothing_to_us() -> None:
    assert day_of("2026-03-31 00:00:00", seen(days=["2026-03-31 00:00:00"])) == "2026-03-31"
    assert day_of("", seen()) == ""


def test_six_digits_are_a_short_year() -> None:
    assert day_of("260115", seen(days=["260115"])) == "2026-01-15"
    assert day_of("20260115", seen(days=["20260115"])) == "2026-01-15"
    with pytest.raises(DaysUnlike):
        Writing(decimal="", days=("YYYYMMDD",)).see_day("260115", "row 2")


@pytest.mark.parametrize(
    ("amounts", "days", "refusal", "place"),
    [
        (["12,50", "about 3"], [], AmountOfNoShape, "row 3"),
        (["1,23.45"], [], AmountOfNoShape, "row 2"),
        (["1.234.56"], [], AmountOfNoShape, "row 2"),
        (["12,50", "12.5"], [], AmountsUnlike, "row 3"),
        (["1,250"], [], AmountsAmbiguous, "row 2"),
        ([], ["2026-03-31", "31.03.2026"], DaysUnlike, "row 3"),
        ([], ["01/02/2026"], DaysAmbiguous, "row 2"),
    ],
)
def test_what_is_asked_for(amounts: list[str], days: list[str], refusal: type[Malformed], place: str) -> None:
    with pytest.raises(refusal) as told:
        seen(amounts, days)
    assert told.value.place == place


def test_an_amount_of_two_signs_is_none() -> None:
    with pytest.raises(AmountOfNoShape):
        amount_of("1.2,3,4", seen(["1,5"]))
