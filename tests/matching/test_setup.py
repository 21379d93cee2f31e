"""The rule table and limits that a company begins with."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.settings import ChargeLimit
from reskontra.matching.models import Rule
from reskontra.matching.setup import charge_limits_of, restore_rules, rules_of
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_new_company_has_the_default_rules_and_charge_limit(company: CompanyFacts) -> None:
    assert sorted(rules_of(company=company), key=lambda rule: rule.name) == sorted(
        DEFAULT_RULES, key=lambda rule: rule.name
    )
    assert charge_limits_of(company=company) == (ChargeLimit(),)


def test_rules_are_restored_and_the_audit_keeps_what_they_were(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    Rule.objects.filter(company=company.id, confidence="HIGH").delete()
    Rule.objects.filter(company=other.id, confidence="LOW").delete()
    assert restore_rules(company=company, actor=build.BOB) == len(DEFAULT_RULES)
    assert len(rules_of(company=company)) == len(DEFAULT_RULES)
    assert len(rules_of(company=other)) < len(DEFAULT_RULES)
    event = Event.objects.filter(company=company.id).order_by("-number").first()
    assert event
    assert (event.action, event.actor) == ("matching.rules.restored", build.BOB)
