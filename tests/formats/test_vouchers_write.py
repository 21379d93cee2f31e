"""Vouchers as CSV and as JSON lines: the same values in both, and texts that are no formulas."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime

from reskontra.formats.vouchers_write import LineWritten, VoucherWritten, csv_of_vouchers, jsonl_of_vouchers

SALE = VoucherWritten(
    series="A", fiscal_year="2026", number=17, posting_date=date(2026, 3, 31), document_date=date(2026, 3, 30),
    description="=Hyra; \"mars\"", external_document_number="INV-1", source="invoice", reverses="A-2026-3",
    posting_run=4, posted_at=datetime(2026, 4, 1, 8, 30, tzinfo=UTC), posted_by="alice",
    lines=[
        LineWritten(1, "1510", 1_250_00, "EUR", 110_50, text="-Å"),
        LineWritten(2, "3001", -1_250_00, "SEK", -1_250_00, is_correction=True, vat_code="S25", cost_center="10"),
    ],
)  # fmt: skip


def test_csv_has_a_row_for_each_line() -> None:
    written = b"".join(csv_of_vouchers([SALE, SALE], "SEK"))
    rows = list(csv.DictReader(io.StringIO(written.decode(), newline="")))
    assert len(rows) == 4
    assert rows[0] == {
        "voucher": "A-2026-17", "series": "A", "fiscal_year": "2026", "number": "17", "posting_date": "2026-03-31",
        "document_date": "2026-03-30", "description": "'=Hyra; \"mars\"", "external_document_number": "INV-1",
        "source": "invoice", "reverses": "A-2026-3", "posting_run": "4", "posted_at": "2026-04-01T08:30:00+00:00",
        "posted_by": "alice", "line": "1", "account": "1510", "amount": "1250.00", "currency": "EUR",
        "currency_amount": "110.50", "is_correction": "no", "text": "'-Å", "vat_code": "", "cost_center": "",
        "project": "",
    }  # fmt: skip
    assert [(row["amount"], row["is_correction"], row["vat_code"]) for row in rows[1:2]] == [("-1250.00", "yes", "S25")]
    assert next(csv_of_vouchers([], "SEK")).startswith(b"voucher,series,")


def test_json_has_a_voucher_on_each_line() -> None:
    (told, again) = (json.loads(line) for line in b"".join(jsonl_of_vouchers([SALE, SALE], "SEK")).splitlines())
    assert told == again
    assert (told["voucher"], told["description"], told["currency"]) == ("A-2026-17", '=Hyra; "mars"', "SEK")
    assert told["lines"][1] == {
        "line": 2, "account": "3001", "amount": "-1250.00", "currency": "SEK", "currency_amount": "-1250.00",
        "is_correction": True, "text": "", "vat_code": "S25", "cost_center": "10", "project": "",
    }  # fmt: skip
