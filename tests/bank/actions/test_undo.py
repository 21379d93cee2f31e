"""What stands on an import keeps it; marks are set once, and the database allows nothing else."""

from __future__ import annotations

import pytest

from reskontra.bank.actions.history import is_chained
from reskontra.bank.actions.undo import (
    ImportBuiltOn,
    ImportPosted,
    StatementShowsPosted,
    mark_undone,
    refuse_needed,
    transactions_of_import,
    wholes_of,
)
from reskontra.bank.models import BankStatement, BankTransaction, FileImport
from reskontra.bank.queries import ImportUndone, find_import
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from tests import guards
from tests.bank.files import ALICE, Entry, Pay, Stmt, account, advice, camt, load

pytestmark = pytest.mark.django_db

UNDOING = {
    "bank_fileimport": {"undone_at", "undone_by", "undone_reason"},
    "bank_bankstatement": {"undone_at"},
    "bank_banktransaction": {"state"},
}
FROZEN = [(table, column) for table in UNDOING for column in guards.frozen_columns(table, set())]


@pytest.fixture
def books(company: CompanyFacts) -> CompanyFacts:
    """A statement of two payments."""
    account(company)
    load(company, camt(Stmt((Pay("30.00"), Pay("70.00")))))
    return company


def refusals(company: CompanyFacts, number: int) -> list[Refused]:
    found = find_import(company=company, number=number)
    ids = transactions_of_import(company=company, file_import_id=found.id)
    with pytest.raises((Refused, Findings)) as caught:
        refuse_needed(company=company, found=found, transaction_ids=ids)
    return list(caught.value.findings) if isinstance(caught.value, Findings) else [caught.value]


@pytest.mark.parametrize(("table", "column"), FROZEN)
def test_nothing_but_undoing_is_written(books: CompanyFacts, table: str, column: str) -> None:
    guards.assert_frozen(table, column)


@pytest.mark.parametrize("table", UNDOING)
def test_rows_are_kept(books: CompanyFacts, table: str) -> None:
    guards.assert_kept(table)


@pytest.mark.damages_books
@pytest.mark.parametrize(("table", "columns"), UNDOING.items())
def test_what_is_undone_stays_so(books: CompanyFacts, table: str, columns: set[str]) -> None:
    mark_undone(company=books, actor=ALICE, found=find_import(company=books, number=1), reason="")
    for column in columns:
        value = "'BOOKED'" if column == "state" else "NULL" if column == "undone_at" else "'x'"
        guards.assert_refused(f"UPDATE {table} SET {column} = {value}", because="never changes")


@pytest.mark.damages_books
def test_the_marks_name_who_and_why(books: CompanyFacts) -> None:
    at = mark_undone(company=books, actor=ALICE, found=find_import(company=books, number=1), reason="Wrong year")
    assert list(FileImport.every.values_list("undone_at", "undone_by", "undone_reason")) == [(at, ALICE, "Wrong year")]
    assert [BankStatement.objects.count(), FileImport.objects.count()] == [0, 0]
    assert set(BankTransaction.objects.values_list("state", flat=True)) == {"UNDONE"}
    with pytest.raises(ImportUndone, match="was undone on"):
        find_import(company=books, number=1)


def test_a_statement_that_goes_on_from_it_keeps_it(books: CompanyFacts) -> None:
    load(books, camt(Stmt((), id="S-2", day="2026-03-03", opening="1100.00")))
    (refusal,) = refusals(books, 1)
    assert isinstance(refusal, ImportBuiltOn)
    assert (refusal.values["later"], refusal.values["statement_id"]) == (2, "S-2")


def test_a_statement_of_days_before_does_not(books: CompanyFacts) -> None:
    load(books, camt(Stmt((), id="S-0", day="2026-02-27", opening="1000.00")))
    found = find_import(company=books, number=1)
    ids = transactions_of_import(company=books, file_import_id=found.id)
    refuse_needed(company=books, found=found, transaction_ids=ids)
    assert len(ids) == 2


def test_what_knows_its_payments_keeps_it(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(Entry((Pay("30.00"), Pay("70.00")), bank_reference="D1")))
    load(company, camt(Stmt((Entry(amount="100.00", bank_reference="D1"),))))
    assert [one.values["later"] for one in refusals(company, 1)] == [2]
    first = find_import(company=company, number=1)
    assert wholes_of(company=company, file_import_id=first.id) == set()


def test_what_tells_its_parts_keeps_it(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Entry(amount="100.00", bank_reference="D1"),))))
    second = load(company, advice(Entry((Pay("30.00"), Pay("70.00")), bank_reference="D1")))
    assert [one.values["statement_id"] for one in refusals(company, 1)] == ["N-1"]
    made = find_import(company=company, number=second.number)
    assert len(wholes_of(company=company, file_import_id=made.id)) == 1


def test_advices_and_reports_are_not_chained() -> None:
    assert [is_chained(format) for format in ("camt.053", "camt.054", "camt.052", "mt940")] == [
        True,
        False,
        False,
        True,
    ]


def test_the_refusals_of_postings_say_what_stays() -> None:
    posted = ImportPosted(number=1, count=2, voucher="B-2026-1")
    assert "2 payments are posted, the first by voucher B-2026-1. Take them back" in str(posted)
    shown = StatementShowsPosted(statement_id="S-1", number=2, journal="PRJ000001")
    assert "PRJ000001 has posted" in str(shown)
