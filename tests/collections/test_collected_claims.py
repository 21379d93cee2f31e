"""What is being collected is not moved to another customer, alone or by a merge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from reskontra.collections.collected_claims import ClaimCollected
from reskontra.collections.disputes import DisputeEnd, close_dispute
from reskontra.collections.hand_overs import hand_over, take_back
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CollectionDocument
from reskontra.collections.payment_plans import cancel_payment_plan
from reskontra.collections.promises import withdraw_promise
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.merge import merge_entries
from reskontra.receivables.models import Entry
from reskontra.receivables.move import MoveOrder, move_entry
from tests import books, build
from tests.collections import claim_cases as cases
from tests.collections.reminding import debtor, make, terms

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 31)


def test_a_collected_claim_stays_until_its_cases_end(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    beta = build.customer(company, number="C2", name="Beta AB")
    order = MoveOrder(cases.name("INV-1"), "C2", "Wrong customer", DAY)

    def given() -> None:
        hand_over(company=company, actor=build.BOB, names=cases.names("INV-1"), to="agency", note="", today=cases.TODAY)

    by: Any = {"company": company, "actor": build.BOB, "number": 1}
    standing: tuple[tuple[Callable[[], object], Callable[[], object]], ...] = (
        (lambda: cases.disputed(company), lambda: close_dispute(**by, end=DisputeEnd("rejected"))),
        (lambda: cases.promised(company, "INV-1", day=DAY), lambda: withdraw_promise(**by)),
        (lambda: cases.planned(company, "INV-1"), lambda: cancel_payment_plan(**by)),
        (given, lambda: take_back(**by)),
        (lambda: cases.issued(company), lambda: CollectionDocument.objects.update(state="CANCELLED")),
    )
    for stands, ends in standing:
        stands()
        before = books.contents()
        with pytest.raises(ClaimCollected, match="INV-1 cannot be moved"):
            move_entry(company=company, actor=build.BOB, order=order)
        with pytest.raises(ClaimCollected), transaction.atomic():
            merge_entries(company=company, actor=build.BOB, source=alfa, target=beta, day=DAY, reason="One customer")
        assert books.contents() == before
        ends()
    move_entry(company=company, actor=build.BOB, order=order)
    open_ones = Entry.objects.filter(company=company.id).exclude(remaining_minor=0).order_by("id")
    assert list(open_ones.values_list("document_number", "party__number")) == [("INV-2", "C1"), ("INV-1", "C2")]


def test_what_a_reminder_posted_stays_with_it(company: CompanyFacts) -> None:
    """Also when what it reminded of was paid: the letter names the customer it was sent to."""
    terms(company, cost="DEMAND", fee_minor=180_00)
    party = debtor(company)
    build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, party)
    make(company)
    issue_reminders(company=company, actor=build.BOB)
    cases.pay(company, party, "INV-1", "1000.00", day=DAY)
    order = MoveOrder(cases.name("BP000001"), "C2", "Wrong customer", DAY)
    with pytest.raises(ClaimCollected, match="BP000001 cannot be moved"):
        move_entry(company=company, actor=build.BOB, order=order)
