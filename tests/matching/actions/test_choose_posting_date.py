"""Open lines of a closed period are posted on another day; the stories of reversal.txt tell the rest."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event, Payload
from reskontra.core.errors import Refused
from reskontra.matching.actions.choose_posting_date import choose_posting_date
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells("""
        statement B1 2026-03-02
        line      100.00 name="Alfa AB" day=2026-02-27
        line      50.00 name="Alfa AB" day=2026-03-02
        import
        apply     1 customer:C1
        apply     2 customer:C1
    """)
    return story


def test_the_day_is_kept_and_told(imported: Story) -> None:
    choose_posting_date(
        company=imported.company, actor=build.BOB, journal=imported.facts, day=date(2026, 4, 1), reason="Closed."
    )
    assert imported.facts.posting_date_override == date(2026, 4, 1)
    imported.tells("post\ndated BANK 2026-04-01 2026-04-01")
    event = Event.objects.filter(company=imported.company.id, action="journal.posting_date_chosen").get()
    assert event.actor == build.BOB


def test_no_line_is_posted_before_its_money_came(imported: Story) -> None:
    with pytest.raises(Refused, match="Line 2 of PRJ000001 is of 2026-03-02"):
        choose_posting_date(
            company=imported.company, actor=build.BOB, journal=imported.facts, day=date(2026, 3, 1), reason="Why not"
        )
    imported.tell("posting-date 2026-03-02")


def test_without_a_day_each_line_is_posted_on_its_own(imported: Story) -> None:
    imported.tells("posting-date 2026-04-01\nposting-date\npost\ndated BANK 2026-02-27 2026-03-02")


def test_a_day_needs_a_reason_that_is_kept(imported: Story) -> None:
    with pytest.raises(Refused, match="needs a reason"):
        choose_posting_date(
            company=imported.company, actor=build.BOB, journal=imported.facts, day=date(2026, 4, 1), reason=" "
        )
    imported.tell("posting-date 2026-04-01")
    kept = Payload.objects.filter(company=imported.company.id).order_by("-id").values_list("content", flat=True)
    assert any('"Closed."' in content for content in kept)
