"""What is learned, as pages: listed and filtered, said, changed, revoked and restored."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.matching.actions.facts import WantedFact, add_fact
from reskontra.matching.fact_views import find_fact, list_facts
from reskontra.matching.setup_pages import facts
from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
URL = "setup/facts/"


@pytest.fixture
def taught(story: Story) -> Story:
    """Decisions taught that an account pays for Beta, and the account decided a line since."""
    story.tells(
        """
        statement B1 2026-03-02
        line      800.00 iban=DE89370400440532013000 text=Tack
        import
        match
        apply     1 INV-3
        post
        invoice   C2 INV-4 700.00
        statement B1 2026-03-03
        line      700.00 iban=DE89370400440532013000 text=Tack
        import
        match
        """
    )
    return story


def say(story: Story, value: str, means: str = "customer:C1", kind: str = "name") -> None:
    add_fact(company=story.company, actor=build.ALICE, wanted=WantedFact(kind, value, means))


def test_facts_are_listed_and_filtered(taught: Story) -> None:
    say(taught, "Alfa Handel i Norr")
    browser = Browser(taught.company)
    assert "DE89370400440532013000" in browser.get(URL).text
    assert "Alfa Handel" in browser.get(f"{URL}?of=C1").text
    assert "DE893704" not in browser.get(f"{URL}?of=customer:C1").text
    assert "Alfa Handel" not in browser.get(f"{URL}?kind=account").text
    assert "Nothing is learned of this yet." in browser.get(f"{URL}?of=C7").text


def test_pages_follow_each_other(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "ON_A_PAGE", 2)
    for word in ("Första Firman", "Andra Firman", "Tredje Firman"):
        say(story, word)
    browser = Browser(story.company)
    page = browser.get(f"{URL}?kind=name")
    assert "Tredje" not in page.text
    (older,) = page.values("//div[@class='pager']/a/@href")
    assert page.texts("//table//a") == ["Första Firman", "Andra Firman"]
    assert browser.get(f"{URL}{older}").texts("//table//a") == ["Tredje Firman"]


def test_what_taught_it_and_what_it_decided_lead_to_the_lines(taught: Story) -> None:
    (fact,) = [one.fact for one in list_facts(company=taught.company, kind="ACCOUNT")]
    page = Browser(taught.company).get(f"{URL}{fact.number}/")
    assert page.status == 200
    links = page.values("//section//a/@href")
    assert f"/{taught.company.id}/journals/PRJ000002/1/" in links
    assert f"/{taught.company.id}/journals/PRJ000001/1/" in links
    assert "What it decided (1)" in page.text


def test_one_is_said_changed_revoked_and_restored(story: Story) -> None:
    browser = Browser(story.company)
    page = browser.post(URL, {"form": "fact", "kind": "name", "value": "Handelsbolaget Alfa", "means": "customer:C1"})
    assert "Handelsbolaget Alfa means customer:C1 Alfa AB." in page.text
    number = list_facts(company=story.company)[0].fact.number

    def send(form: str, **values: str) -> str:
        seen = browser.get(f"{URL}{number}/").values("//input[@name='seen']/@value")[0]
        return browser.post(f"{URL}{number}/", {"form": form, "seen": seen, **values}).text

    assert f"Fact {number} is changed." in send("edit", means="customer:C2", note="ny ägare", confirmed="on")
    assert find_fact(company=story.company, number=number).means == "customer:C2"
    assert "It is evidence no more." in send("revoke", reason="fel")
    assert list_facts(company=story.company) == []
    assert "Handelsbolaget" in browser.get(f"{URL}?revoked=1").text
    assert "is changed" in send("restore", means="customer:C2")
    assert find_fact(company=story.company, number=number).revoked_at is None


@pytest.mark.parametrize(
    ("field", "value", "told", "said"),
    [
        ("value", "", "value", "is empty"),
        ("value", "ab", "value", "Write at least"),
        ("means", "C1", "means", "C1"),
        ("means", "customer:C9", "means", "C9"),
        ("means", "gl:6570", "means", "was to mean"),
    ],
)
def test_a_refusal_stands_at_its_field(story: Story, field: str, value: str, told: str, said: str) -> None:
    new = {"form": "fact", "kind": "name", "value": "Handelsbolaget Alfa", "means": "customer:C1", field: value}
    page = Browser(story.company).post(URL, new)
    assert page.status == 422
    assert said in page.texts(f"//*[@id='fact-{told}-told']")[0]
    assert list_facts(company=story.company) == []


def test_a_fact_that_is_not_there(story: Story) -> None:
    assert Browser(story.company).get(f"{URL}77/").status == 404


def test_many_facts_take_the_same_queries(story: Story) -> None:
    browser = Browser(story.company)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(URL).status == 200
        return len(captured)

    say(story, "Första Firman")
    asked()
    few = asked()
    for number in range(20):
        say(story, f"Firman nummer {'abcdefghijklmnopqrstu'[number] * 4}")
    assert asked() == few
