"""One box finds pages, actions, people, documents, vouchers, payments and journals."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.desk.search import MOST, found_for
from reskontra.interface.auth import Access
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def found(story: Story, text: str, role: str = "ACCOUNTANT") -> dict[str, list[str]]:
    access = Access(company_id=story.company.id, actor="alice", role=role)
    groups = found_for(company=story.company, access=access, text=text)
    return {group.word: [one.name for one in group.found] for group in groups}


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("C1", "Customers and vendors", "Alfa AB"),
        ("alf", "Customers and vendors", "Alfa AB"),
        ("ide", "Customers and vendors", "Vide AB"),
        ("INV-2", "Documents and payments", "Invoice INV-2"),
        ("inv-2", "Documents and payments", "Invoice INV-2"),
        ("10017", "Documents and payments", "Invoice INV-1"),
        ("500,00", "Documents and payments", "Invoice INV-2"),
        ("250+250", "Documents and payments", "Invoice INV-2"),
        ("300", "Documents and payments", "Invoice 88012"),
        ("880", "Documents and payments", "Invoice 88012"),
        ("B-2026-1", "Vouchers", "B-2026-1"),
        ("b-2026-1", "Vouchers", "B-2026-1"),
        ("77", "On bank statements", "Okänd Betalare"),
        ("prj", "Journals", "PRJ000001"),
        ("importera", "Pages and actions", "Import a statement"),
        ("bokför", "Pages and actions", "Decide and post lines"),
        ("råbalans", "Pages and actions", "Trial balance"),
        ("aged rec", "Pages and actions", "Aged receivables"),
    ],
)
def test_what_a_person_remembers_leads_there(story: Story, text: str, group: str, name: str) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      980.00 name="ALFA AB" ocr=10017
        line      77.00 name="Okänd Betalare"
        import
        match
        post      1
        """
    )
    assert name in found(story, text)[group]


def test_what_cannot_be_seen_is_not_looked_for(story: Story) -> None:
    assert found(story, "\u0000INV-\u20282") == found(story, "INV-2")
    assert found(story, "\u0000") == found(story, "")


def test_without_a_text_there_are_the_actions_alone(story: Story) -> None:
    assert found(story, " ").keys() == {"Pages and actions"}
    assert "Import a statement" in found(story, "")["Pages and actions"]
    assert "Audit trail" not in found(story, "audit", role="CLERK").get("Pages and actions", [])


@pytest.mark.parametrize("text", ["zzzqq", "%", "_%", "'; --", "9" * 80, "=1+1", "å" * 300])
def test_what_is_nothing_finds_nothing(story: Story, text: str) -> None:
    assert found(story, text) == {}


def test_the_queries_are_as_many_however_much_there_is(story: Story) -> None:
    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            found(story, text)
        return len(captured)

    before = asked("alfa"), asked("1000")
    for number in range(20):
        story.tells(f'customer K{number} "Alfa {number} AB"\ninvoice K{number} N-{number} 1000.00')
    assert asked("alfa") <= before[0]  # names are not looked into where enough begin so
    assert asked("1000") == before[1]
    assert len(found(story, "alfa")["Customers and vendors"]) == MOST
    assert len(found(story, "1000")["Documents and payments"]) == MOST


def test_every_find_is_a_page_that_opens(story: Story) -> None:
    browser = Browser(story.company)
    for text in ("C1", "INV-2", "88012", "report", "inställningar", ""):
        for url in browser.get(f"search/?q={text}").values("//*[@id='found']//a/@href"):
            assert browser.client.get(url).status_code in (200, 302, 303)


def test_the_box_gets_a_part_and_a_browser_the_page(story: Story) -> None:
    browser = Browser(story.company)
    part = browser.get("search/?q=alfa", htmx=True)
    assert "<html" not in part.source
    assert part.values("//*[@id='found']/@data-of") == ["alfa"]
    page = browser.get("search/?q=zzzqq")
    assert "Nothing found" in page.text
    assert page.values("//main//input[@name='q']/@value") == ["zzzqq"]
