"""Posted vouchers for other programs: CSV with a row for each line of a voucher, or JSON with a voucher on each line.

In UTF-8, amounts as decimals with a point and debit positive, days as ISO 8601. A spreadsheet takes text that begins
with =, +, -, @ and the like for a formula: in CSV such text is led by an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reskontra.core.money import format_minor

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
VOUCHER_COLUMNS = (
    "voucher", "series", "fiscal_year", "number", "posting_date", "document_date", "description",
    "external_document_number", "source", "reverses", "posting_run", "posted_at", "posted_by",
)  # fmt: skip
LINE_COLUMNS = (
    "line", "account", "amount", "currency", "currency_amount", "is_correction", "text", "vat_code", "cost_center",
    "project",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineWritten:
    """A G/L entry. minor: in the books' currency, debit +; currency_minor: the same in `currency`."""

    line: int
    account: str
    minor: int
    currency: str
    currency_minor: int
    is_correction: bool = False
    text: str = ""
    vat_code: str = ""
    cost_center: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class VoucherWritten:
    """reverses: the voucher that this one takes back, "" for none. posting_run: all that one command posted."""

    series: str
    fiscal_year: str
    number: int
    posting_date: date
    document_date: date
    description: str
    external_document_number: str
    source: str
    reverses: str
    posting_run: int
    posted_at: datetime
    posted_by: str
    lines: Sequence[LineWritten]

    @property
    def name(self) -> str:
        return f"{self.series}-{self.fiscal_year}-{self.number}"


def csv_of_vouchers(vouchers: Iterable[VoucherWritten], currency: str) -> Iterator[bytes]:
    """The header, and the lines of one voucher after the other. currency: of the books."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow((*VOUCHER_COLUMNS, *LINE_COLUMNS))
    for voucher in vouchers:
        head = [_cell(value) for value in _voucher(voucher)]
        for line in voucher.lines:
            writer.writerow((*head, *map(_cell, _line(line, currency))))
        yield kept.getvalue().encode()
        kept.seek(0)
        kept.truncate()
    yield kept.getvalue().encode()


def jsonl_of_vouchers(vouchers: Iterable[VoucherWritten], currency: str) -> Iterator[bytes]:
    """One voucher a line, its own lines inside it. currency: of the books."""
    for voucher in vouchers:
        lines = [dict(zip(LINE_COLUMNS, _line(line, currency), strict=True)) for line in voucher.lines]
        told = dict(zip(VOUCHER_COLUMNS, _voucher(voucher), strict=True)) | {"currency": currency, "lines": lines}
        yield (json.dumps(told, ensure_ascii=False) + "\n").encode()


def _voucher(one: VoucherWritten) -> tuple[str | int, ...]:
    return (
        one.name, one.series, one.fiscal_year, one.number, one.posting_date.isoformat(),
        one.document_date.isoformat(), one.description, one.external_document_number, one.source, one.reverses,
        one.posting_run, one.posted_at.isoformat(), one.posted_by,
    )  # fmt: skip


def _line(one: LineWritten, currency: str) -> tuple[str | int | bool | Amount, ...]:
    return (
        one.line, one.account, Amount(format_minor(one.minor, currency)), one.currency,
        Amount(format_minor(one.currency_minor, one.currency)), one.is_correction, one.text, one.vat_code,
        one.cost_center, one.project,
    )  # fmt: skip


class Amount(str):
    """A decimal: its minus begins no formula."""


def _cell(value: str | int | bool | Amount) -> str | int:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and not isinstance(value, Amount) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
