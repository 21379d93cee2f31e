"""Exchange rates as one's own CSV: currency, date, rate and, where the price is for more than one, per."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import BinaryIO

from reskontra.core.errors import Findings, Malformed
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.quoted_rates import Quotation, Quote
from reskontra.formats.csv_table import Row, Table

REQUIRED = ("currency", "date", "rate")
OPTIONAL = ("per",)
_DECIMAL = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,12})?", re.ASCII)
_PER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


class NotARate(Malformed):
    code = "not_a_rate"
    template = '"{text}" is not an exchange rate. Write digits with a decimal point, such as 11.2345.'


class NotUnits(Malformed):
    code = "not_units"
    template = '"{text}" is not a number of units. Write what the price is for, such as 1 or 100.'


def read_csv_rates(stream: BinaryIO) -> Quotation:
    """Every row's price in the company's own currency.

    refuses   at once what the header is refused for, then Findings with every value that cannot be read
    """
    table = Table(stream, required=REQUIRED, optional=OPTIONAL)
    quotes = [quote for row in table.rows() if (quote := _quote(table, row))]
    if table.findings:
        raise Findings(table.findings)
    return Quotation("", "", tuple(quotes))


def _quote(table: Table, row: Row) -> Quote | None:
    found = len(table.findings)
    currency = row.checked("currency", currency_codes.validate, "", is_required=True)
    day = row.day("date", is_required=True)
    units = row.checked("rate", decimal_of, Decimal(0), is_required=True)
    per = row.checked("per", _units_of, 1)
    if len(table.findings) > found or day is None:
        return None
    return Quote(currency, day, units, per, row.place("rate"))


def decimal_of(text: str) -> Decimal:
    """refuses   NotARate"""
    if not _DECIMAL.fullmatch(text):
        raise NotARate(text=text[:40])
    return Decimal(text)


def _units_of(text: str) -> int:
    if not _PER.fullmatch(text):
        raise NotUnits(text=text[:40])
    return int(text)
