"""Norges Bank's export from its data warehouse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.core.errors import Malformed
from reskontra.core.quoted_rates import Quote
from reskontra.formats.csv_table import NotADate
from reskontra.formats.rates_csv import NotARate, NotUnits
from reskontra.formats.rates_ecb import NoRates
from reskontra.formats.rates_norges_bank import read_norges_bank_csv
from reskontra.formats.rates_riksbank import RowTooShort

HEAD = (
    "FREQ;Frequency;BASE_CUR;Base Currency;QUOTE_CUR;Quote Currency;TENOR;Tenor;DECIMALS;CALCULATED;UNIT_MULT;"
    "Unit Multiplier;COLLECTION;Collection Indicator;TIME_PERIOD;OBS_VALUE\n"
)


def row(currency: str, power: str, day: str, price: str, frequency: str = "B") -> str:
    return (
        f"{frequency};Business;{currency};name;NOK;Norwegian krone;SP;Spot;4;false;{power};Units;C;at 14:15;"
        f"{day};{price}\n"
    )


def test_quotes_and_what_they_are_for() -> None:
    text = HEAD + row("EUR", "0", "2026-01-02", "11.7") + row("SEK", "2", "2026-01-02", "104,15")
    found = read_norges_bank_csv(text + row("USD", "0", "2026-01", "10.1", "M") + "\n")
    assert (found.source, found.pivot, found.is_inverse) == ("Norges Bank", "NOK", False)
    assert found.quotes == (
        Quote("EUR", date(2026, 1, 2), Decimal("11.7"), 1, "row 2"),
        Quote("SEK", date(2026, 1, 2), Decimal("104.15"), 100, "row 3"),
    )


def test_thousands_may_be_set_apart() -> None:
    (quote,) = read_norges_bank_csv(HEAD + row("XDR", "2", "2026-01-02", "1,345.60")).quotes
    assert quote.units == Decimal("1345.60")


@pytest.mark.parametrize(
    ("case", "text", "refusal", "place"),
    [
        ("no price", row("EUR", "0", "2026-01-02", "x"), NotARate, "row 2, OBS_VALUE"),
        ("no day", row("EUR", "0", "2026-01-32", "11.7"), NotADate, "row 2, TIME_PERIOD"),
        ("no power", row("EUR", "9", "2026-01-02", "11.7"), NotUnits, "row 2, UNIT_MULT"),
        ("too short", "B;Business;EUR\n", RowTooShort, "row 2"),
        ("none of ours", row("XYZ", "0", "2026-01-02", "11.7"), NoRates, ""),
    ],
)
def test_refusals_say_where(case: str, text: str, refusal: type[Malformed], place: str) -> None:
    with pytest.raises(refusal) as told:
        read_norges_bank_csv(HEAD + text)
    assert told.value.place == place
