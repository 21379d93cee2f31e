"""How letters of any kind go out; stories of each kind are in test_statement_sending.py and test_plan_sending.py."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reskontra.collections.mailing import SendingUnclear
from reskontra.collections.models import Contact
from reskontra.collections.plan_sending import PlanPost
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections import claim_cases as cases

pytestmark = pytest.mark.django_db


def test_what_may_have_gone_out_is_told_with_where_to(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.planned(company, "INV-1")
    post = PlanPost(company, build.ALICE)
    (one,) = post.to_send()
    post.begin(one, "PRINT")
    with pytest.raises(SendingUnclear, match="1 may have gone out to print on "):
        post.begin(one, "PRINT")  # another run that looked before the first began


def test_the_timeline_has_the_day_of_sending_also_where_that_is_told_later(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.planned(company, "INV-1")
    post = PlanPost(company, build.ALICE)
    (one,) = post.to_send()
    begun = post.begin(one, "PRINT")
    begun.made_at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    post.end(one, begun, "SENT")
    contact = Contact.objects.get(company=company.id, kind="LETTER")
    assert contact.happened_on == date(2026, 3, 2)
