"""Riksbanken's web service: values by series, and those of one series."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from reskontra.core.errors import Malformed
from reskontra.core.quoted_rates import Quote
from reskontra.formats.csv_table import NotADate
from reskontra.formats.rates_csv import NotARate
from reskontra.formats.rates_ecb import NoRates
from reskontra.formats.rates_riksbank import UnitUnstated
from reskontra.formats.rates_riksbank_json import SeriesUnstated, is_observations, read_riksbank_json

DAY = date(2026, 1, 2)


def observation(series: str = "SEKEURPMI", day: str = "2026-01-02", value: object = 11.2345) -> dict[str, object]:
    return {"seriesId": series, "date": day, "value": value} if series else {"date": day, "value": value}


def read(*observations: dict[str, object], per: int | None = None, currency: str = "") -> tuple[Quote, ...]:
    found = read_riksbank_json(json.dumps(observations), per=per, currency=currency)
    assert (found.source, found.pivot, found.is_inverse) == ("Riksbanken", "SEK", False)
    return found.quotes


def test_the_latest_values_of_a_group() -> None:
    others = observation("SECBREPOEFF", value=2.0), observation("SEKUSDPMI", value=None)
    assert read(observation(), *others) == (Quote("EUR", DAY, Decimal("11.2345"), 1, "observation 1"),)


def test_the_values_of_one_series() -> None:
    assert read(observation(""), currency="EUR") == (Quote("EUR", DAY, Decimal("11.2345"), 1, "observation 1"),)
    (yen,) = read(observation("", value=0.0705), currency="JPY", per=1)
    assert (yen.currency, yen.units, yen.per) == ("JPY", Decimal("0.0705"), 1)


@pytest.mark.parametrize(
    ("case", "one", "refusal", "place"),
    [
        ("no series", observation(""), SeriesUnstated, ""),
        ("no price", observation(value="elva"), NotARate, "observation 1, value"),
        ("no day", observation(day="2026-02-30"), NotADate, "observation 1, date"),
        ("1 or 100", observation("SEKJPYPMI", value=0.07), UnitUnstated, "observation 1"),
        ("no rates", observation("SECBREPOEFF"), NoRates, ""),
    ],
)
def test_refusals_say_where(case: str, one: dict[str, object], refusal: type[Malformed], place: str) -> None:
    with pytest.raises(refusal) as told:
        read(one)
    assert told.value.place == place


@pytest.mark.parametrize("text", ["", "[]", "[1]", "{}", "[{}]", "[", "[" * 100_000, '[{"date": "2026-01-02"}]'])
def test_what_is_no_such_list(text: str) -> None:
    assert not is_observations(text)
