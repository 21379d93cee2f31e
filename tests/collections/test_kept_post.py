"""Letters that are made as they go out: another run that came first has the letter."""

from __future__ import annotations

import pytest

from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.mailing import SendingUnclear
from reskontra.collections.models import PlanSending
from reskontra.collections.plan_sending import PlanPost
from reskontra.collections.sending import NothingNamed
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections import claim_cases as cases

pytestmark = pytest.mark.django_db


def test_who_comes_second_begins_nothing(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.planned(company, "INV-1")
    first, second = PlanPost(company, build.ALICE), PlanPost(company, build.BOB)
    (seen,), (late) = first.to_send(), second.to_send()[0]
    first.begin(seen, "PRINT")
    with pytest.raises(SendingUnclear):
        second.begin(late, "PRINT")
    assert PlanSending.objects.filter(company=company.id).count() == 1
    with pytest.raises(NothingNamed):
        first.send_all(KeptOrder(is_again=True))
    with pytest.raises(NothingNamed):
        first.mark_all([])
