"""A check by page: shown to all, voided by an accountant, with a preview that stores nothing."""

from __future__ import annotations

import pytest

from tests import books
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_check_is_previewed_and_voided(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        vendor   V1 "Leverans AB"
        invoice  V1 L-1 -400.00
        batch    UT kind=payment bank:B1
        last-check B1 7
        type     UT vendor:V1 on=2026-03-10 pays=L-1 check=7
        post-batch UT
        type     UT vendor:V1 5.00 on=2026-03-10 print-check
        print    UT
    """)
    url = "bank-accounts/B1/checks/7/"
    alice = Browser(story.company, role="CLERK", name="alice")
    assert "Leverans AB" in alice.get(url).text
    assert alice.post(url, {"day": "2026-03-10"}).status == 403
    bob = Browser(story.company, role="ACCOUNTANT", name="bob")
    page = bob.post(url, {"day": "2026-03-09", "reason": "Lost"})
    assert (page.status, "Void it on its date or later." in page.text) == (422, True)
    assert page.values("//input[@id='reason']/@value") == ["Lost"]
    before = books.contents()
    page = bob.post(url, {"day": "2026-03-12", "preview": "1"})
    assert page.texts("//tbody/tr/td[1]") == ["1930", "2440"]
    assert books.contents() == before
    page = bob.post(url, {"day": "2026-03-12", "keeps_applied": "on"})
    assert "Check 7 is voided by A-2026-2; its bank entries wait for a statement." in page.text
    assert "A-2026-2" in bob.get(url).text
    page = bob.post("bank-accounts/B1/checks/8/", {})
    assert "Check 8 is voided; its line can be printed anew." in page.text
    assert bob.get("bank-accounts/B1/checks/99/").status == 404
