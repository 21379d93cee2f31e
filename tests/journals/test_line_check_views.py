"""Checks of a journal's lines by page: written by hand or printed, one refused and none is stored."""

from __future__ import annotations

import pytest

from reskontra.journals import line_check_views
from reskontra.ledger.models import CheckEntry
from tests import books
from tests.story import Story
from tests.web import Browser

__all__ = ["line_check_views"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_lines_are_paid_by_checks_written_by_hand_and_printed(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        vendor   V1 "Leverans AB"
        batch    UT kind=payment bank:B1
        type     UT vendor:V1 100.00 on=2026-03-10
        type     UT vendor:V1 200.00 on=2026-03-11
        type     UT vendor:V1 300.00 on=2026-03-12
        type     UT vendor:V1 -5.00 on=2026-03-12 as=refund
    """)
    alice, here = Browser(story.company, role="CLERK", name="alice"), "typed/UT/checks/"
    assert f"/{story.company.id}/{here}" in alice.get("typed/UT/").values("//a/@href")
    assert alice.get(here).values("//input[@name='line']/@value") == ["1", "2", "3"]
    before = books.contents()
    for odd in (
        {"number": ""}, {"number": "7", "line": ["1", "2"]}, {"number": "", "line": ["1", "2"]},
        {"number": "", "line": ["9"]}, {"print": "1", "number": ""}, {"number": "7" * 31, "line": ["1"]},
    ):  # fmt: skip
        page = alice.post(here, odd)
        assert (page.status, page.values("//div[@role='alert']/@id")) == (422, ["refused"]), odd
    assert page.values("//input[@name='line'][@checked]/@value") == ["1"]
    assert books.contents() == before
    assert "1 line is paid by check 7, written by hand." in alice.post(here, {"number": "7", "line": ["1"]}).text
    story.tell("last-check B1 40")
    assert "1 check is printed: 41." in alice.post(here, {"print": "1", "number": "", "line": ["2"]}).text
    said = alice.post(here, {"number": "", "line": ["3", "1"]}).text
    assert "2 lines are paid by check 42, 43, written by hand." in said
    assert alice.get(here).values("//tbody//a[contains(@href, '/checks/')]/@href") == [
        f"/{story.company.id}/bank-accounts/B1/checks/41/"
    ]
    story.tell("post-batch UT")
    rows = CheckEntry.objects.filter(company=story.company.id).order_by("check_number")
    assert list(rows.values_list("check_number", "kind", "state")) == [
        ("41", "COMPUTER", "POSTED"), ("42", "MANUAL", "POSTED"), ("43", "MANUAL", "POSTED"),
    ]  # fmt: skip
    assert "No line of the journal pays out" in alice.get(here).text
    assert alice.get("typed/UX/checks/").status == 404
