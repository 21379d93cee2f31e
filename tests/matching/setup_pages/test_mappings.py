"""Text mappings, as a page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.audit.models import Event
from reskontra.matching.actions.mappings import mappings_of
from tests import books
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
URL = "setup/text-mappings/"
NEW = {
    "form": "mapping", "text": "Bankavgift", "match": "text", "field": "any", "account": "gl:6570", "direction": "out",
    "low": "1", "high": "1 000,50", "priority": "50", "splits": "gl:3740=10%; gl:2641=2.50",
}  # fmt: skip


def test_a_mapping_is_made_changed_and_removed(story: Story) -> None:
    browser = Browser(story.company)
    assert "No text mappings yet." in browser.get(URL).text
    assert '"Bankavgift" is posted to gl:6570.' in browser.post(URL, NEW).text
    (made,) = mappings_of(company=story.company)
    assert (made.direction, made.min_amount_minor, made.max_amount_minor, made.priority) == ("OUT", 100, 100_050, 50)
    assert [split.account_number for split in made.splits] == ["3740", "2641"]
    page = browser.get(f"{URL}?edit={made.number}")
    assert page.values("//input[@name='high']/@value") == ["1000.50"]
    assert page.values("//input[@name='splits']/@value") == ["gl:3740=10%; gl:2641=2.50"]
    seen = page.values("//input[@name='seen']/@value")[0]
    changed = {**NEW, "edit": str(made.number), "seen": seen, "account": "gl:3990", "splits": "", "low": "", "high": ""}
    assert "is posted to gl:3990" in browser.post(URL, changed).text
    (found,) = mappings_of(company=story.company)
    assert (found.number, found.account_number, found.splits, found.min_amount_minor) == (made.number, "3990", (), None)
    event = Event.objects.get(company=story.company.id, action="mapping.changed")
    assert event.subject == str(made.number)
    page = browser.post(URL, {"remove": str(made.number)})
    assert "The mapping is removed." in page.text
    assert mappings_of(company=story.company) == []


def test_one_that_somebody_changed_meanwhile_is_not_written_over(story: Story) -> None:
    story.tell("mapping avgift gl:6570")
    browser = Browser(story.company)
    seen = browser.get(f"{URL}?edit=1").values("//input[@name='seen']/@value")[0]
    first = {**NEW, "edit": "1", "seen": seen, "account": "gl:3990"}
    browser.post(URL, first)
    page = browser.post(URL, {**first, "account": "gl:3740"})
    assert page.status == 422
    assert "after the page was made" in page.text
    assert mappings_of(company=story.company)[0].account_number == "3990"


@pytest.mark.parametrize(
    ("field", "value", "told", "said"),
    [
        ("text", "ab", "text", "2 characters"),
        ("account", "", "account", "is empty"),
        ("account", "6570", "account", "6570"),
        ("account", "gl:77", "account", "77"),
        ("low", "mycket", "low", '"mycket"'),
        ("low", "2000", "low", "Put the lower one first"),
        ("priority", "-1", "priority", '"-1"'),
        ("splits", "gl:3740", "splits", "is no split"),
        ("to", "1 januari", "to", '"1 januari"'),
    ],
)
def test_a_refusal_stands_at_its_field(story: Story, field: str, value: str, told: str, said: str) -> None:
    for button in ({}, {"try": "1"}):
        page = Browser(story.company).post(URL, {**NEW, field: value, **button})
        assert page.status == 422
        assert said in page.texts(f"//*[@id='mapping-{told}-told']")[0]
        assert page.values("//input[@name='text']/@value") == [value if field == "text" else "Bankavgift"]
    assert mappings_of(company=story.company) == []


def test_it_is_tried_on_past_lines_and_nothing_is_saved(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline -35.00 text="Bankavgift februari"\nline -9.00 text=Porto\nimport')
    browser, before = Browser(story.company), books.contents()
    page = browser.post(URL, {**NEW, "try": "1", "since": "2026-01-01"})
    assert (page.status, books.contents()) == (200, before)
    assert "1 line with this text, 0 of them on that account already" in page.text
    assert page.values("//table//a/@href")[0] == f"/{story.company.id}/journals/PRJ000001/1/"
    assert page.values("//input[@name='account']/@value") == ["gl:6570"]
    assert "No past line has this text." in browser.post(URL, {**NEW, "try": "1", "text": "Semester"}).text


def test_many_mappings_take_the_same_queries(story: Story) -> None:
    browser = Browser(story.company)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(URL).status == 200
        return len(captured)

    story.tell("mapping avgift gl:6570")
    asked()
    few = asked()
    for number in range(20):
        story.tell(f"mapping text{number} gl:6570")
    assert asked() == few
