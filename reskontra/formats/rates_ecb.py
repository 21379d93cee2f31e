"""Euro foreign exchange reference rates of the European Central Bank, as XML and as CSV; one day or all since 1999.

What one euro costs in each currency. The XML has a Cube per day with a Cube per currency in it. The CSV has a row per
day and a column per currency; the file of one day writes it out (02 January 2026), that of all days as 2026-01-02.
Currencies that no longer are, and days without a price (N/A), are passed over.

source    https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.quoted_rates import Quotation, Quote
from reskontra.formats.csv_table import NotADate, NotUtf8
from reskontra.formats.rates_csv import NotARate, decimal_of
from reskontra.formats.safe_xml import iterate_elements

SOURCE = "ECB"
NAMESPACE = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref"
_CUBE = f"{{{NAMESPACE}}}Cube"
_ENVELOPE = "{http://www.gesmes.org/xml/2002-08-01}Envelope"
_WRITTEN_OUT = re.compile(r"([0-9]{1,2}) ([A-Za-z]+) ([0-9]{4})", re.ASCII)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


class NoRates(Malformed):
    code = "no_rates"
    template = "The file of {source} has {count:rate|rates}. Fetch it again, whole."


def read_ecb_xml(stream: BinaryIO) -> Quotation:
    """refuses   NoRates, NotADate, NotARate; and what the XML is refused for"""
    return _quotation(tuple(_xml_quotes(stream)))


def read_ecb_csv(text: str) -> Quotation:
    """refuses   NoRates, NotADate, NotARate"""
    return _quotation(tuple(_csv_quotes(text)))


def _quotation(quotes: tuple[Quote, ...]) -> Quotation:
    if not quotes:
        raise NoRates(source=SOURCE, count=0)
    return Quotation(SOURCE, "EUR", quotes, is_inverse=True)


def _xml_quotes(stream: BinaryIO) -> Iterator[Quote]:
    for element in iterate_elements(stream, [_CUBE, _ENVELOPE]):
        time = element.get("time")
        if time is None:
            continue
        day = day_of(time, place=f"line {element.sourceline}, time")
        for cube in element:
            place = f"line {cube.sourceline}"
            quote = _quote(cube.get("currency", ""), day, cube.get("rate", ""), place)
            if quote:
                yield quote
        element.clear()


def _csv_quotes(text: str) -> Iterator[Quote]:
    rows = csv.reader(io.StringIO(text, newline=""))
    titles = [title.strip() for title in next(rows, [])]
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        day = day_of(row[0].strip(), place=f"row {number}, Date")
        for title, cell in zip(titles[1:], row[1:], strict=False):
            quote = _quote(title, day, cell.strip(), f"row {number}, {title}")
            if quote:
                yield quote


def _quote(currency: str, day: date, price: str, place: str) -> Quote | None:
    if currency not in currency_codes.CODES or price in ("", "N/A"):
        return None
    return Quote(currency, day, rate_of(price, place=place), 1, place)


def rate_of(text: str, *, place: str) -> Decimal:
    """refuses   NotARate, with its place"""
    try:
        return decimal_of(text)
    except NotARate as refusal:
        refusal.place = place
        raise


def day_of(text: str, *, place: str) -> date:
    """2026-01-02, or 02 January 2026.

    refuses   NotADate
    """
    written = _WRITTEN_OUT.fullmatch(text)
    try:
        if written and written[2].lower() in _MONTHS:
            return date(int(written[3]), _MONTHS.index(written[2].lower()) + 1, int(written[1]))
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise NotADate(place=place, text=text[:40])


def text_of(data: bytes, *, fallback: str = "") -> str:
    """A text file's letters: UTF-8, else the fallback's.

    refuses   NotUtf8
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        if fallback:
            return data.decode(fallback, errors="replace")
        raise NotUtf8(byte=f"0x{data[reason.start]:02x}") from reason
