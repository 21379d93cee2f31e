"""Pages and actions are found by what people call them, in either language, by those who may open them."""

from __future__ import annotations

import pytest
from django.utils import translation

from reskontra.desk.places import ACTIONS, address, goals, goals_found
from reskontra.interface.auth import Access
from tests.story import Story

pytestmark = pytest.mark.django_db


def words(story: Story, text: str, role: str = "ADMINISTRATOR") -> list[str]:
    access = Access(company_id=story.company.id, actor="alice", role=role)
    return [one.word for one in goals_found(company=story.company, access=access, text=text, most=5)]


@pytest.mark.parametrize(("text", "first"), [("kunder", "Customers"), ("customers", "Customers"), ("hem", "Home")])
def test_what_is_called_so_comes_first(story: Story, text: str, first: str) -> None:
    assert words(story, text)[0] == first


def test_every_word_counts(story: Story) -> None:
    assert words(story, "trial balance") == ["Trial balance"]
    assert words(story, "trial zebra") == []


def test_what_she_may_not_open_is_not_found(story: Story) -> None:
    assert words(story, "import", role="READER") == []


def test_words_are_in_the_reader_s_language(story: Story) -> None:
    with translation.override("sv"):
        assert "Importera utdrag" in words(story, "import")


def test_a_page_is_named_once(story: Story) -> None:
    found = [address(story.company, goal) for goal in goals() if goal not in ACTIONS]
    built = [url for url in found if url]
    assert len(built) == len(set(built))
