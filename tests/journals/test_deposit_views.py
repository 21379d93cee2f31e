"""Deposits as pages: begun, typed in the grid, previewed, posted by who may, looked at and undone."""

from __future__ import annotations

import pytest

from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def told(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        invoice  C1 INV-1 1000.00
    """)
    return story


def test_a_deposit_from_the_slip_to_the_voucher_and_back(told: Story) -> None:
    alice = Browser(told.company, role="CLERK", name="alice")
    bob = Browser(told.company, role="ACCOUNTANT", name="bob")
    assert "No deposits yet." in alice.get("deposits/").text
    header = {"account": "B1", "total": "1 5oo", "day": "2026-03-10", "slip": "", "text": "Veckan"}
    page = alice.post("deposits/", header)
    assert (page.status, page.values("//input[@id='total']/@value")) == (422, ["1 5oo"])
    page = alice.post("deposits/", header | {"total": "1 500"})
    assert page.url.endswith("typed/INS000001/")
    assert "Bank deposit INS000001 is begun." in page.text
    told.tell("paid-in INS000001 customer:C1 pays=INV-1")
    page = alice.get("deposits/INS000001/")
    assert "500.00 left" in page.text
    assert page.values("//a[@data-key='p' or @data-key='v']/@href")[0].endswith("deposits/INS000001/post/")
    refused = alice.get("deposits/INS000001/post/")
    assert (refused.status, "is to come to 1,500.00 SEK" in refused.text) == (422, True)
    assert "is to come to 1,500.00 SEK" in alice.get("typed/INS000001/check/").text
    assert alice.get("typed/INS000001/settings/").url.endswith("deposits/INS000001/change/")
    page = alice.post("deposits/INS000001/change/", header | {"total": "1000", "is_lump": "on"})
    assert "Agrees" in page.text
    assert "A-2026-1" in alice.get("typed/INS000001/post/").text  # the grid's own address leads on
    assert alice.post("deposits/INS000001/post/", {}).status == 403
    assert "A-2026-1 is posted." in bob.post("deposits/INS000001/post/", {}).text
    posted = bob.get("deposits/INS000001/")
    assert posted.texts("//tbody/tr/td")[:2] == ["C1", "Alfa AB"]
    page = bob.post("deposits/INS000001/undo/", {"reason": ""})
    assert (page.status, "needs a reason" in page.text) == (422, True)
    assert "is undone by A-2026-2." in bob.post("deposits/INS000001/undo/", {"reason": "Twice"}).text
    assert "Reversed" in bob.get("deposits/").text


def test_an_open_deposit_is_deleted_and_an_unknown_one_is_nowhere(told: Story) -> None:
    alice = Browser(told.company, role="CLERK", name="alice")
    told.tell("deposit B1 10.00")
    assert "INS000001" in alice.get("deposits/INS000001/change/").text
    assert "is deleted with 0 lines." in alice.post("deposits/INS000001/delete/", {}).text
    for address in ("", "change/", "post/"):
        assert alice.get(f"deposits/INS000001/{address}").status == 404
