"""Corrections of entries, by the API."""

from __future__ import annotations

import pytest

from tests import build
from tests.adjustments import MARCH, rate
from tests.api_book import api_book
from tests.program import Program
from tests.story_corrections import taxed_invoice

pytestmark = pytest.mark.django_db


def test_a_claim_goes_the_whole_way() -> None:
    company = build.new_company()
    taxed_invoice(company, build.customer(company), gross=1250_00, vat=250_00)
    program = Program(company)
    (entry,) = program.get("entries").data["items"]
    claim = {"entry": entry["id"], "reason": "Bankrupt.", "date": "2026-05-04"}
    preview = program.post("bad-debts/fear", claim | {"amount": "500.00", "preview": True}).data
    assert (preview["allowance"], preview["preview"]) == ("400.00", True)
    assert program.post("bad-debts/fear", claim, key="k").data["allowance"] == "1000.00"
    assert program.get("bad-debts", kind="feared").data["items"][0]["document_number"] == "INV-1"
    assert program.post("bad-debts/release", claim).data["allowance"] == "1000.00"
    lost = program.post("bad-debts/confirm", claim | {"amount": "500.00"}).data
    assert (lost["loss"], lost["vat"], lost["remaining_amount"]) == ("400.00", "100.00", "750.00")
    assert program.post("bad-debts/reopen", claim).data["remaining_amount"] == "1250.00"
    assert program.post("bad-debts/reopen", claim).status == 422
    assert program.get("bad-debts").data["items"] == []
    assert len(program.get("bad-debts", all=True).data["items"]) == 2


def test_an_entry_is_moved_to_whom_it_belongs() -> None:
    book = api_book()
    program = Program(book.company)
    program.post(f"journals/{book.journal}/lines/1/unapply")
    build.customer(book.company, number="C2", name="Beta AB")
    move = {"to": "C2", "reason": "Wrong customer"}
    preview = program.post(f"entries/{book.entry}/move", move | {"preview": True}).data
    moved = program.post(f"entries/{book.entry}/move", move).data
    assert (moved["amount"], moved["posting_date"]) == (preview["amount"], preview["posting_date"])
    assert [one["account"] for one in program.get("entries").data["items"]] == ["C2"]
    assert program.post(f"entries/{book.entry}/move", move | {"reason": ""}).data["code"] == "correction_reason_missing"


def test_a_repayment_is_approved_by_another() -> None:
    company = build.new_company()
    alfa = build.customer(company, iban="SE3550000000054910000003")
    build.document(company, alfa, number="K-1", amount="-100.00", document_type="credit_memo")
    one = Program(company, name="one")
    made = one.post("repayments", {"customer": "C1", "reason": "Left us.", "amount": "60.00"}, key="k")
    (item,) = made.data["items"]
    assert (made.status, item["state"], item["amount"]) == (201, "proposed", "60.00")
    (entry,) = one.get("entries").data["items"]
    of_entry = {"entry": entry["id"], "reason": "The rest."}
    (rest,) = one.post("repayments", of_entry).data["items"]
    assert rest["amount"] == "40.00"
    assert one.post(f"repayments/{item['number']}/approve").status == 422  # the same person's
    assert one.post(f"repayments/{rest['number']}/cancel").data["state"] == "cancelled"
    assert [found["number"] for found in one.get("repayments").data["items"]] == [item["number"]]
    assert one.post("repayments/99/approve").status == 404


def test_entries_are_adjusted_to_a_day_s_rates() -> None:
    company = build.new_company()
    rate(company, "10.00", MARCH.replace(day=1))
    build.invoice(company, build.customer(company), currency="USD", posting_date="2026-03-02")
    rate(company, "11.00", MARCH)
    program = Program(company)
    order = {"as_of": "2026-03-31", "posting_date": "2026-03-31", "document": "ADJ-1", "currencies": ["usd"]}
    preview = program.post("exchange-adjustments", order | {"preview": True}).data
    done = program.post("exchange-adjustments", order, key="k").data
    assert [one["adjustment"] for one in done["adjustments"]] == ["1000.00"]
    assert preview["adjustments"] == done["adjustments"]
    (line,) = program.get("exchange-adjustments").data["items"]
    assert (line["as_of"], line["voucher"], line["by"]) == ("2026-03-31", done["vouchers"][0], "token:webshop")
    assert program.post("exchange-adjustments", order | {"document": "ADJ-2"}).data["vouchers"] == []
