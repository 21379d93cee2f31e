"""What a card shows of a party's entries."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import due_buckets
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.party_facts import count_entries, entries_lately, paid_invoices, position_of
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ON = date(2026, 3, 20)


@pytest.fixture
def party(company: CompanyFacts) -> int:
    """INV-1 of 1,000.00 is paid late on 1 March; INV-2 of 500.00 is overdue; K-1 of 100.00 is not applied."""
    alfa = build.customer(company)
    build.invoice(company, alfa)
    build.invoice(company, alfa, number="INV-2", amount="500.00", due_date="2026-03-10")
    build.document(company, alfa, number="K-1", amount="-100.00", document_type="credit_memo", due_date="2026-04-01")
    day = {"posting_date": "2026-03-01", "due_date": "2026-03-01"}
    build.document(company, alfa, number="P-1", amount="-1000.00", document_type="payment", **day)
    order = ApplyOrder(EntryName("CUSTOMER", "P-1"), (Target(EntryName("CUSTOMER", "INV-1")),))
    apply_entries(company=company, actor=build.BOB, order=order)
    return alfa.id


def test_a_position_sums_what_is_open(company: CompanyFacts, party: int) -> None:
    found = position_of(company=company, party_id=party, on=ON, buckets=due_buckets(as_of=ON, ages=(30, 60)))
    assert (found.balance_minor, found.entries, found.overdue_minor, found.overdue_entries) == (40000, 2, 50000, 1)
    assert (found.parts, found.disputed) == ((-10000, 50000, 0, 0), 0)
    assert found.credit_id


def test_of_nobody_it_is_nothing(company: CompanyFacts) -> None:
    found = position_of(company=company, party_id=0, on=ON, buckets=[])
    assert (found.balance_minor, found.entries, found.credit_id, found.parts) == (0, 0, 0, ())


def test_paid_invoices_tell_how_long_they_took(company: CompanyFacts, party: int) -> None:
    (paid,) = paid_invoices(company=company, party_id=party, since=date(2026, 1, 1))
    assert (paid.month, paid.days, paid.is_late) == ("2026-03", 50, True)
    assert paid_invoices(company=company, party_id=party, since=date(2026, 3, 2)) == []


def test_entries_are_told_newest_first(company: CompanyFacts, party: int) -> None:
    assert entries_lately(company=company, party_id=party, most=1)[0].number == "P-1"
    assert count_entries(company=company, party_id=party) == 4
