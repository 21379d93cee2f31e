"""load entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.cli_parties import load
from reskontra.receivables import cli as _cli  # noqa: F401 - adds the command
from reskontra.receivables.queries import find_document
from tests import build
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db

HEADER = "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount"
INVOICE = "customer,C1,invoice,INV-1,2026-01-10,2026-02-09,SEK,1000.00,1000.00"
BILL = "vendor,V1,invoice,77,2026-01-10,2026-02-09,SEK,-80.00,-80.00"


@pytest.fixture
def file(company: CompanyFacts, tmp_path: Path) -> Path:
    build.customer(company)
    build.vendor(company)
    path = tmp_path / "entries.csv"
    path.write_text("\n".join((HEADER, INVOICE, BILL)), encoding="utf-8")
    return path


def test_open_documents_are_loaded_once(company: CompanyFacts, file: Path) -> None:
    first, again = (done(load, "entries", file, "--lang", "en").out for _ in range(2))
    assert first == "entries.csv: 2 new, 0 loaded before.\nCustomers: 1,000.00 SEK\nVendors: -80.00 SEK\n"
    assert again == "entries.csv: 0 new, 2 loaded before.\n"
    assert find_document(company=company, ledger="CUSTOMER", number="INV-1").remaining_minor == 1000_00


def test_findings_are_told_a_line_each_with_the_file(file: Path) -> None:
    rows = [INVOICE.replace("C1", "C9"), BILL.replace("-80.00,", "80.00,")]
    file.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    first, second = refused(load, "entries", file, "--lang", "en").splitlines()
    assert first == 'entries.csv, row 2, account: There is no customer "C9". Load it first, or correct the number.'
    assert second.startswith("entries.csv, row 3, amount: In the vendor ledger the document type invoice is negative")


def test_amounts_are_told_as_the_language_writes_them(file: Path) -> None:
    assert "1\u00a0000,00 SEK" in done(load, "entries", file, "--lang", "sv").out


def test_a_hundred_findings_are_told_and_then_a_count(file: Path) -> None:
    file.write_text("\n".join((HEADER, *[INVOICE.replace("C1", "C9")] * 130)), encoding="utf-8")
    told = refused(load, "entries", file, "--lang", "en").splitlines()
    assert (len(told), told[-1]) == (101, "… and 30 more findings.")


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    assert "cannot be read" in refused(load, "entries", file.with_name("none.csv"))
