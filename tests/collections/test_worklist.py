"""The most urgent customer stands first, and its state says what holds it back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reskontra.collections.contacts import ContactOrder, log_contacts
from reskontra.collections.models import CustomerTerms
from reskontra.collections.worklist import WORKLIST, worklist_listing
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.database.listing import rows_of, slice_of
from reskontra.interface.list_kinds import Asked
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ON = date(2026, 3, 11)


@pytest.fixture
def book(company: CompanyFacts) -> CompanyFacts:
    """C1 owes 1,500.00 and has broken a promise; C2 as much for as long; C3 little; C4 nothing that is overdue."""
    cases.two_invoices(company)
    for number, amounts, due in (
        ("C2", ("1000.00", "500.00"), ("2026-02-09", "2026-02-20")), ("C3", ("90.00",), ("2026-03-01",)),
        ("C4", ("9000.00",), ("2026-03-11",)),
    ):  # fmt: skip
        party = build.customer(company, number=number, name=f"{number} AB")
        for amount, day in zip(amounts, due, strict=True):
            build.invoice(company, party, number=f"{number}-{amount}", amount=amount, due_date=day)
    cases.promised(company, "INV-1", day=date(2026, 3, 4))
    return company


def rows(company: CompanyFacts, **values: str) -> list[dict[str, Any]]:
    listing = worklist_listing(company=company, asked=Asked(values, "urgency", True, None, None, ()), on=ON)
    return [dict(row) for row in rows_of(listing, sort="urgency", is_descending=True)]


def test_urgency_is_amount_times_days_and_rises_with_broken_promises(book: CompanyFacts) -> None:
    found = {row["number"]: row for row in rows(book)}
    assert list(found) == ["C1", "C2", "C3"]
    # 1,000.00 for 30 days and 500.00 for 19; half as much again for the promise.
    assert [found[number]["urgency"] for number in found] == [59, 39, 0]
    assert (found["C1"]["overdue"], found["C1"]["entries"], found["C1"]["broken"]) == (1500_00, 2, 1)
    assert [row["state"] for row in found.values()] == ["broken", "overdue", "overdue"]


def test_the_list_is_narrowed(book: CompanyFacts) -> None:
    cases.promised(book, "C3-90.00", day=date(2026, 3, 20))
    cases.disputed(book, "C2-500.00")
    order = ContactOrder(("C2",), "call", "Rings back", cases.TODAY, date(2026, 3, 13))
    log_contacts(company=book, actor=build.ALICE, order=order, today=cases.TODAY)
    wanted = {
        "": ["C1", "C2", "C3"], "now": ["C1"], "broken": ["C1"], "promised": ["C3"], "disputed": ["C2"], "plan": [],
        "held": [],
    }  # fmt: skip
    assert {which: [row["number"] for row in rows(book, which=which)] for which in wanted} == wanted
    assert [row["number"] for row in rows(book, least="1 500,00")] == ["C1", "C2"]
    gamma = Party.objects.get(company=book.id, number="C3")
    Party.objects.filter(id=gamma.id).update(email="Old@gamma.example")
    terms = CustomerTerms.objects.create(
        company_id=book.id, party_id=gamma.id, bounced_at=bulk.moment(), bounced_address="old@gamma.example"
    )
    assert [(row["number"], row["state"]) for row in rows(book, which="bounced")] == [("C3", "bounced")]
    CustomerTerms.objects.filter(id=terms.id).update(email="new@gamma.example")
    assert rows(book, which="bounced") == []
    (beta,) = rows(book, q="c2 ab")
    assert (beta["contact_kind"], beta["state"], str(beta["next_date"])) == ("CALL", "disputed", "2026-03-13")


def test_it_is_sorted_by_every_column_with_the_same_queries(book: CompanyFacts, django_assert_num_queries: Any) -> None:
    listing = worklist_listing(company=book, asked=Asked({}, "urgency", True, None, None, ()), on=ON)
    for column in WORKLIST.columns:
        if column.sorts:
            with django_assert_num_queries(2):
                found = slice_of(listing, sort=column.key, is_descending=False, most=10)
            assert len(found.rows) == 3
