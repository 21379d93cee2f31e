"""Facts as people read them: history, and what they decided."""

from __future__ import annotations

import pytest

from reskontra.matching.fact_views import FactUnknown, decided_by, find_fact, history_of, list_facts
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def used(story: Story) -> Story:
    story.tells(
        """
        invoice   C2 INV-4 810.00
        statement B1 2026-03-02
        line      800.00 iban=DE89370400440532013000
        line      810.00 iban=DE89370400440532013000
        import
        apply 1 INV-3
        match
        accept 2
        post
        """
    )
    return story


def test_history_and_what_it_decided(used: Story) -> None:
    (view,) = list_facts(company=used.company)
    assert (view.shown, view.means, view.worth) == ("DE89370400440532013000", "customer:C2", "certain")
    assert [
        (one.line, one.effect, one.actor, one.applied) for one in history_of(company=used.company, fact_id=view.id)
    ] == [(1, "confirmed", build.ALICE, ("INV-3",)), (2, "confirmed", build.ALICE, ("INV-4",))]
    assert [(one.line, one.state, one.applied) for one in decided_by(company=used.company, fact_id=view.id)] == [
        (2, "posted", ("INV-4",))
    ]


@pytest.mark.parametrize(
    ("case", "means", "kind", "count"),
    [
        ("of its party", "customer:C2", "", 1),
        ("of another", "customer:C1", "", 0),
        ("of a G/L account", "gl:6570", "", 0),
        ("of its kind", "", "ACCOUNT", 1),
        ("of another kind", "", "TEXT", 0),
    ],
)
def test_which_are_listed(used: Story, case: str, means: str, kind: str, count: int) -> None:
    assert len(list_facts(company=used.company, means=means, kind=kind)) == count


def test_an_unknown_number_is_refused(used: Story) -> None:
    with pytest.raises(FactUnknown):
        find_fact(company=used.company, number=99)
