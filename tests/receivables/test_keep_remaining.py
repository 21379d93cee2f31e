"""The database itself keeps what remains of an entry, and refuses to change what is posted."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry, EntryDetail
from tests import build, guards
from tests.postings import DAY, on, pay

pytestmark = pytest.mark.django_db

EDITABLE: dict[str, set[str]] = {
    "receivables_entry": {
        "payment_reference", "due_date", "discount_minor", "discount_date", "discount_tolerance_date",
        "max_tolerance_minor", "description", "on_hold", "promised_date", "dispute_status", "adjusted_rate_e8",
        "edited_at",
    },
    "receivables_entrydetail": set(),
    "receivables_application": set(),
}  # fmt: skip
MOVED = {"remaining_minor", "remaining_local_minor"}  # by the details alone
FROZEN = [
    (table, column)
    for table, columns in EDITABLE.items()
    for column in guards.frozen_columns(table, columns)
    if column not in MOVED
]
OPEN = [(table, column) for table, columns in EDITABLE.items() for column in sorted(columns)]


@pytest.fixture
def applied(company: CompanyFacts) -> CompanyFacts:
    """An invoice of 1,000.00 SEK, of which 400.00 SEK is paid."""
    invoice = build.invoice(company, build.customer(company))
    pay(company, build.bank_account(company), on(company, invoice, 400_00))
    return company


def invoice() -> Entry:
    return Entry.objects.get(document_number="INV-1")


@pytest.mark.parametrize(("table", "column"), FROZEN)
def test_a_column_is_frozen(applied: CompanyFacts, table: str, column: str) -> None:
    guards.assert_frozen(table, column)


@pytest.mark.parametrize(("table", "column"), OPEN)
def test_a_column_may_be_edited(applied: CompanyFacts, table: str, column: str) -> None:
    guards.assert_editable(table, column)


@pytest.mark.parametrize("table", EDITABLE)
def test_a_row_is_kept(applied: CompanyFacts, table: str) -> None:
    guards.assert_kept(table)


@pytest.mark.parametrize("column", sorted(MOVED))
@pytest.mark.parametrize("change", ["+ 1", "- 1", "* 0"])
def test_what_remains_is_not_moved_by_hand(applied: CompanyFacts, column: str, change: str) -> None:
    guards.assert_refused(
        f"UPDATE receivables_entry SET {column} = {column} {change} WHERE document_number = 'INV-1'",
        because="moved by its details alone",
    )


@pytest.mark.parametrize(("minor", "local"), [(1, 0), (0, 1), (100_00, 100_00)])
def test_an_entry_is_born_empty(applied: CompanyFacts, minor: int, local: int) -> None:
    entry = invoice()
    entry.id, entry.document_number, entry.remaining_minor, entry.remaining_local_minor = None, "INV-9", minor, local
    with pytest.raises(DatabaseError, match="moved by its details alone"), transaction.atomic():
        entry.save(force_insert=True)


def test_a_detail_moves_what_remains_in_both_currencies(applied: CompanyFacts) -> None:
    with transaction.atomic():
        for minor, local in ((-5_00, -7_00), (0, 2_00)):
            EntryDetail.objects.create(
                company_id=applied.id,
                entry=invoice(),
                kind="CORRECTION_OF_REMAINING",
                posting_date=DAY,
                amount_minor=minor,
                local_minor=local,
            )
        assert (invoice().remaining_minor, invoice().remaining_local_minor) == (595_00, 595_00)
        transaction.set_rollback(True)  # no voucher carries them
    assert invoice().remaining_minor == 600_00
