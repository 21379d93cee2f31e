"""Files and typed invoices, loaded by the commands' own actions."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import AmountNotRead
from reskontra.desk.guide_loads import LoadKindUnknown, load_file, load_invoice
from reskontra.interface.typed_form import Typed
from reskontra.receivables.queries import find_document
from tests import build

pytestmark = pytest.mark.django_db
TOUR = Path(__file__).resolve().parents[2] / "docs" / "tour"
INVOICE = {
    "customer": "C1", "name": "Alfa; \"A\" AB", "document": "F1", "on": "t", "amount": "1000+250,50",
    "reference": "10017",
}  # fmt: skip


def loaded(company: CompanyFacts, kind: str, name: str) -> str:
    stream = io.BytesIO((TOUR / name).read_bytes())
    return load_file(company=company, actor=build.BOB, kind=kind, name=name, stream=stream)


def test_every_kind_of_file_says_what_came_of_it(company: CompanyFacts) -> None:
    assert loaded(company, "customers", "customers.csv") == "customers.csv: 3 new, 0 changed, 0 unchanged."
    assert loaded(company, "customers", "customers.csv") == "customers.csv: 0 new, 0 changed, 3 unchanged."
    assert "open documents posted, 0 known before." in loaded(company, "documents", "entries.csv")
    with pytest.raises(LoadKindUnknown):
        loaded(company, "moon", "entries.csv")


def test_vendors_opening_balances_and_vouchers(company: CompanyFacts) -> None:
    csv = io.BytesIO(b"number,name\nV1,Vide AB\n")
    said = load_file(company=company, actor=build.BOB, kind="vendors", name="v.csv", stream=csv)
    assert said == "v.csv: 1 new, 0 changed, 0 unchanged."
    sie = b'#FLAGGA 0\n#SIETYP 4\n#FNAMN "Nordan AB"\n#VER A 1 20260105 "Avgift"\n'
    sie += b"{\n#TRANS 6570 {} 100\n#TRANS 3740 {} -100\n}\n"
    for count in ("1 voucher posted.", "0 vouchers posted."):
        said = load_file(company=company, actor=build.BOB, kind="vouchers", name="v.se", stream=io.BytesIO(sie))
        assert said == f"v.se: {count}"


def test_a_typed_invoice_is_open(company: CompanyFacts) -> None:
    typed = Typed(INVOICE, date(2026, 3, 1))
    said = load_invoice(company=company, actor=build.BOB, typed=typed)
    assert said == 'F1 of Alfa; "A" AB is open with 1,250.50 SEK.'
    found = find_document(company=company, ledger="CUSTOMER", number="F1")
    assert (found.remaining_minor, found.due_date) == (125050, date(2026, 3, 31))


def test_a_wrong_amount_leaves_nothing(company: CompanyFacts) -> None:
    typed = Typed({**INVOICE, "amount": "mycket"}, date(2026, 3, 1))
    with pytest.raises(AmountNotRead):
        load_invoice(company=company, actor=build.BOB, typed=typed)
    assert typed.wrong == "amount"
