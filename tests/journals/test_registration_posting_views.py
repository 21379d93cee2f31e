"""Posting registered payments: many are asked about, and may be previewed in the background."""

from __future__ import annotations

import pytest

from reskontra.journals import registration_posting_views as module
from tests.journals.test_registration_views import LIST, bob, ready, send
from tests.story import Story
from tests.web import Browser

__all__ = ["bob", "ready"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_many_are_asked_about_before_they_are_looked_at(
    ready: Story, bob: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PREVIEWED_AT_ONCE", 0)
    send(bob, "INV-1", tick="on", date="2026-03-20")
    page = bob.get(f"{LIST}post/?of=alice")
    assert page.status == 422
    page = bob.get(f"{LIST}post/?lump=1")
    assert "1 payment: so many are checked and posted in the background" in page.text
    assert page.texts("//button[@autofocus]") == ["Post 1 payment"]
    assert page.values("//form[@method='post']/@action")[-1].endswith("post/?lump=1")
    few = bob.post(f"{LIST}post/?lump=1", {"preview": "1"})
    assert few.url.endswith("post/?lump=1")
