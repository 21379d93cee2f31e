"""The rule table and limits that a company begins with."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.rulebook import Rulebook
from reskontra.core.matching.settings import ChargeLimit, NameMode
from reskontra.matching.models import Rule
from reskontra.matching.setup import charge_limits_of, restore_rules, rules_of, set_rulebook, settings_of
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


def test_a_rulebook_sets_what_it_says_and_leaves_the_rest(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    limits = (ChargeLimit(5_000, 15, "EUR", "DE"), ChargeLimit(1_000, 10))
    thresholds = {"high_quality_min": 70, "name_mode": NameMode.EXACT}
    set_rulebook(company=company, actor=build.BOB, book=Rulebook(charge_limits=limits, thresholds=thresholds))
    set_rulebook(company=company, actor=build.BOB, book=Rulebook(thresholds={"steps_max": 5_000}))
    found = settings_of(company=company, banks=[])
    assert (found.high_quality_min, found.name_mode, found.steps_max) == (70, NameMode.EXACT, 5_000)
    assert set(found.charge_limits) == set(limits)
    assert len(rules_of(company=company)) == len(DEFAULT_RULES)
    set_rulebook(company=company, actor=build.BOB, book=Rulebook(rules=DEFAULT_RULES[:2]))
    assert sorted(rules_of(company=company), key=lambda rule: rule.priority) == list(DEFAULT_RULES[:2])
    untouched = settings_of(company=other, banks=[])
    assert (untouched.high_quality_min, untouched.charge_limits) == (40, (ChargeLimit(),))
    assert len(rules_of(company=other)) == len(DEFAULT_RULES)
    events = list(Event.objects.filter(company=company.id, action="matching.rules.set"))
    assert len(events) == 3


def test_a_charge_limit_of_no_account_is_refused(company: CompanyFacts) -> None:
    with pytest.raises(Refused) as refusal:
        set_rulebook(company=company, actor=build.BOB, book=Rulebook(charge_limits=(ChargeLimit(bank="B9"),)))
    assert refusal.value.code == "bank_account_unknown"
    assert charge_limits_of(company=company) == (ChargeLimit(),)
