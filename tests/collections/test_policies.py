"""A policy has terms, steps and a formula that leads on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.collections import policies
from reskontra.collections.models import CollectionPolicy
from reskontra.collections.policies import PolicyFacts, due_policies, find_policy, keep_policy, read_steps
from reskontra.collections.reminder_terms import ReminderTermsUnknown
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import NotADateFormula
from tests import books, build
from tests.collections.reminding import terms

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 2)


def test_policies_are_kept(company: CompanyFacts) -> None:
    for code in ("T", "Two weeks"):
        terms(company, code)
    policy = PolicyFacts("DAILY", ("T", "Two weeks"), ("make", "send"), "1D", DAY)

    def keep(is_new: bool = False, **values: object) -> None:
        keep_policy(company=company, actor=build.BOB, policy=replace(policy, **values), is_new=is_new)  # type: ignore[arg-type]

    keep(is_new=True)
    assert find_policy(company=company, code="DAILY") == policy
    assert (due_policies(company=company, today=DAY), due_policies(company=company, today=date(2026, 3, 1))) == (
        ["DAILY"], [],
    )  # fmt: skip
    CollectionPolicy.objects.update(terms="T U")  # as it was kept before
    assert find_policy(company=company, code="DAILY").terms == ("T", "U")
    keep(terms=("Two weeks",))
    assert find_policy(company=company, code="DAILY").terms == ("Two weeks",)
    keep(is_enabled=False)
    assert due_policies(company=company, today=DAY) == []
    before = books.contents()
    for wrong, refusal in (
        ({"is_new": True}, policies.PolicyExists), ({"code": "OTHER"}, policies.PolicyUnknown),
        ({"code": "A B"}, policies.PolicyCodeUnreadable), ({"terms": ()}, policies.PolicyWithoutTerms),
        ({"terms": ("NONE",)}, ReminderTermsUnknown), ({"every": "x"}, NotADateFormula),
        ({"every": ""}, policies.PolicyStandsStill),
    ):  # fmt: skip
        with pytest.raises(refusal):
            keep(**wrong)  # type: ignore[arg-type]
    assert books.contents() == before
    assert read_steps("send, make") == ("make", "send")
    for text in ("", "make,print"):
        with pytest.raises(policies.PolicySteps):
            read_steps(text)
