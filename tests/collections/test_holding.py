"""What is held back of entries: one answer for holds, disputes, promises and plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from reskontra.collections.disputes import DisputeEnd, close_dispute
from reskontra.collections.holding import Held, held_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import HoldReason
from reskontra.receivables.applying import EntryName
from reskontra.receivables.edit import Edit, edit_entry
from reskontra.receivables.models import Entry
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 6)


def held(company: CompanyFacts, as_of: date = cases.TODAY) -> dict[str, Held]:
    rows = dict(Entry.objects.filter(company=company.id).values_list("id", "document_number"))
    found = held_of(company=company, entry_ids=rows, as_of=as_of)
    assert all(one.dispute_id is None or one.disputed_minor for one in found.values())
    return {rows[id]: replace(one, dispute_id=None) for id, one in found.items()}


def test_a_promise_holds_all_until_it_is_broken_or_kept(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    assert held(company) == {}
    cases.promised(company, "INV-1", "INV-2", day=DAY, amount="1200.00")
    last = date(2026, 3, 8)
    waits = {
        "INV-1": Held(1000_00, (HoldReason.PROMISED,), last), "INV-2": Held(500_00, (HoldReason.PROMISED,), last),
    }  # fmt: skip
    assert held(company) == held(company, last) == waits
    assert held(company, date(2026, 3, 9)) == {}
    cases.pay(company, alfa, "INV-2", "200.00", day=date(2026, 3, 3))  # all that was promised of it
    assert held(company) == {"INV-1": waits["INV-1"]}


def test_disputes_hold_their_part_and_plans_what_they_pay(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    cases.disputed(company, amount="400.00")
    cases.planned(company, "INV-2", count=2)
    assert held(company) == {
        "INV-1": Held(400_00, (HoldReason.DISPUTED,), None, 400_00),
        "INV-2": Held(500_00, (HoldReason.PLAN,), date(2026, 4, 5)),
    }
    assert list(held(company, date(2026, 4, 6))) == ["INV-1"]  # the first instalment was not paid
    cases.pay(company, alfa, "INV-2", "250.00", day=date(2026, 3, 20))
    assert held(company, date(2026, 4, 6))["INV-2"] == Held(250_00, (HoldReason.PLAN,), date(2026, 5, 5))
    cases.pay(company, alfa, "INV-1", "900.00", day=date(2026, 3, 21))
    assert held(company)["INV-1"] == Held(100_00, (HoldReason.DISPUTED,), None, 100_00)
    close_dispute(company=company, actor=build.BOB, number=1, end=DisputeEnd("rejected"))
    assert list(held(company)) == ["INV-2"]


def test_what_was_typed_on_an_entry_holds_it_too(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    name = EntryName("CUSTOMER", "INV-1")
    edit = Edit(on_hold="BOB", promised_date=DAY, dispute_status="quality")
    edit_entry(company=company, actor=build.BOB, name=name, edit=edit)
    reasons = (HoldReason.ON_HOLD, HoldReason.DISPUTED, HoldReason.PROMISED)
    assert held(company) == {"INV-1": Held(1000_00, reasons, None, 1000_00)}
    edit_entry(company=company, actor=build.BOB, name=name, edit=Edit(on_hold="", dispute_status=""))
    assert held(company) == {"INV-1": Held(1000_00, (HoldReason.PROMISED,), date(2026, 3, 8))}
    assert held(company, date(2026, 3, 9)) == {}


def test_one_question_for_any_number_of_entries(
    company: CompanyFacts, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases.two_invoices(company)
    cases.promised(company, "INV-1", day=DAY)
    cases.planned(company, "INV-2", count=2)
    ids = list(Entry.objects.filter(company=company.id).values_list("id", flat=True))
    with django_assert_num_queries(8):
        assert len(held_of(company=company, entry_ids=ids, as_of=cases.TODAY)) == 2
