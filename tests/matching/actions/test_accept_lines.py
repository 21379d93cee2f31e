"""What a person accepts counts as reviewed; what cannot be accepted is named."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Findings
from reskontra.matching.actions.accept_lines import accept_lines
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def matched(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      400.00 name="Beta AB" ocr=10033
        line      1100.00 name="Alfa AB" ocr=10017
        line      500.00 name="Alfa AB" ocr=10025
        line      9.00
        import
        match
        """
    )
    return story


def accepted(story: Story, *numbers: int) -> list[int]:
    return accept_lines(company=story.company, actor=build.BOB, journal=story.facts, line_numbers=numbers)


@pytest.mark.parametrize(
    ("case", "numbers", "expected"),
    [
        ("one", [1], [1]),
        ("two, in any order", [3, 1], [1, 3]),
        ("the same twice", [1, 1], [1]),
        ("all that have something applied", [], [1, 2, 3]),
    ],
)
def test_which_lines_are_accepted(matched: Story, case: str, numbers: list[int], expected: list[int]) -> None:
    assert accepted(matched, *numbers) == expected
    assert [number for number in (1, 2, 3, 4) if matched.shown(number)["reviewed"]] == expected


def test_who_accepted_is_recorded(matched: Story) -> None:
    accepted(matched, 1)
    event = Event.objects.filter(company=matched.company.id).order_by("-number").first()
    assert event
    assert (event.action, event.actor) == ("journal.lines.accepted", build.BOB)


def test_what_was_paid_too_much_goes_on_account(matched: Story) -> None:
    accepted(matched, 2)
    matched.tells("shows 2 overpaid reviewed INV-1=1000.00 C1=100.00\npost 2\nowes C1 400.00")


def test_every_line_that_cannot_be_accepted_is_named(matched: Story) -> None:
    with pytest.raises(Findings) as refusal:
        accepted(matched, 1, 4, 7, 8)
    assert [finding.code for finding in refusal.value.findings] == ["line_unknown", "line_unknown", "nothing_to_accept"]
    assert not matched.shown(1)["reviewed"]


def test_what_has_a_rest_that_belongs_to_nobody_is_named(matched: Story) -> None:
    matched.tells("apply 2 INV-1=600.00 INV-3=1.00\naccept 2 refused difference_left 499.00")


def test_nothing_to_accept_is_no_event(matched: Story) -> None:
    matched.tells("unapply 1\nunapply 2\nunapply 3")
    before = Event.objects.count()
    assert accepted(matched) == []
    assert Event.objects.count() == before
