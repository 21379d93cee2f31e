"""The list of journals over bank statements: what is in it, narrowed, in constant queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.core.dates import DayNotRead
from reskontra.database.listing import rows_of
from reskontra.interface.list_kinds import Asked
from reskontra.matching.journal_list import JOURNALS, journal_kind, journal_listing
from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(story: Story) -> Story:
    """PRJ000001 of March 2 with a ready line and one to decide; PRJ000002 of March 3, posted whole."""
    story.tells(
        """
        statement B1 2026-03-02
        line      1000.00 name="ALFA AB" ocr=10017
        line      77.00 text="Okänt"
        import
        match
        statement B1 2026-03-03
        line      500.00 name="ALFA AB" ocr=10025
        import
        match
        """
    )
    return story


def found(story: Story, **values: str) -> list[tuple[object, ...]]:
    listing = journal_listing(story.company, Asked(values, "number", False, None, None, ()))
    keys = ("number", "decide", "open", "posted", "state")
    return [tuple(row[key] for key in keys) for row in rows_of(listing, sort="number", is_descending=False)]


@pytest.mark.company_leads
def test_what_is_left_to_decide_stands_beside_what_is_open(two: Story) -> None:
    assert found(two) == [("PRJ000001", 1, 2, 0, "OPEN"), ("PRJ000002", 0, 1, 0, "OPEN")]
    two.tells("on PRJ000001\npost")
    assert found(two) == [("PRJ000001", 1, 1, 1, "OPEN"), ("PRJ000002", 0, 1, 0, "OPEN")]
    assert found(two, state="posted") == []
    assert [row[0] for row in found(two, q="b1 prj000002")] == ["PRJ000002"]
    assert [row[0] for row in found(two, **{"from": "2026-03-03"})] == ["PRJ000002"]
    assert (found(two, bank="B9"), len(found(two, bank="B1"))) == ([], 2)
    with pytest.raises(DayNotRead):
        found(two, to="snart")


def test_bank_accounts_are_chosen_from_where_there_are_several(two: Story) -> None:
    assert journal_kind(two.company) is JOURNALS
    build.bank_account(two.company, number="B2", iban="", bankgiro="5050-1055")
    page = Browser(two.company).get("journals/?bank=B1&sort=number")
    assert page.texts("//select[@name='bank']/option") == ["All", "B1", "B2"]
    assert page.texts("//tbody/tr/td[4]") == ["PRJ000001", "PRJ000002"]
    assert not page.root.xpath("//tfoot")
    export = Browser(two.company).get("journals/?format=csv&sort=number").source.splitlines()
    assert export[0] == "date,statement,bank_account,number,closing,decide,open,posted,state,currency"
    assert [line.split(",")[3] for line in export[1:]] == ["PRJ000001", "PRJ000002"]


def test_the_number_of_queries_is_that_of_one_journal(two: Story) -> None:
    browser, counts = Browser(two.company), []
    for _times in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get("journals/")
        counts.append(len(asked))
        two.tells('statement B1 2026-03-04\nline 5.00 text="x"\nimport')
    assert counts[0] == counts[1]
