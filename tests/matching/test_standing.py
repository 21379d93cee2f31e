"""Mappings with conditions and splits decide lines; customers they name are found at once for all."""

from __future__ import annotations

import pytest

from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def mapped(story: Story, text: str, account: str, *, conditions: list[str], splits: list[str] | None = None) -> None:
    wanted = wanted_mapping(
        company=story.company, text=text, account=account, conditions=conditions, splits=splits or []
    )
    add_mapping(company=story.company, actor=build.ALICE, mapping=wanted)


@pytest.fixture
def paid(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      -125.00 text="Hyra lokal mars 2026" iban=DE89370400440532013000
        line      -125.00 text="mars hyra"
        line      -60.00 text="Hyra bil" name="Bilar AB"
        import
        """
    )
    return story


@pytest.mark.parametrize(
    ("case", "text", "conditions", "lines"),
    [
        ("contained", "hyra", [], [1, 2, 3]),
        ("all words in any order", "mars hyra", ["match=words"], [1, 2]),
        ("a pattern", r"^hyra \w+ mars", ["match=pattern"], [1]),
        ("the name alone", "bilar", ["field=name"], [3]),
        ("not in the text", "bilar", ["field=text"], []),
        ("an amount", "hyra", ["amount=100.00.."], [1, 2]),
        ("the account", "", ["payer=DE89 3704 0044 0532 0130 00"], [1]),
        ("another bank account", "hyra", ["from=2026-03-03"], []),
    ],
)
def test_which_lines_a_mapping_decides(
    paid: Story, case: str, text: str, conditions: list[str], lines: list[int]
) -> None:
    mapped(paid, text, "gl:6990", conditions=conditions)
    paid.tell("match")
    assert [line for line in (1, 2, 3) if paid.shown(line)["confidence"] == "mapped"] == lines


def test_splits_go_elsewhere_and_the_rest_to_the_account(paid: Story) -> None:
    mapped(paid, "hyra lokal", "gl:6990", conditions=[], splits=["gl:2641=20%", "gl:3740=0.25"])
    paid.tells(
        """
        match
        shows 1 ready mapped gl:2641=-25.00 gl:3740=-0.25 gl:6990=-99.75
        post
        gl 6990 99.75
        """
    )


def test_splits_that_take_more_than_there_is_do_not_fit(paid: Story) -> None:
    mapped(paid, "hyra", "gl:6990", conditions=[], splits=["gl:2641=100.00"])
    paid.tells("match\nshows 1 ready mapped\nshows 3 unmatched")


def test_a_mapping_to_a_customer_is_on_account(paid: Story) -> None:
    mapped(paid, "hyra bil", "customer:C1", conditions=[])
    paid.tells("match\nshows 3 ready mapped C1=-60.00\npost\nowes C1 1560.00")


def test_what_a_person_decided_is_left(paid: Story) -> None:
    paid.tell("apply 1 gl:6570")
    mapped(paid, "hyra", "gl:6990", conditions=[])
    paid.tells("match\nshows 1 ready manual gl:6570=-125.00\nshows 2 ready mapped gl:6990=-125.00")
