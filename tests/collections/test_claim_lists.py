"""Promises, disputes and plans in lists: what is wrong comes first, what is over only where it is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from reskontra.collections.claim_lists import Of, disputes, open_disputes, payment_plans, promises
from reskontra.collections.disputes import DisputeEnd, close_dispute
from reskontra.collections.payment_plans import cancel_payment_plan
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import PlanState, PromiseState
from reskontra.receivables.queries import find_document
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MARCH = date(2026, 3, 31)


def test_lists_tell_how_it_stands(company: CompanyFacts, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    alfa = cases.two_invoices(company)
    other = build.customer(company, number="C2", name="Beta AB")
    build.invoice(company, other, number="INV-3")
    cases.promised(company, "INV-1", "INV-2", day=date(2026, 3, 20))
    cases.promised(company, "INV-3", day=date(2026, 3, 6), amount="100.00")
    cases.pay(company, alfa, "INV-1", "1000.00", day=date(2026, 3, 3))
    found = promises(company=company, as_of=date(2026, 3, 9), of=Of())
    assert [(one.number, one.state, one.left.minor) for one in found] == [
        (2, PromiseState.BROKEN, 100_00), (1, PromiseState.STANDING, 500_00),
    ]  # fmt: skip
    cases.pay(company, alfa, "INV-2", "500.00", day=date(2026, 3, 21))
    cases.pay(company, other, "INV-3", "100.00", day=date(2026, 3, 22))
    assert promises(company=company, as_of=MARCH, of=Of()) == []
    ended = promises(company=company, as_of=MARCH, of=Of(with_ended=True))
    assert [(one.number, one.state) for one in ended] == [(2, PromiseState.LATE), (1, PromiseState.KEPT)]
    cases.disputed(company, "INV-3", deadline=date(2026, 3, 9))
    (case,) = disputes(company=company, as_of=date(2026, 3, 10), of=Of(party_id=other.id))
    assert (case.is_late, case.left.minor, open_disputes(company=company)) == (True, 900_00, 1)
    assert disputes(company=company, as_of=MARCH, of=Of(party_id=alfa.id)) == []
    close_dispute(company=company, actor=build.BOB, number=1, end=DisputeEnd("withdrawn"))
    assert disputes(company=company, as_of=MARCH, of=Of()) == []
    cases.planned(company, "INV-3", count=2)
    entry = find_document(company=company, ledger="CUSTOMER", number="INV-3").entry_id
    with django_assert_max_num_queries(3):
        (plan,) = payment_plans(company=company, as_of=MARCH, of=Of(entry_id=entry))
    assert (plan.total.minor, plan.paid.minor, plan.standing.standing.state) == (900_00, 0, PlanState.KEPT)
    cancel_payment_plan(company=company, actor=build.BOB, number=1)
    assert payment_plans(company=company, as_of=MARCH, of=Of()) == []
    of = Of(entry_id=entry, with_ended=True)
    both = [found(company=company, as_of=MARCH, of=of) for found in (promises, disputes, payment_plans)]
    assert [len(rows) for rows in both] == [1, 1, 1]  # type: ignore[arg-type]
    (first,) = promises(company=company, as_of=MARCH, of=Of(with_ended=True, number=1))
    assert (first.number, first.state) == (1, PromiseState.KEPT)
    unknown = Of(with_ended=True, number=3)
    assert not any(found(company=company, as_of=MARCH, of=unknown) for found in (promises, disputes, payment_plans))
