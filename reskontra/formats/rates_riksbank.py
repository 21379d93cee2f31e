"""Exchange rates as Riksbanken exports them: separated by semicolons or tabs, with Swedish decimals.

A row per day and series: Period (or Datum), Grupp, Serie, Värde. A series is named SEKEURPMI or by what the price is
for: "1 EUR", "100 JPY". The name alone does not tell whether the price is for 1 or 100: for most currencies both
have been used. Where neither the series nor a column Enhet says so, the user must. Days without a price are empty.

source    https://www.riksbank.se/sv/statistik/rantor-och-valutakurser/sok-rantor-och-valutakurser/
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from reskontra.core.errors import Malformed
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.quoted_rates import Quotation, Quote
from reskontra.formats.rates_ecb import NoRates, day_of, rate_of

SOURCE = "Riksbanken"
TITLES = {
    "day": ("period", "datum", "date"),
    "series": ("serie", "series"),
    "value": ("värde", "value", "medel", "average"),
    "unit": ("enhet", "unit", "antal"),
}
_SERIES = re.compile(r"SEK([A-Z]{3})PMI", re.ASCII)
_PRICE_OF = re.compile(r"\b(1|10|100|1000)\s+([A-Z]{3})\b", re.ASCII)
_UNIT = re.compile(r"(1|10|100|1000)(?:\s+[A-Z]{3})?", re.ASCII)
_ALWAYS_ONE = frozenset({"AUD", "CAD", "EUR", "GBP", "USD"})
_NO_PRICE = ("", "-", "n/a", "N/A", "NaN")


class UnitUnstated(Malformed):
    code = "unit_unstated"
    template = (
        'The series {series} does not say whether it is the price of 1 or 100 {currency}. Add a column "Enhet" with '
        "1 or 100, or load the file with --per."
    )


class RowTooShort(Malformed):
    code = "row_too_short"
    template = "The row has {count:value|values}, and the header {expected}. Export the file again."


def read_riksbank_csv(text: str, *, per: int | None = None) -> Quotation:
    """Prices in kronor; series that are no exchange rates are passed over.

    per       what the prices are for where the file does not say
    refuses   RowTooShort, NotADate, NotARate, UnitUnstated: at the first; NoRates
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    columns = columns_of(next(rows, []))
    quotes = tuple(_quotes(rows, columns, per))
    if not quotes:
        raise NoRates(source=SOURCE, count=0)
    return Quotation(SOURCE, "SEK", quotes)


def separator_of(text: str) -> str:
    first = text.partition("\n")[0]
    return max(";\t,", key=first.count)


def columns_of(titles: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the names of TITLES; what is not found is left out."""
    folded = [title.strip().casefold() for title in titles]
    return {
        name: folded.index(known)
        for name, words in TITLES.items()
        for known in [next((word for word in words if word in folded), "")]
        if known
    }


def _quotes(rows: Iterator[list[str]], columns: Mapping[str, int], per: int | None) -> Iterator[Quote]:
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(columns.values()):
            raise RowTooShort(place=f"row {number}", count=len(row), expected=max(columns.values()) + 1)
        cells = {name: row[index].strip() for name, index in columns.items()}
        currency, units = priced(cells["series"])
        if currency not in currency_codes.CODES or cells["value"] in _NO_PRICE:
            continue
        stated = units or _units(cells.get("unit", ""))
        unit = unit_of(currency, cells["series"], stated, per, place=f"row {number}")
        price = rate_of(_decimal(cells["value"]), place=f"row {number}, value")
        day = day_of(cells["day"], place=f"row {number}, date")
        yield Quote(currency, day, price, unit, f"row {number}")


def unit_of(currency: str, series: str, stated: int | None, per: int | None, *, place: str) -> int:
    """How many units a price is for: as stated, as is known of the currency, or as the user says.

    refuses   UnitUnstated
    """
    unit = stated or (1 if currency in _ALWAYS_ONE else per)
    if unit is None:
        raise UnitUnstated(place=place, series=series[:40], currency=currency)
    return unit


def priced(series: str) -> tuple[str, int | None]:
    """The currency a series prices, and how many of it where the name says so: ("JPY", 100)."""
    named, stated = _SERIES.search(series), _PRICE_OF.search(series)
    if stated and (named is None or named[1] == stated[2]):
        return stated[2], int(stated[1])
    return (named[1], None) if named else (series if len(series) == 3 else "", None)


def _units(cell: str) -> int | None:
    found = _UNIT.fullmatch(cell)
    return int(found[1]) if found else None


def _decimal(text: str) -> str:
    return text.replace("\xa0", "").replace(" ", "").replace(",", ".")
