"""One box finds documents and journals."""

from __future__ import annotations

import pytest

from reskontra.desk.search import found_for
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_documents_and_journals(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00 text=x\nimport")
    assert [one.name for one in found_for(company=story.company, text="prj0000")] == ["PRJ000001"]
    assert [one.name for one in found_for(company=story.company, text="INV-2")] == ["Invoice INV-2, Alfa AB"]
    assert found_for(company=story.company, text="") == []


def test_the_page_says_when_nothing_fits(story: Story) -> None:
    assert "Nothing found" in Browser(story.company).get("search/?q=zzz").text
