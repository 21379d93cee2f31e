"""The audit trail as a page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from reskontra.audit.queries import EventFacts
from reskontra.audit.trail import record
from reskontra.desk.audit import Change, event_row
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def changes(content: dict[str, object]) -> tuple[Change, ...]:
    return event_row(EventFacts(1, datetime.now(UTC), "alice", "x.done", "X", content), currency="SEK").changes


def test_before_and_after_stand_beside_each_other() -> None:
    assert changes({"before": {"a": 1, "b": None}, "after": {"a": 2, "b": "ny"}, "reason": "test"}) == (
        Change("a", "1", "2"),
        Change("b", "", "ny"),
        Change("Reason", "", "test"),
    )
    assert changes({"before": "CLERK", "after": ""}) == (Change("", "CLERK", ""),)
    assert changes({"before": 150000, "total": 120050, "what": "fee"}) == (
        Change("Total", "1,500.00", "1,200.50"), Change("What", "", "Fee changed"),
    )  # fmt: skip
    assert changes({"before": {"role": "CLERK"}, "after": {"role": "READER"}, "amount": "10.00"}) == (
        Change("Role", "Clerk", "Reader"), Change("Amount", "", "10.00"),
    )  # fmt: skip
    issued = {"count": 2, "documents": [["BP1", "BPU1", 314866, 0], ["BP2", "BPU2", 5000, 0]]}
    assert changes(issued) == (Change("Count", "", "2"), Change("Documents", "", "BP1, BP2"))
    assert changes({"lines": [1, 2], "moved": {"1930": 5}}) == (
        Change("Lines", "", "1, 2"),
        Change("Moved", "", "1930: 5"),
    )


def test_names_are_told_in_words_and_amounts_as_amounts() -> None:
    content: dict[str, object] = {
        "ledger": "CUSTOMER", "credit_limit_minor": [0, 1250050], "city": ["Umeå", ""], "is_active": [True, False],
    }  # fmt: skip
    event = EventFacts(1, datetime.now(UTC), "alice", "party.changed", "C1", content)
    assert event_row(event, currency="SEK").changes == (
        Change("Ledger", "", "Customer"), Change("Credit limit", "0.00", "12,500.50"), Change("City", "Umeå", ""),
        Change("Active", "yes", "no"),
    )  # fmt: skip
    with translation.override("sv"):
        assert event_row(event, currency="SEK").changes[1:3] == (
            Change("Kreditgräns", "0,00", "12\xa0500,50"), Change("Ort", "Umeå", "")
        )  # fmt: skip
    yen: dict[str, object] = {"currency": "JPY", "discount_minor": [0, 1250]}
    shown = event_row(EventFacts(1, datetime.now(UTC), "alice", "entry.edited", "INV-1", yen), currency="SEK").changes
    assert shown[-1] == Change("Cash discount", "0", "1,250")


def test_the_newest_first_a_hundred_a_page(story: Story) -> None:
    for number in range(101):
        record(company=story.company.id, actor="alice", action="thing.changed", subject=f"T{number}", content={})
    browser = Browser(story.company)
    first = browser.get("audit/?action=thing")
    assert first.texts("//tbody/tr/td[5]")[:2] == ["T100", "T99"]
    older = first.values("//div[@class='pager']/a/@href")[0]
    assert browser.get(f"audit/{older}").texts("//tbody/tr/td[5]") == ["T0"]


def test_what_was_done_is_told_and_found_in_words(story: Story) -> None:
    record(company=story.company.id, actor="alice", action="rates.loaded", subject="ECB", content={})
    browser = Browser(story.company, language="sv")
    page = browser.get("audit/?action=valutakurser+in")
    assert page.texts("//tbody/tr/td[4]") == ["Valutakurser inlästa"]
    assert page.values("//tbody/tr/td[4]/@title") == ["rates.loaded"]
    assert browser.get("audit/?action=rates.lo").texts("//tbody/tr/td[4]") == ["Valutakurser inlästa"]


def test_a_day_that_is_none_is_told_beside_what_was_typed(story: Story) -> None:
    page = Browser(story.company).get("audit/?from=i%20dag")
    assert page.status == 422
    assert '"i dag" is not a date.' in page.text


def test_a_clerk_does_not_see_it(story: Story) -> None:
    assert Browser(story.company, role="CLERK").get("audit/").status == 403


def test_hostile_content_stays_text(story: Story) -> None:
    record(company=story.company.id, actor="<b>eve</b>", action="x.done", subject="", content={"after": "<script>"})
    page = Browser(story.company).get("audit/?action=x.done")
    assert "<script>" in page.texts("//td[6]")[0]
    assert "<b>eve</b>" in page.texts("//td[3]")[0]
