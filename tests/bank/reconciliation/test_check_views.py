"""The page of checks that wait for a statement: applied to a line, moved here, taken off."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation import check_views
from tests.bank.reconciliation.drawn import drawn, typed
from tests.story import Story
from tests.web import Browser

__all__ = ["check_views", "drawn"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_page_offers_checks_and_tells_what_is_odd(drawn: Story) -> None:
    typed(drawn, -310_00, "1")
    alice, here = Browser(drawn.company), "reconciliations/B1-1/checks/"
    assert alice.get("reconciliations/B1-1/").values("//a[@data-key='c']/@href") == [f"/{drawn.company.id}/{here}"]
    page = alice.get(f"{here}?line=1")
    assert page.values("//input[@name='check']/@value") == ["1", "2", "3", "4"]
    assert page.values("//input[@name='check'][@checked]/@value") == ["1"]
    assert "its check 1 was drawn for" in page.texts("//p[@class='notice']")[0]
    odd = alice.post(here, {"line": "1", "day": "aldrig", "check": ["2"]})
    assert (odd.status, odd.values("//input[@name='check'][@checked]/@value")) == (422, ["2"])
    assert alice.post(here, {"line": "1", "day": ""}).status == 422
    assert "has 2 checks of -500.00" in alice.post(here, {"line": "1", "day": "", "check": ["1", "2"]}).text
    on_another = alice.post("reconciliations/B1-2/checks/", {"line": "", "day": "15", "check": ["2"]})
    assert on_another.values("//button[@name='take_over']/@form") == ["checks"]
    assert "is off line 1" in alice.post(f"{here}remove/", {"check": "1"}).text
    assert alice.post(f"{here}remove/", {"check": "1"}).status == 422
    page = alice.get("reconciliations/B1-1/")
    assert page.texts("//tr[@id='line-1']//span[@class='check-number']") == ["Check 1"]
    assert page.texts("//section[@id='bank-entries']//span[@class='check-number']") == [
        "Check 1", "Check 2", "Check 3", "Check 4",
    ]  # fmt: skip
    assert "is matched with something else" in alice.get(here).texts("//p[@class='notice']")[0]
