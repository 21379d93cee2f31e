"""What is kept of a decision: the note of who reviewed, what stood there before, and one event."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.journals.models import JournalLine
from reskontra.matching.models import Decision
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_decision_is_kept_with_what_it_replaced(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 400.00 name="ALFA AB" text="10025"\nimport\nmatch\napply 1 INV-3')
    line = JournalLine.objects.get()
    assert (line.reviewed_by, Event.objects.order_by("-number")[0].action) == ("Alice", "journal.line.applied")
    kept = Decision.objects.get()
    assert (kept.actor, kept.action, kept.is_undone) == ("Alice", "journal.line.applied", False)
    assert '"state": "underpaid"' in kept.before
