"""The database itself refuses to change what is posted, and to seal what does not balance."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.ledger.models import BankAccount, BankEntry, CheckEntry, PostingRun, Voucher, VoucherLine
from tests import build, guards, postings

pytestmark = pytest.mark.django_db

EDITABLE: dict[str, set[str]] = {
    "ledger_postingrun": set(),
    "ledger_voucher": set(),
    "ledger_voucherline": set(),
    "ledger_bankentry": {"transaction_id", "statement_id", "state", "closed_date"},
    "ledger_checkentry": {"bank_entry_id", "state", "original_state", "void_entry_id"},
}
FROZEN = [(table, column) for table, columns in EDITABLE.items() for column in guards.frozen_columns(table, columns)]
OPEN = [(table, column) for table, columns in EDITABLE.items() for column in sorted(columns)]


@pytest.fixture
def books(company: CompanyFacts) -> CompanyFacts:
    """A posted voucher with a bank entry, and a check."""
    build.bank_account(company, opening="1000.00")
    CheckEntry.objects.create(
        company_id=company.id,
        bank_account=BankAccount.objects.get(company=company.id),
        check_number="1",
        check_date=date(2026, 1, 1),
        amount_minor=1,
        state="PRINTED",
    )
    return company


@pytest.mark.parametrize(("table", "column"), FROZEN)
def test_a_column_is_frozen(books: CompanyFacts, table: str, column: str) -> None:
    guards.assert_frozen(table, column)


@pytest.mark.parametrize(("table", "column"), OPEN)
def test_a_column_may_be_edited(books: CompanyFacts, table: str, column: str) -> None:
    guards.assert_editable(table, column)


@pytest.mark.parametrize("table", EDITABLE)
def test_a_row_is_kept(books: CompanyFacts, table: str) -> None:
    guards.assert_kept(table)


def new_voucher(company: CompanyFacts, *amounts: int, is_sealed: bool = False) -> Voucher:
    """A draft with lines of these amounts, past the one writer; it is taken back with the test."""
    run = PostingRun.objects.create(company_id=company.id, number=99, action="x", actor="x", posted_at=bulk.moment())
    voucher = Voucher.objects.create(
        company_id=company.id,
        posting_run=run,
        series="A",
        fiscal_year_code="2026",
        number=1,
        posting_date=postings.DAY,
        document_date=postings.DAY,
        source="GENERAL",
        posted_at=bulk.moment() if is_sealed else None,
    )
    for number, amount in enumerate(amounts, 1):
        add_line(voucher, number, amount)
    return voucher


def add_line(voucher: Voucher, number: int, amount: int) -> None:
    VoucherLine.objects.create(
        company_id=voucher.company_id,
        voucher=voucher,
        line_number=number,
        posting_date=postings.DAY,
        account_id=VoucherLine.objects.filter(company=voucher.company_id).values_list("account", flat=True)[0],
        amount_minor=amount,
        currency="SEK",
        currency_minor=amount,
    )


def seal(voucher: Voucher) -> None:
    voucher.posted_at = bulk.moment()
    with transaction.atomic():
        voucher.save(update_fields=["posted_at"])


@pytest.mark.damages_books
def test_a_draft_that_balances_is_sealed(books: CompanyFacts) -> None:
    voucher = new_voucher(books, 5_00, -2_00, -3_00)
    seal(voucher)
    assert Voucher.objects.get(id=voucher.id).posted_at


@pytest.mark.damages_books
@pytest.mark.parametrize(
    ("case", "amounts"), [("empty", []), ("one line", [1]), ("out of balance", [5_00, -4_99]), ("debits alone", [1, 1])]
)
def test_a_draft_out_of_balance_is_not_sealed(books: CompanyFacts, case: str, amounts: list[int]) -> None:
    with pytest.raises(DatabaseError, match="sealed only with lines that sum to zero"):
        seal(new_voucher(books, *amounts))


def test_no_voucher_is_born_sealed(books: CompanyFacts) -> None:
    with pytest.raises(DatabaseError, match="sealed only with lines"), transaction.atomic():
        new_voucher(books, is_sealed=True)


def test_no_line_enters_a_sealed_voucher(books: CompanyFacts) -> None:
    with pytest.raises(DatabaseError, match="takes no change and no more lines"), transaction.atomic():
        add_line(Voucher.objects.get(company=books.id), 9, 0)


def test_no_bank_entry_enters_a_sealed_voucher(books: CompanyFacts) -> None:
    entry = BankEntry.objects.filter(company=books.id)[0]
    entry.id = None
    with pytest.raises(DatabaseError, match="takes no change and no more bank entries"), transaction.atomic():
        entry.save(force_insert=True)


def test_a_sealed_voucher_is_not_opened_again(books: CompanyFacts) -> None:
    guards.assert_refused("UPDATE ledger_voucher SET posted_at = NULL", because="no change")


def test_a_line_that_is_there_is_not_written_over(books: CompanyFacts) -> None:
    guards.assert_refused(
        "INSERT INTO ledger_postingrun SELECT * FROM ledger_postingrun WHERE true "
        "ON CONFLICT (id) DO UPDATE SET actor = 'Mallory'",
        because="never changes",
    )
