"""What each rule did, and what a person put right of it."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.matching.quality import quality
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def matched(story: Story) -> Story:
    """Two lines by their references and names, one mapped, one nobody knows."""
    story.tells(
        """
        mapping   avgift gl:6570 out
        statement B1 2026-03-02
        line      800.00 name="Beta AB" ocr=10033
        line      980.00 name="Alfa AB" ocr=10017
        line      -45.00 text="avgift"
        line      777.00
        import
        match
        """
    )
    return story


def told(story: Story) -> dict[str, tuple[int, ...]]:
    return {
        one.rule[:4]: (one.lines, one.alone, one.accepted, one.overruled, one.reversed)
        for one in quality(company=story.company)
    }


def test_what_went_without_a_person(matched: Story) -> None:
    expected = {"high": (2, 2, 0, 0, 0), "stan": (1, 1, 0, 0, 0), "none": (1, 0, 0, 0, 0)}
    assert told(matched) == expected
    matched.tell("post")
    assert told(matched) == expected


def test_what_a_person_accepted(matched: Story) -> None:
    matched.tell("accept 1")
    assert told(matched)["high"] == (2, 1, 1, 0, 0)


def test_what_was_reversed_had_gone_alone(matched: Story) -> None:
    matched.tells("post\nreverse 1")
    assert told(matched)["high"] == (2, 2, 0, 0, 1)
    matched.tells("match\naccept 1\npost 1\nreverse 1")
    assert told(matched)["high"] == (2, 2, 1, 0, 1)


def test_what_was_decided_otherwise_counts_for_the_rule_and_by_hand(matched: Story) -> None:
    matched.tells("apply 1 INV-2=500.00")
    assert told(matched)["high"] == (2, 1, 0, 1, 0)
    assert told(matched)["hand"][0] == 1


def test_months_and_since(matched: Story) -> None:
    matched.tells("statement B1 2026-04-01\nline 5.00\nimport\nmatch")
    assert {one.month for one in quality(company=matched.company)} == {"2026-03", "2026-04"}
    (april,) = quality(company=matched.company, since=date(2026, 4, 1))
    assert (april.month, april.rule, april.lines) == ("2026-04", "none", 1)


def test_companies_do_not_see_each_other(matched: Story) -> None:
    assert quality(company=build.new_company(name="Sydan AB")) == []
