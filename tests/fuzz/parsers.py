"""Every reader of files from outside as one function over bytes, and what must hold of it whatever the bytes are.

They are read, or refused as Malformed or Refused with a place and a reason; nothing else is raised. What was read can
be stored: text without NUL and lone surrogates, numbers in 64 bits, and never much more of it than there were bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import islice
from typing import Any, BinaryIO

from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.matching.rulebook import read_rulebook
from reskontra.formats.autogiro import read_autogiro
from reskontra.formats.autogiro_answers import read_answers
from reskontra.formats.bai2 import read_bai2
from reskontra.formats.bank_definitions import built_in
from reskontra.formats.bank_statement import StatementHeader, TransactionRecord
from reskontra.formats.bgmax import read_bgmax
from reskontra.formats.coda import read_coda
from reskontra.formats.csv_table import Table
from reskontra.formats.definition import Definition
from reskontra.formats.definition_data import read_definition
from reskontra.formats.definition_guess import guess_definition
from reskontra.formats.definition_preview import preview_file
from reskontra.formats.definition_reader import read_by_definition
from reskontra.formats.detect import detect
from reskontra.formats.ktl import read_ktl
from reskontra.formats.lb import read_lb
from reskontra.formats.mt940 import read_mt940
from reskontra.formats.n43 import read_n43
from reskontra.formats.ocr_giro import read_ocr_giro
from reskontra.formats.ofx import read_ofx
from reskontra.formats.pain002 import read_pain002
from reskontra.formats.rates import read_rates
from reskontra.formats.raw import Wanted, raw_fields
from reskontra.formats.reading import read_statements
from reskontra.formats.sie import opening_day, read_sie
from reskontra.formats.tito import read_tito
from reskontra.formats.ubl import read_ubl
from tests.fuzz.definitions import DELIMITED, FIXED, JSON, XLSX, XML, file_for

Parser = Callable[[bytes], object]

# Refusals of a whole file or of its end, or that name what they are about in their text.
OF_THE_WHOLE_FILE = {
    "archive_empty", "archive_encrypted", "archive_inside", "archive_member_twice", "archive_ratio",
    "archive_too_large", "archive_unreadable", "archive_unsafe_name", "autogiro_not_answers",
    "csv_empty", "csv_not_utf8",
    "csv_row_unreadable", "definition_choice", "definition_column_unplaced", "definition_factor",
    "definition_field_missing", "definition_field_twice", "definition_header_not_found", "definition_json_large",
    "definition_key_missing", "definition_key_unknown", "definition_name", "definition_no_json",
    "definition_no_rows", "definition_records_not_found", "definition_setting_missing", "definition_too_large",
    "definition_too_many_columns", "definition_unreadable", "definition_value", "doctype_refused",
    "element_too_large", "empty_file", "end_record_missing", "format_differs", "guess_known", "guess_nothing",
    "mt_closing_missing", "mt_no_message", "no_definition_fits", "no_rates", "no_statement", "not_a_statement",
    "no_status_in_report", "not_in_utf16",
    "not_status_report", "not_ubl", "ofx_cut_off", "ofx_no_statement", "packed_archive", "pdf_document",
    "rates_archive_files", "rates_archive_unreadable", "rates_too_large", "rates_unknown", "series_unstated",
    "settlement_too_large",
    "status_report_given", "sie_checksum_missing", "sie_type_unknown", "sie_without_balances",
    "sie_without_vouchers", "spreadsheet", "spreadsheet_cell_beyond", "spreadsheet_part", "spreadsheet_sheet_unknown",
    "spreadsheet_span", "spreadsheet_text", "spreadsheet_too_large", "unknown_format",
    "web_page",
}  # fmt: skip
TEXT_MAX = 2_000  # letters in a refusal
FREE_SIZE, SIZE_A_BYTE = 1 << 18, 256
INT_MAX = 2**63


def _streamed(read: Callable[[BinaryIO], Iterator[Any]]) -> Parser:
    return lambda data: list(read(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]


def _defined(by: Definition) -> Parser:
    def parse(data: bytes) -> object:
        shown = preview_file(io.BytesIO(data), by, currency="SEK")
        return shown, list(read_statements(io.BytesIO(data), definition=by, currency="SEK"))

    return parse


def _definition(data: bytes) -> object:
    """The definition, and what it makes of a small file of its kind."""
    by = read_definition(data)
    return by, _read_or_refusal(lambda: list(read_by_definition(io.BytesIO(file_for(by)), by, currency="SEK")))


def _guess(data: bytes) -> object:
    """What is guessed, and what the guess makes of the file it was guessed from."""
    found = guess_definition(io.BytesIO(data), name="guessed", currency="SEK")
    read = _read_or_refusal(lambda: list(read_by_definition(io.BytesIO(data), found.definition, currency="SEK")))
    return found.definition, [str(note) for note in found.notes], read


def _read_or_refusal(read: Callable[[], object]) -> object:
    try:
        return read()
    except (Malformed, Refused) as refusal:
        require_told(refusal, has_place=False)
        return None


def _raw(data: bytes) -> object:
    """The first transactions as the file's own words show them."""
    statement = ("", "")
    wanted = []
    for event in read_statements(io.BytesIO(data)):
        if isinstance(event, StatementHeader):
            statement = event.statement_id[:100], event.sequence[:40]
        elif isinstance(event, TransactionRecord):
            wanted.append(
                Wanted(*statement, event.entry_number, event.part_number, event.amount_minor, event.booking_date)
            )
    return [_read_or_refusal(lambda: raw_fields(io.BytesIO(data), one)) for one in islice(wanted, 3)]  # noqa: B023


