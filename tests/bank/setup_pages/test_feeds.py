"""Feeds, as a page: their schedule and their runs; where they fetch from is not said there."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.feeds.actions import FeedSettings, add_feed
from reskontra.bank.feeds.queries import feeds
from reskontra.companies.queries import CompanyFacts
from reskontra.matching.actions.run_feed import run_feed
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db
TYPED = {"form": "change", "edit": "SEB", "interval": "15", "days": "0", "silent": "24", "is_enabled": "on"}


@pytest.fixture
def feed(company: CompanyFacts, tmp_path: Path) -> CompanyFacts:
    build.bank_account(company)
    settings = FeedSettings(options={"path": str(tmp_path)})
    add_feed(company=company, actor=build.BOB, code="SEB", kind="folder", settings=settings)
    return company


def seen(browser: Browser) -> str:
    return browser.get("setup/feeds/?edit=SEB").values("//form[@id='form-change']/input[@name='seen']/@value")[0]


def test_a_schedule_is_changed_and_the_place_stays(feed: CompanyFacts) -> None:
    browser = Browser(feed)
    before = feeds(company=feed)[0].options
    typed = {**TYPED, "seen": seen(browser), "bank_account": "B1", "option-path": "/etc", "path": "/etc"}
    assert "Feed SEB is changed." in browser.post("setup/feeds/", typed).text
    after = feeds(company=feed)[0]
    assert (after.interval_minutes, after.silent_hours, after.bank_account, after.posts) == (15, 24, "B1", False)
    assert after.options == before


def test_a_refusal_stands_at_its_field(feed: CompanyFacts) -> None:
    browser = Browser(feed)
    page = browser.post("setup/feeds/", {**TYPED, "seen": seen(browser), "interval": "ofta"})
    assert page.status == 422
    assert '"ofta" is no whole number.' in page.texts("//*[@id='change-interval-told']")[0]
    gone = browser.post("setup/feeds/", {**TYPED, "seen": seen(browser), "bank_account": "B9"})
    assert "B9" in gone.texts("//*[@id='change-bank_account-told']")[0]


def test_a_run_is_no_change_of_the_feed_and_is_listed(feed: CompanyFacts, tmp_path: Path) -> None:
    browser = Browser(feed)
    before = seen(browser)
    (tmp_path / "rubbish.txt").write_text("rubbish")
    run_feed(company=feed, actor=build.BOB, code="SEB")
    assert seen(browser) == before
    page = browser.get("setup/feeds/")
    assert page.texts("//section[2]//tbody/tr/td[2]") == ["SEB"]


def test_a_feed_is_removed(feed: CompanyFacts) -> None:
    page = Browser(feed).post("setup/feeds/", {"form": "remove", "edit": "SEB"})
    assert "Feed SEB is removed." in page.text
    assert "reskontra feeds add" in page.text
    assert feeds(company=feed) == []
    assert Browser(feed).post("setup/feeds/", {"form": "remove", "edit": "SEB"}).status == 422
