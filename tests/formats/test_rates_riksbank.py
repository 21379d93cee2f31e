"""Riksbanken's export: semicolons or tabs, Swedish decimals, series by name or by what they price."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.core.errors import Malformed
from reskontra.formats.csv_table import NotADate
from reskontra.formats.rates_csv import NotARate
from reskontra.formats.rates_ecb import NoRates
from reskontra.formats.rates_riksbank import RowTooShort, UnitUnstated, columns_of, read_riksbank_csv, separator_of

HEAD = "Period;Grupp;Serie;Värde\n"
GROUP = "Valutor mot svenska kronor"


def told(text: str, per: int | None = None) -> list[tuple[str, Decimal, int]]:
    found = read_riksbank_csv(text, per=per)
    assert (found.source, found.pivot, found.is_inverse) == ("Riksbanken", "SEK", False)
    assert {quote.day for quote in found.quotes} == {date(2026, 1, 2)}
    return [(quote.currency, quote.units, quote.per) for quote in found.quotes]


EUR = ("EUR", Decimal("11.2345"), 1)
YEN = ("JPY", Decimal("7.0512"), 100)


@pytest.mark.parametrize(
    ("case", "text", "quotes"),
    [
        ("series by name", f"{HEAD}2026-01-02;{GROUP};SEKEURPMI;11,2345\n", [EUR]),
        ("what is priced", f"{HEAD}2026-01-02;{GROUP};1 EUR;11,2345\n2026-01-02;{GROUP};100 JPY;7,0512\n", [EUR, YEN]),
        ("name and what is priced", f"{HEAD}2026-01-02;{GROUP};SEKJPYPMI (100 JPY);7,0512\n", [YEN]),
        ("a column of units", "Datum;Serie;Enhet;Värde\n2026-01-02;SEKJPYPMI;100;7,0512\n", [YEN]),
        ("tabs", f"{HEAD}2026-01-02;{GROUP};1 EUR;11,2345\n".replace(";", "\t"), [EUR]),
        ("a holiday", f"{HEAD}2026-01-01;{GROUP};1 EUR;\n2026-01-02;{GROUP};1 EUR;11,2345\n", [EUR]),
        ("another series", f"{HEAD}2026-01-02;Räntor;SECBREPOEFF;2,00\n2026-01-02;x;1 EUR;11,2345\n", [EUR]),
        ("in English", "Date;Series;Value\n2026-01-02;SEKEURPMI;11.2345\n", [EUR]),
    ],
)
def test_quotes(case: str, text: str, quotes: list[tuple[str, Decimal, int]]) -> None:
    assert told(text) == quotes


def test_whether_a_price_is_for_1_or_100_is_never_guessed() -> None:
    text = f"{HEAD}2026-01-02;{GROUP};SEKEURPMI;11,2345\n2026-01-02;{GROUP};SEKJPYPMI;7,0512\n"
    with pytest.raises(UnitUnstated) as refusal:
        told(text)
    assert str(refusal.value).startswith("row 3: The series SEKJPYPMI does not say")
    assert told(text, per=100) == [EUR, YEN]


@pytest.mark.parametrize(
    ("case", "row", "refusal", "place"),
    [
        ("no price", "2026-01-02;x;1 EUR;elva", NotARate, "row 2, value"),
        ("no day", "2026-02-30;x;1 EUR;11,2", NotADate, "row 2, date"),
        ("too short", "2026-01-02;x", RowTooShort, "row 2"),
        ("nothing", "2026-01-02;x;1 EUR;", NoRates, ""),
    ],
)
def test_refusals_say_where(case: str, row: str, refusal: type[Malformed], place: str) -> None:
    with pytest.raises(refusal) as told_:
        told(HEAD + row + "\n")
    assert told_.value.place == place


def test_columns_by_their_titles() -> None:
    assert columns_of(["Datum", " SERIE ", "Värde"]) == {"day": 0, "series": 1, "value": 2}
    assert separator_of("a;b;c\n1,2,3,4,5\n") == ";"
