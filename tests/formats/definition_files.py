"""Definitions and files for tests: a bank's export with a row for each payment, and what comes out."""

from __future__ import annotations

import io
from typing import Any

from reskontra.formats.bank_statement import StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.definition import Definition
from reskontra.formats.definition_data import definition_of
from reskontra.formats.definition_reader import read_by_definition

COLUMNS = [
    {"field": "booking_date", "title": "Day"},
    {"field": "text", "title": "Text", "optional": True},
    {"field": "amount", "title": "Amount"},
    {"field": "balance", "title": "Balance", "optional": True},
]


def column(field: str, title: str = "", **more: Any) -> dict[str, Any]:
    return {"field": field, **({"title": title} if title else {}), **more}


def definition(*columns: dict[str, Any], **settings: Any) -> Definition:
    """A definition of separated text with the columns of COLUMNS, unless others are given."""
    return definition_of(
        {"name": "bank", "currency": "SEK", "decimal": ",", **settings, "columns": list(columns) or COLUMNS}
    )


def text(*rows: str, header: str = "Day;Text;Amount;Balance") -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def read(data: bytes, by: Definition | None = None, **more: Any) -> list[Any]:
    return list(read_by_definition(io.BytesIO(data), by or definition(), **more))


def records(data: bytes, by: Definition | None = None) -> list[TransactionRecord]:
    return [one for one in read(data, by) if isinstance(one, TransactionRecord)]


def headers(data: bytes, by: Definition | None = None) -> list[StatementHeader]:
    return [one for one in read(data, by) if isinstance(one, StatementHeader)]


def ends(data: bytes, by: Definition | None = None) -> list[StatementEnd]:
    return [one for one in read(data, by) if isinstance(one, StatementEnd)]
