"""The card of a customer or vendor, and what was learned of its payers taken back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.matching.actions.facts import WantedFact, add_fact
from reskontra.matching.fact_views import list_facts
from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_card_shows_what_is_owed_and_leads_to_the_rows(story: Story) -> None:
    page = Browser(story.company, role="CLERK").get("customers/C1/")
    assert page.texts("//h1") == ["Alfa AB"]
    links = page.values("//main//a/@href")
    assert f"/{story.company.id}/customer-entries/?account=C1" in links
    assert f"/{story.company.id}/customer-entries/?account=C1&overdue=1" in links
    assert page.texts("//section[header/h2='Open entries']//tbody/tr/td[1]") == ["INV-1", "INV-2"]
    assert "SE8060000000000333444555" in page.texts("//section[@id='payers']")[0]
    assert "1,500.00" in page.texts("//dl[@class='facts']")[0]


def test_a_vendor_has_a_card_too(story: Story) -> None:
    page = Browser(story.company).get("vendors/V1/")
    assert "−300.00" in page.text
    assert page.texts("//header//nav/a[@aria-current='page']") == ["Customers"]


def test_an_unknown_one_is_not_found(story: Story) -> None:
    browser = Browser(story.company)
    for path in ("customers/C9/", "vendors/C1/"):
        assert browser.get(path).status == 404


def test_what_was_learned_is_forgotten_by_a_clerk(story: Story) -> None:
    company = story.company
    wanted = WantedFact("name", "ALFA EL AKTIEBOLAG", "customer:C1")
    fact = add_fact(company=company, actor=build.ALICE, wanted=wanted).fact
    clerk = Browser(company, role="CLERK")
    assert "ALFA EL AKTIEBOLAG" in clerk.get("customers/C1/").texts("//section[@id='payers']")[0]
    assert Browser(company, role="READER", name="rita").post(f"payers/{fact.number}/forget/").status == 403
    other = Browser(build.new_company(name="Sydan AB"), name="carla")
    assert other.post(f"payers/{fact.number}/forget/").status == 404
    page = clerk.post(f"payers/{fact.number}/forget/")
    assert "is forgotten" in page.texts("//div[@id='messages']/div")[0]
    assert list_facts(company=company, means="customer:C1") == []
    assert clerk.post(f"payers/{fact.number}/forget/").status == 422
    assert clerk.post("payers/99/forget/").status == 404


def test_a_card_asks_the_same_however_many_entries(story: Story) -> None:
    browser = Browser(story.company, role="CLERK")
    counts = []
    for number in range(2):
        for more in range(15 * number):
            build.invoice(story.company, build.customer(story.company), number=f"M-{more}", amount="10.00")
        with CaptureQueriesContext(connection) as asked:
            browser.get("customers/C1/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_hostile_name_stays_text(story: Story) -> None:
    build.customer(story.company, number="C7", name="<img src=x onerror=alert(1)>", city="</title><script>")
    page = Browser(story.company).get("customers/C7/")
    assert page.texts("//h1") == ["<img src=x onerror=alert(1)>"]
    assert "<img src=x" not in page.source
