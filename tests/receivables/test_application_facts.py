"""An application as its page shows it."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.application_facts import application_facts
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.models import Entry
from reskontra.receivables.unapply import unapply_application
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def number(company: CompanyFacts) -> int:
    """A payment of 980.00 in time on an invoice of 1,000.00 with a discount of 20.00."""
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-03-12")
    day = {"posting_date": "2026-03-01", "due_date": "2026-03-01"}
    build.document(company, alfa, number="P-1", amount="-980.00", document_type="payment", **day)
    order = ApplyOrder(EntryName("CUSTOMER", "P-1"), (Target(EntryName("CUSTOMER", "INV-1")),))
    return apply_entries(company=company, actor=build.BOB, order=order).number


def test_it_tells_its_rows_and_what_its_entries_would_have_without_it(company: CompanyFacts, number: int) -> None:
    found = application_facts(company=company, number=number)
    assert found
    assert (found.account, found.unapplies, found.unapplied_by) == ("C1", 0, 0)
    assert found.voucher
    assert {(row.number, row.kind, row.amount.minor) for row in found.rows} == {
        ("INV-1", "APPLICATION", -100000), ("P-1", "APPLICATION", 100000), ("P-1", "PAYMENT_DISCOUNT", -2000),
    }  # fmt: skip
    assert {(one.number, one.remaining.minor, one.without.minor) for one in found.entries} == {
        ("INV-1", 0, 100000), ("P-1", 0, -98000),
    }  # fmt: skip


def test_what_it_would_leave_is_what_taking_it_back_leaves(company: CompanyFacts, number: int) -> None:
    found = application_facts(company=company, number=number)
    assert found
    without = {one.number: one.without.minor for one in found.entries}
    done = unapply_application(company=company, actor=build.BOB, number=number)
    assert dict(Entry.objects.values_list("document_number", "remaining_minor")) == without
    after, back = (application_facts(company=company, number=one) for one in (number, done.number))
    assert after
    assert back
    assert (after.unapplied_by, back.unapplies) == (done.number, number)


def test_another_companys_is_none(company: CompanyFacts, number: int) -> None:
    assert application_facts(company=build.new_company(name="Sydan AB"), number=number) is None
