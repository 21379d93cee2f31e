"""Payers for others, as a page."""

from __future__ import annotations

import pytest

from reskontra.matching.actions.relations import relations_of
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
NEW = {"form": "relation", "ledger": "customer", "payer": "C1", "party": "C2", "kind": "group"}
URL = "setup/payer-relations/"


def test_a_payer_is_added_and_ended(story: Story) -> None:
    browser = Browser(story.company)
    page = browser.get(URL)
    assert "Nobody pays for others." in page.text
    assert "C1 pays for C2." in browser.post(URL, NEW).text
    (button,) = browser.get(URL).values("//button[@name='end']/@value")
    page = browser.post(URL, {"end": button})
    assert "C1 pays for C2 until" in page.text
    assert page.values("//button[@name='end']/@value") == []
    (found,) = relations_of(company=story.company)
    assert found.valid_to is not None
    assert found.kind == "group"


@pytest.mark.parametrize(
    ("field", "value", "told", "said"),
    [
        ("payer", "C9", "payer", "C9"),
        ("party", "C1", "party", "pay for itself"),
        ("party", "", "party", "is empty"),
        ("from", "när som helst", "from", '"när som helst"'),
        ("to", "2020-01-01", "to", "not before it"),
    ],
)
def test_a_refusal_stands_at_its_field(story: Story, field: str, value: str, told: str, said: str) -> None:
    page = Browser(story.company).post(URL, {**NEW, "from": "2026-01-01", field: value})
    assert page.status == 422
    assert said in page.texts(f"//*[@id='relation-{told}-told']")[0]
    assert relations_of(company=story.company) == []


def test_what_nobody_pays_for_is_not_ended(story: Story) -> None:
    page = Browser(story.company).post(URL, {"end": "CUSTOMER\tC1\tC2"})
    assert page.status == 422
    assert "C1 does not pay for C2 now." in page.text
