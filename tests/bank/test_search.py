"""Payments on statements by reference, and by amount, posted or not."""

from __future__ import annotations

import pytest

from reskontra.bank.search import transactions_found
from tests.matching.conftest import story
from tests.story import Story

__all__ = ["story"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def payers(story: Story, text: str, minor: int | None = None) -> list[str]:
    return [one.payer for one in transactions_found(company=story.company, text=text, minor=minor, most=5)]


def test_found(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 980.00 name="Alfa" ocr=10017\nline -50.00 name="Vide"\nimport\nmatch')
    assert payers(story, "980", 98000) == ["Alfa"]
    assert payers(story, "50", 5000) == ["Vide"]
    assert payers(story, "10017") == ["Alfa"]
    assert payers(story, "") == []
    story.tell("post 1")
    assert payers(story, "980", 98000) == ["Alfa"]
    assert payers(story, "10017") == ["Alfa"]