def _table(data: bytes) -> object:
    table = Table(io.BytesIO(data), required=("number", "day", "amount"), optional=("name", "kind"))
    read = [
        (
            row.text("number", most=20, is_required=True),
            row.day("day", is_required=True),
            row.minor("amount", "SEK"),
            row.text("name", most=100),
            row.choice("kind", {"invoice": "INVOICE"}, default="INVOICE"),
        )
        for row in table.rows()
    ]
    if table.findings:
        raise Findings(table.findings)
    return read


def _sie(data: bytes) -> object:
    file = read_sie(io.BytesIO(data))
    return file, opening_day(file)


PARSERS: Mapping[str, Parser] = {
    "detect": lambda data: str(detect(data)),
    "statements": _streamed(read_statements),
    "camt": _streamed(read_statements),
    "mt940": _streamed(read_mt940),
    "ofx": _streamed(read_ofx),
    "bgmax": _streamed(read_bgmax),
    "autogiro": _streamed(read_autogiro),
    "autogiro-answers": lambda data: read_answers(io.BytesIO(data)),
    "lb": _streamed(read_lb),
    "ocr-giro": _streamed(read_ocr_giro),
    "ktl": _streamed(read_ktl),
    "tito": _streamed(read_tito),
    "n43": _streamed(read_n43),
    "bai2": _streamed(read_bai2),
    "coda": _streamed(read_coda),
    "pain002": _streamed(read_pain002),
    "archive": _streamed(read_statements),
    "bank-csv": _streamed(read_statements),
    "settlement": _defined(built_in()["stripe"]),
    "fees": _defined(built_in()["klarna"]),
    "transfers": _defined(built_in()["paypal"]),
    "delimited": _defined(DELIMITED),
    "fixed": _defined(FIXED),
    "xml": _defined(XML),
    "json": _defined(JSON),
    "xlsx": _defined(XLSX),
    "definition": _definition,
    "guess": _guess,
    "raw": _raw,
    "table": _table,
    "sie": _sie,
    "ubl": lambda data: read_ubl(io.BytesIO(data)),
    "rates": lambda data: read_rates(io.BytesIO(data), per=1, currency="EUR"),
    "rulebook": lambda data: read_rulebook(data, file="rules.toml", currency="SEK"),
}
"""By the name that make fuzz knows it by."""


def hold(name: str, data: bytes) -> bool:
    """Give a parser bytes, and require what must hold of any. True where they were read."""
    try:
        found = PARSERS[name](data)
    except (Malformed, Refused) as refusal:
        require_told(refusal)
        return False
    size = sum(_sizes(found))
    assert name in ("archive", "xlsx") or size <= FREE_SIZE + SIZE_A_BYTE * len(data), f"{len(data)} bytes gave {size}"
    return True


def require_told(refusal: Malformed | Refused, *, has_place: bool = True) -> None:
    """A code, a text that can be written anywhere and is short, and a place unless it is about the whole file."""
    if isinstance(refusal, Findings):
        assert refusal.findings
        for one in refusal.findings:
            require_told(one, has_place=has_place)
        return
    text = str(refusal)
    told = f"{refusal.code}: {text[:300]!r}"
    text.encode()
    assert refusal.code, told
    assert len(text) <= TEXT_MAX, told
    if has_place and isinstance(refusal, Malformed):
        assert refusal.place or refusal.code in OF_THE_WHOLE_FILE, told


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _sizes(value: Any) -> Iterable[int]:
    """How large each part of a value is, once it is sure that a database can hold it."""
    yield 1
    if isinstance(value, str):
        value.encode()
        assert "\0" not in value, repr(value)
        yield len(value)
    elif isinstance(value, int):
        assert -INT_MAX < value < INT_MAX, f"a number of {value.bit_length()} bits"
    elif isinstance(value, (Malformed, Refused)):
        require_told(value, has_place=False)
        yield from _sizes(value.values)
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _sizes(pair)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _sizes(one)
    elif is_dataclass(value):
        for name in _names(type(value)):  # type: ignore[arg-type]
            yield from _sizes(getattr(value, name))
