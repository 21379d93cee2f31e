"""An entry with its rows, and lists of entries."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.history import details_of_entry, entries_of, entry_line
from reskontra.receivables.queries import find_document
from reskontra.receivables.unapply import unapply_application
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_rows_tell_what_settled_what_and_what_was_taken_back(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    build.invoice(company, alfa)
    build.invoice(company, alfa, number="INV-2", due_date="2026-01-20")
    build.document(company, alfa, number="P-1", amount="-400.00", document_type="payment")
    assert [one.document_number for one in entries_of(company=company)] == ["INV-2", "INV-1", "P-1"]
    order = ApplyOrder(EntryName("CUSTOMER", "P-1"), (Target(EntryName("CUSTOMER", "INV-1")),))
    apply_entries(company=company, actor=build.ALICE, order=order)
    assert [one.document_number for one in entries_of(company=company, ledger="CUSTOMER", account="C1")] == [
        "INV-2", "INV-1"
    ]  # fmt: skip
    assert len(entries_of(company=company, is_open=False)) == 3
    assert len(entries_of(company=company, most=1)) == 1
    assert entries_of(company=company, ledger="VENDOR") == []
    unapply_application(company=company, actor=build.ALICE, number=1)
    fact = find_document(company=company, ledger="CUSTOMER", number="INV-1")
    rows = details_of_entry(company=company, entry_id=fact.entry_id)
    assert [(row.kind, row.amount.minor, row.against, row.application, row.is_unapplied) for row in rows] == [
        ("INITIAL", 1000_00, "", 0, False),
        ("APPLICATION", -400_00, "P-1", 1, True),
        ("APPLICATION", 400_00, "P-1", 2, False),
    ]
    assert rows[0].voucher.startswith("I-2026-")
    assert entry_line(company=company, entry_id=fact.entry_id).name == "Alfa AB"
