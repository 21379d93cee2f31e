"""A bank reconciliation is filled by page: from an imported statement, and from what the books have."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation import filling_views
from tests.matching.conftest import story
from tests.story import Story
from tests.web import Browser

__all__ = ["filling_views", "story"]
pytestmark = pytest.mark.django_db


def test_an_imported_statement_is_taken_and_entries_make_lines(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-31
        line      25.00 text=kassa
        import
        batch      KASSA bank:B1
        type       KASSA customer:C2 -25.00 on=2026-03-31
        type       KASSA customer:C2 -7.00 on=2026-03-31
        post-batch KASSA
        """
    )
    alice = Browser(story.company)
    for ending in ("10025", "10032"):
        alice.post("reconciliations/new/", {"account": "B1", "day": "2026-03-30", "ending": ending})
    offered = alice.get(_take(alice))
    assert offered.values("//input[@name='statement']/@value") == ["S-1"]
    here = _take(alice).removesuffix("take/")
    odd = alice.post(f"{here}take/", {"import": "9", "statement": "S-1"})
    assert (odd.status, odd.values("//div[@role='alert']/@id")) == (422, ["refused"])
    assert "1 line is taken from S-1." in alice.post(f"{here}take/", {"import": "1", "statement": "S-1"}).text
    assert alice.get(here).values("//input[@name='line']/@data-minor") == ["2500"]
    (file,) = alice.get(f"{here}lines/1/").values("//a[@download]/@href")
    assert b"25.00" in alice.client.get(file).content
    refused = alice.post(f"{here}suggest/", {"starting": "", "ending": "igen", "reversed": "1"})
    assert (refused.status, refused.values("//input[@name='ending']/@value")) == (422, ["igen"])
    assert "2 lines are suggested." in alice.post(f"{here}suggest/", {"ending": "2026-03-31"}).text
    assert alice.get(here).values("//tr[@class='matched']/@id")[:2] == ["line-2", "line-3"]
    assert alice.get("reconciliations/none/take/").status == 404
    report = alice.get(f"{here}report/")
    assert "1 line has no bank entry." in report.texts("//p[@class='notice']")
    (address,) = report.values("//a[@download]/@href")
    paper = alice.client.get(address)
    assert (paper.status_code, paper.headers["Content-Type"]) == (200, "application/pdf")
    head = {"day": "2026-03-31", "opening": "10000", "ending": "10057", "number": "M1"}
    odd = alice.post(f"{here}change/", {**head, "ending": "allt"})
    assert (odd.status, odd.values("//input[@name='ending']/@value")) == (422, ["allt"])
    changed = alice.post(f"{here}change/", head)
    assert "B1-M1 is changed." in changed.text
    assert changed.url.endswith("/reconciliations/B1-M1/")
    (found,) = [url for url in alice.get("search/?q=25,00").values("//main//a/@href") if "/journals/" in url]
    for named in (found.split("/", 2)[2], "journals/B1-M1/"):  # what holds a payment, wherever it is named
        assert alice.get(named).url.endswith("/reconciliations/B1-M1/")
    assert alice.get("journals/B1-M9/").status == 404


def _take(browser: Browser) -> str:
    """The address of the newest reconciliation, below its company."""
    page = browser.get("reconciliations/?state=open")
    names = page.values("//table//td[1]/a/@href")
    return names[0].split("/", 2)[2] + "take/"
