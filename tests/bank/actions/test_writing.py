"""A statement is written as decided."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection, transaction

from reskontra.bank.actions import spool as spools
from reskontra.bank.actions.accounts import Accounts
from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.reading import Doubts, read_file
from reskontra.bank.actions.spool import Spool
from reskontra.bank.actions.writing import write_statement
from reskontra.bank.models import BankTransaction, FileImport, TransactionText
from reskontra.companies.files import store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.models import JournalLine
from reskontra.ledger.queries import bank_accounts
from tests.bank.files import Entry, Pay, Stmt, account, camt

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def file_import(company: CompanyFacts) -> int:
    file = store_file(company=company, name="f", stream=io.BytesIO(b"f"))
    return FileImport.objects.create(
        company_id=company.id, number=1, file_id=file, format="camt.053", actor="Alice", imported_at=bulk.moment()
    ).id


def test_rows_are_written_in_chunks_as_decided(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spools, "CHUNK_ROWS", 2)
    account(company)
    pays = [Pay(f"{number}.00", text=f"P{number}") for number in range(1, 6)]
    content = camt(Stmt((*pays, Entry((Pay("9.00"),), status="PDNG"))))
    decision = Decision(suspects={4}, ordinals={4: 3})
    with Spool() as spool, transaction.atomic():
        (statement,) = read_file(
            io.BytesIO(content),
            accounts=Accounts(bank_accounts(company=company), None),
            doubts=Doubts(frozenset()),
            spool=spool,
            today=date(2026, 3, 31),
        ).statements
        written = write_statement(
            company=company,
            actor="Alice",
            file_import_id=file_import(company),
            statement=statement,
            decision=decision,
            spool=spool,
        )
    assert (written.new, written.known, written.expected) == (5, 0, 1)
    assert written.journal is not None
    assert written.journal.lines == 5
    rows = BankTransaction.objects.order_by("number").values_list("number", "state", "ordinal")
    assert list(rows) == [(n, "BOOKED", 3 if n == 5 else 0) for n in range(1, 6)] + [(6, "EXPECTED", 0)]
    lines = JournalLine.objects.order_by("line_number").values_list("line_number", "is_duplicate_suspect")
    assert list(lines) == [(n, n == 5) for n in range(1, 6)]
    assert list(TransactionText.objects.order_by("transaction_id").values_list("text", flat=True)) == [
        f"P{n}" for n in range(1, 6)
    ]


def test_no_row_waits_for_its_parent(company: CompanyFacts) -> None:
    """Deferred keys would let it, at the price of a search through the children for each parent row."""
    if connection.vendor != "sqlite":
        pytest.skip("this is how SQLite checks keys")
    account(company)
    with Spool() as spool, transaction.atomic():
        (statement,) = read_file(
            io.BytesIO(camt(Stmt((Pay("1.00"),)))),
            accounts=Accounts(bank_accounts(company=company), None),
            doubts=Doubts(frozenset()),
            spool=spool,
            today=date(2026, 3, 31),
        ).statements
        id = file_import(company)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys")
            write_statement(
                company=company, actor="A", file_import_id=id, statement=statement, decision=Decision(), spool=spool
            )
            cursor.execute("PRAGMA foreign_key_check")
            assert cursor.fetchall() == []
