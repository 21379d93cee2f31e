"""Lines whose day lies in a closed period are told one by one, before anything is posted."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Findings
from reskontra.matching.actions.post_journal import Choice, post_journals
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells("""
        statement B1 2026-04-01
        line      500.00 name="Alfa AB" day=2026-03-30
        line      800.00 name="Beta AB" day=2026-03-31
        line      900.00 name="Gamma AB" day=2026-04-01
        import
        apply     1 customer:C1
        apply     2 customer:C1
        apply     3 customer:C1
        close     2026-03-31
    """)
    return story


def test_every_line_of_a_closed_period_is_told_with_the_first_open_day(imported: Story) -> None:
    with pytest.raises(Findings) as told:
        post_journals(company=imported.company, actor=build.BOB, journals=[imported.facts], choice=Choice())
    assert [finding.values["line"] for finding in told.value.findings] == [1, 2]
    assert str(told.value.findings[1]) == (
        "Line 2 of PRJ000001 is to be posted on 2026-03-31, in a period that is closed. "
        "The first open day is 2026-04-01: choose it with reskontra journal posting-date."
    )


def test_lines_are_posted_on_the_day_chosen(imported: Story) -> None:
    imported.tells("posting-date 2026-04-01\npost\ndated BANK 2026-04-01 2026-04-01 2026-04-01")
