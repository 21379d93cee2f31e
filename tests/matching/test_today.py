"""A person's decisions of the day."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.matching.today import decided_today
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_every_decision_is_listed_with_its_line_as_it_is_now(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 400.00 name="ALFA AB" text="10025"\nline 9.00 text=x\nimport\nmatch')
    assert decided_today(company=story.company, actor=build.ALICE) == []
    story.tells("accept 1\napply 2 gl:3740")
    found = decided_today(company=story.company, actor=build.ALICE)
    assert [(one.line, one.word, one.is_undoable) for one in found] == [
        (2, "Applied by hand", True), (1, "Accepted", True),
    ]  # fmt: skip
    assert found[1].row is not None
    assert found[1].row.proposal == "INV-2"


def test_the_queries_do_not_grow_with_the_decisions(story: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            decided_today(company=story.company, actor=build.ALICE)
        return len(captured)

    story.tells("statement B1 2026-03-02\n" + "line 9.00 text=x\n" * 6 + "import")
    story.tells("apply 1 gl:3740")
    one = asked()
    story.tells("".join(f"apply {line} gl:3740\n" for line in range(2, 7)))
    assert asked() == one
