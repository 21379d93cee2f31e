"""The index of set-up: pages that are there and that the role opens, each with what holds now."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.actions import add_fiscal_year, move_periods, set_rate
from reskontra.companies.edit import change_company
from reskontra.companies.settings import set_setting
from reskontra.desk.setup import Item, setup_groups
from reskontra.interface.auth import Access
from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def items(story: Story, role: str = "ADMINISTRATOR") -> dict[str, Item]:
    access = Access(company_id=story.company.id, actor=build.BOB, role=role)
    return {item.word: item for group in setup_groups(company=story.company, access=access) for item in group.items}


def test_every_page_is_there_with_what_holds(story: Story) -> None:
    found = items(story)
    assert found["Bank accounts"].holds == "B1"
    assert found["Fiscal years and periods"].holds == "24 open periods, from 1 Jan 2025"
    assert found["Rules and settings"].holds == "as the preset says"
    assert found["Company"].holds == "no organisation number"
    assert found["Exchange rates"].holds == "none"


def test_what_holds_follows(story: Story) -> None:
    company = story.company
    change_company(company=company, actor=build.BOB, wanted={"organisation_number": "556047-3521"})
    set_setting(company=company, actor=build.BOB, key="late_discounts", value="accept")
    move_periods(company=company, actor=build.BOB, fiscal_year="2025", move="close")
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close")
    set_rate(company=company, actor=build.BOB, currency="EUR", day=build.date(2026, 2, 1), rate_e8=11 * 10**8)
    found = items(story)
    assert found["Company"].holds == "5560473521"
    assert found["Rules and settings"].holds == "1 setting changed"
    assert found["Fiscal years and periods"].holds == "no open period"
    assert found["Exchange rates"].holds == "latest 1 Feb 2026"


def test_a_role_sees_what_it_opens(story: Story) -> None:
    assert "Users and roles" not in items(story, "ACCOUNTANT")
    assert "Payment terms" in items(story, "ACCOUNTANT")
    assert Browser(story.company, role="CLERK").get("setup/").status == 200
    assert Browser(story.company, role="READER", name="rut").get("setup/").status == 403


def test_every_link_of_the_index_opens(story: Story) -> None:
    browser = Browser(story.company, role="ADMINISTRATOR")
    links = browser.get("setup/").values("//ul[@class='cues']//a/@href")
    assert len(links) > 10
    for link in links:
        path = link.removeprefix(f"/{story.company.id}/")
        page = browser.get(path)
        assert page.status == 200, link
        assert len(page.source) < 300_000


def test_the_same_number_of_queries_however_much_there_is(story: Story) -> None:
    browser = Browser(story.company, role="ADMINISTRATOR")
    browser.get("setup/")
    with CaptureQueriesContext(
        connection,
    ) as before:
        browser.get("setup/")
    for year in (2027, 2028, 2029):
        add_fiscal_year(
            company=story.company, actor=build.BOB, start=build.date(year, 1, 1), end=build.date(year, 12, 31)
        )
    build.bank_account(story.company, number="B2", iban="SE3550000000054910000003")
    with CaptureQueriesContext(connection) as after:
        browser.get("setup/")
    assert len(after) == len(before)
