"""Who decides second is told who was first, and nothing of hers is done."""

from __future__ import annotations

import pytest

from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.decide_as_seen import (
    LineChangedMeanwhile,
    LineDecidedMeanwhile,
    decide_as_seen,
    version_of,
)
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.queries import shown_lines
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def matched(story: Story) -> Story:
    story.tells('statement B1 2026-03-02\nline 400.00 name="ALFA AB" text="10025"\nimport\nmatch')
    return story


def seen(story: Story) -> str:
    (shown,) = shown_lines(company=story.company, journals=[story.facts], line_number=1)
    return version_of(shown)


def decide(story: Story, version: str) -> str:
    told, was = decide_as_seen(
        company=story.company, journal=story.facts, line_number=1, seen=version, decide=lambda: "decided"
    )
    assert was is not None
    return told


@pytest.mark.parametrize("is_seen", [True, False])
def test_what_is_as_it_was_seen_is_decided(matched: Story, is_seen: bool) -> None:
    assert decide(matched, seen(matched) if is_seen else "") == "decided"


def test_another_who_was_first_is_told(matched: Story) -> None:
    before = seen(matched)
    accept_lines(company=matched.company, actor=build.BOB, journal=matched.facts, line_numbers=[1])
    with pytest.raises(LineDecidedMeanwhile) as refusal:
        decide(matched, before)
    assert refusal.value.values["actor"] == "Bob"
    assert refusal.value.values["now"] == "INV-2"


def test_a_match_that_was_first_is_told(matched: Story) -> None:
    before = seen(matched)
    matched.tells("invoice C1 10025 400.00")
    match_journals(company=matched.company, actor=build.BOB, journals=[matched.facts])
    with pytest.raises(LineChangedMeanwhile, match="Line 1"):
        decide(matched, before)
