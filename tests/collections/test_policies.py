"""A policy has terms, steps and a formula that leads on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.collections import policies
from reskontra.collections.customer_setup import ChannelUnknown
from reskontra.collections.interest_terms import InterestTermsUnknown
from reskontra.collections.models import CollectionPolicy
from reskontra.collections.policies import (
    PolicyFacts,
    due_policies,
    find_policy,
    keep_policy,
    read_channel,
    read_kind,
    read_steps,
)
from reskontra.collections.reminder_terms import ReminderTermsUnknown
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import NotADateFormula
from reskontra.parties.chosen import Chosen
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
        ({"every": ""}, policies.PolicyStandsStill), ({"kind": "FINANCE_CHARGE"}, InterestTermsUnknown),
        ({"kind": "STATEMENT", "steps": ("issue",)}, policies.PolicyOnNoTerms),
        ({"kind": "STATEMENT", "terms": ()}, policies.PolicySteps), ({"steps": ()}, policies.PolicySteps),
        ({"chosen": Chosen(payment_terms=("NEVER",))}, policies.PolicyCustomersUnknown),
        ({"chosen": Chosen(posting_groups=("NONE",))}, policies.PolicyCustomersUnknown),
        ({"chosen": Chosen(countries=("SWE",))}, policies.PolicyCustomersUnreadable),
        ({"least_minor": -1}, policies.PolicyLeastNegative),
    ):  # fmt: skip
        with pytest.raises(refusal):
            keep(**wrong)  # type: ignore[arg-type]
    assert books.contents() == before
    of_all = {
        "chosen": Chosen((), ("EU",), ("SE", "NO"), ("sv", "en-GB")), "least_minor": 50_00,
        "channel": "PRINT", "kind": "STATEMENT", "terms": (), "steps": ("issue", "send"),
    }  # fmt: skip
    keep(**of_all)
    assert find_policy(company=company, code="DAILY") == replace(policy, **of_all)  # type: ignore[arg-type]
    assert (read_kind("finance-charge"), read_channel("email")) == ("FINANCE_CHARGE", "EMAIL")
    with pytest.raises(policies.PolicyKindUnknown, match="reminder, finance-charge, statement"):
        read_kind("letter")
    with pytest.raises(ChannelUnknown):
        read_channel("dove")
    assert read_steps("send, make") == ("make", "send")
    for text in ("", "make,print"):
        with pytest.raises(policies.PolicySteps):
            read_steps(text)
