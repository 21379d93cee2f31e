"""Customers of the worklist are given to somebody and put on hold, several at once; what is refused changes nothing."""

from __future__ import annotations

import pytest

from reskontra.collections.models import CustomerTerms
from reskontra.collections.worklist_actions import (
    CollectorUnknown,
    DoneWithMany,
    ManyOrder,
    NothingToDo,
    do_with_many,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables.holds import OnHoldTooLong
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections import claim_cases as cases
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_many_at_once(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    beta = build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, beta, number="INV-3")
    build.invoice(company, beta, number="INV-4", due_date="2026-03-02")  # not overdue today
    Browser(company, role="CLERK", name="clara")
    Entry.objects.filter(company=company.id, document_number="INV-1").update(on_hold="BOB")

    def do(*customers: str, **what: str) -> DoneWithMany:
        order = ManyOrder(customers, **what)  # type: ignore[arg-type]
        return do_with_many(company=company, actor=build.BOB, order=order, today=cases.TODAY)

    assert do("C1", "C2", owner="clara", hold="EVA") == DoneWithMany(2, 2)
    holds = Entry.objects.filter(company=company.id).order_by("document_number")
    assert list(holds.values_list("on_hold", flat=True)) == ["BOB", "EVA", "EVA", ""]
    owners = CustomerTerms.objects.filter(company=company.id)
    assert list(owners.values_list("owner", flat=True)) == ["clara", "clara"]
    assert (do("C1", owner=""), do("C1", "C2", hold="")) == (DoneWithMany(1), DoneWithMany(2, 3))
    assert sorted(owners.values_list("owner", flat=True)) == ["", "clara"]
    assert set(holds.values_list("on_hold", flat=True)) == {""}
    before = books.contents()
    for customers, what, refusal in (
        (("C1",), {}, NothingToDo), (("C1", "C9"), {"hold": "X"}, PartyUnknown),
        (("C1",), {"hold": "X", "owner": "nobody"}, CollectorUnknown), (("C1",), {"hold": "LONG"}, OnHoldTooLong),
    ):  # fmt: skip
        with pytest.raises(refusal):
            do(*customers, **what)
    assert books.contents() == before
