"""Facts as rows: asked for by value, handed on at a merge."""

from __future__ import annotations

import pytest

from reskontra.matching.actions.facts import WantedFact, add_fact, revoke_fact
from reskontra.matching.fact_views import list_facts
from reskontra.matching.facts import facts_about, facts_of_payers, hand_on_facts, kinds_known
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def said(story: Story, kind: str, value: str, means: str) -> int:
    wanted = WantedFact(kind=kind, value=value, means=means)
    return add_fact(company=story.company, actor=build.ALICE, wanted=wanted).fact.number


def test_facts_are_found_by_value_and_revoked_ones_are_not(story: Story) -> None:
    said(story, "account", "DE89 3704", "customer:C1")
    second = said(story, "account", "DE893704", "customer:C2")
    found = facts_about(company=story.company, kind="ACCOUNT", values={"DE893704", "NO1"})
    assert {value: [one.number for one in facts] for value, facts in found.items()} == {"DE893704": [1, 2]}
    revoke_fact(company=story.company, actor=build.ALICE, number=second)
    found = facts_about(company=story.company, kind="ACCOUNT", values={"DE893704"})
    assert [one.number for one in found["DE893704"]] == [1]


def test_another_company_knows_nothing_of_it(story: Story) -> None:
    said(story, "account", "DE893704", "customer:C1")
    other = build.new_company(name="Annan AB")
    assert facts_about(company=other, kind="ACCOUNT", values={"DE893704"}) == {}
    assert kinds_known(company=other) == frozenset()
    assert kinds_known(company=story.company) == {"ACCOUNT"}


def test_those_who_pay_for_a_party(story: Story) -> None:
    said(story, "pays-for", "customer:C1", "customer:C2")
    c1, c2 = story.parties["C1"].id, story.parties["C2"].id
    assert [(one.value, one.party_id) for one in facts_of_payers(company=story.company, party_ids={c2})] == [
        (str(c1), c2)
    ]
    assert facts_of_payers(company=story.company, party_ids={c1}) == []


def test_a_merge_hands_facts_on(story: Story) -> None:
    said(story, "account", "DE893704", "customer:C1")
    said(story, "account", "DE893704", "customer:C2")
    said(story, "name", "Kalles Rör", "customer:C1")
    said(story, "pays-for", "customer:C1", "customer:C2")
    with_lock = {"source": story.parties["C1"].id, "target": story.parties["C2"].id}
    assert hand_on_facts(company=story.company, **with_lock) == 3
    assert [(one.fact.kind, one.shown, one.means) for one in list_facts(company=story.company)] == [
        ("ACCOUNT", "DE893704", "customer:C2"),
        ("NAME", "Kalles Rör", "customer:C2"),
    ]
