"""The list of checks: only where there are any, narrowed, each row leading on, in as many queries for more rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_checks_of_an_account(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        vendor   V1 "Leverans AB"
        batch    UT kind=payment bank:B1
    """)
    alice = Browser(story.company, role="CLERK", name="alice")
    assert not alice.get("bank-accounts/B1/").values("//a[contains(@href, '/checks/')]/@href")
    assert "No checks are drawn" in alice.get("bank-accounts/B1/checks/").text
    counted = []
    for numbers in (("1",), ("2", "3", "4")):
        for number in numbers:
            story.tell(f"type UT vendor:V1 100.00 on=2026-03-10 check={number}")
        story.tell("post-batch UT")
        with CaptureQueriesContext(connection) as queries:
            page = alice.get("bank-accounts/B1/checks/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
    story.tell("void B1 2")
    page = alice.get("bank-accounts/B1/checks/")
    assert "300.00" in page.texts("//dl[@class='facts']/div/dd")[0]
    voided = alice.get("bank-accounts/B1/checks/?state=financially_voided")
    assert [href.rsplit("/", 2)[1] for href in voided.values("//tbody//a[contains(@href, '/checks/')]/@href")] == ["2"]
    assert alice.get("bank-accounts/B1/").values("//a[contains(@href, '/checks/')]/@href")
    assert alice.get("bank-accounts/B9/checks/").status == 404
