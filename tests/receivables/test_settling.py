"""What may settle an entry, and who applies to whom."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.applying import apply_entries
from reskontra.receivables.models import Entry
from reskontra.receivables.settling import Words, may_settle, order_for, signed_as
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def ids(company: CompanyFacts) -> dict[str, int]:
    """Alfa AB: invoices of 1,000.00 (discount 20.00 until 12 March) and 500.00, a credit memo, two payments alike."""
    alfa, beta = build.customer(company), build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, alfa, number="INV-1", discount_amount="20.00", discount_date="2026-03-12")
    build.invoice(company, alfa, number="INV-2", amount="500.00", due_date="2026-02-01")
    build.document(company, alfa, number="K-1", amount="-100.00", document_type="credit_memo")
    day = {"posting_date": "2026-03-01", "due_date": "2026-03-01"}
    build.document(company, alfa, number="P-1", amount="-980.00", document_type="payment", **day)
    build.document(company, alfa, number="P-2", amount="-70.00", document_type="payment", **day)
    build.invoice(company, beta, number="INV-9")
    return dict(Entry.objects.values_list("document_number", "id"))


def test_only_the_partys_other_open_entries_may_settle_one(company: CompanyFacts, ids: dict[str, int]) -> None:
    found = may_settle(company=company, entry_id=ids["P-1"])
    assert [(one.number, one.helps) for one in found] == [
        ("INV-2", False), ("INV-1", False), ("K-1", True), ("P-2", True),
    ]  # fmt: skip
    assert [one.number for one in may_settle(company=company, entry_id=ids["P-1"], text="inv-1")] == ["INV-1"]


def test_a_payment_that_was_ticked_for_a_document_applies_to_it(company: CompanyFacts, ids: dict[str, int]) -> None:
    """So that its discount is granted, whichever of the two a person began with."""
    order = order_for(company=company, entry_id=ids["INV-1"], amounts={ids["P-1"]: None}, words=Words())
    assert (order.applying.number, [target.name.number for target in order.targets]) == ("P-1", ["INV-1"])
    applied = apply_entries(company=company, actor=build.ALICE, order=order)
    assert (applied.left.minor, [one.granted.minor for one in applied.settled]) == (0, [2000])
    assert Entry.objects.get(id=ids["INV-1"]).remaining_minor == 0


def test_so_much_of_the_payment_is_so_much_of_the_document(company: CompanyFacts, ids: dict[str, int]) -> None:
    order = order_for(company=company, entry_id=ids["INV-1"], amounts={ids["P-1"]: -40000}, words=Words())
    assert [(target.name.number, target.amount) for target in order.targets] == [("INV-1", "400.00")]
    apply_entries(company=company, actor=build.ALICE, order=order)
    assert Entry.objects.get(id=ids["P-1"]).remaining_minor == -58000


def test_otherwise_the_chosen_one_applies(company: CompanyFacts, ids: dict[str, int]) -> None:
    amounts = {ids["INV-2"]: 10000, ids["INV-1"]: None}
    words = Words(day=date(2026, 3, 5), accepts_tolerance=True)
    order = order_for(company=company, entry_id=ids["K-1"], amounts=amounts, words=words)
    assert (order.applying.number, order.day, order.accepts_tolerance) == ("K-1", date(2026, 3, 5), True)
    assert [(target.name.number, target.amount) for target in order.targets] == [("INV-2", "100.00"), ("INV-1", "")]


def test_entries_of_another_company_are_nobodys(company: CompanyFacts, ids: dict[str, int]) -> None:
    other = build.new_company(name="Sydan AB")
    theirs = build.invoice(other, build.customer(other), number="INV-77")
    order = order_for(company=company, entry_id=ids["P-1"], amounts={theirs.entry_id: None}, words=Words())
    assert order.targets == ()


def test_an_amount_without_a_sign_has_the_entrys(company: CompanyFacts, ids: dict[str, int]) -> None:
    by_number = {one.number: one for one in may_settle(company=company, entry_id=ids["INV-1"])}
    assert signed_as(by_number["P-1"], 40000) == -40000
    assert signed_as(by_number["P-1"], -40000) == -40000
    assert signed_as(by_number["INV-2"], 40000) == 40000
    assert signed_as(by_number["INV-2"], -40000) == -40000
