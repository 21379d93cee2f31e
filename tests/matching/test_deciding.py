"""What a page answers when two decide the same line, and what it offers after a decision."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from reskontra.matching.deciding import query_of
from reskontra.matching.models import Fact
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
JOURNAL = "journals/PRJ000001/"


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      400.00 name="ALFA AB" text="10025"
        line      800.00 text="Något" iban=DE89370400440532013000
        import
        match
        """
    )
    return story


@pytest.fixture
def alice(imported: Story) -> Browser:
    return Browser(imported.company, role="CLERK")


@pytest.fixture
def bob(imported: Story) -> Browser:
    return Browser(imported.company, role="CLERK", name="bob")


def test_an_address_tells_only_what_does_not_go_without_saying() -> None:
    assert RequestFactory().get("/?" + query_of({"tab": "all", "sort": "date"})).GET == {"tab": ["all"]}
    assert query_of({"tab": "decide", "sort": "date"}) == ""


def test_the_second_of_two_is_told_who_was_first_and_sees_both(alice: Browser, bob: Browser) -> None:
    seen = alice.get(f"{JOURNAL}1/").values("//form[@class='ways']/input[@name='seen']/@value")[0]
    bob.post(f"{JOURNAL}1/apply/", {"document": "customer:INV-3"})
    part = alice.post(f"{JOURNAL}1/accept/", {"way": "leave", "seen": seen}, htmx=True)
    assert part.status == 422
    told = part.texts("//*[@id='refused']")[0]
    assert "bob decided line 1 at " in told
    assert "it is on INV-3" in told
    assert "You were about to do this: Accept" in told
    assert "INV-3" in part.texts("//table[@class='applied']")[0]
    now = part.values("//form[@class='ways']/input[@name='seen']/@value")[0]
    assert alice.post(f"{JOURNAL}1/unapply/", {"seen": now}, htmx=True).status == 200


def test_what_a_decision_taught_is_offered_and_remembered(alice: Browser) -> None:
    part = alice.post(f"{JOURNAL}2/apply/", {"document": "customer:INV-3"}, htmx=True)
    assert "Remember that DE89 3704 0044 0532 0130 00 pays for Beta AB?" in part.texts("//*[@id='flash']")[0]
    remembered = alice.post("journals/facts/1/remember/", {"journal": "PRJ000001"}, htmx=True)
    assert "Remembered: DE89 3704 0044 0532 0130 00 pays for Beta AB." in remembered.text
    assert Fact.objects.get().is_confirmed
    back = alice.post("journals/facts/1/remember/", {"journal": "PRJ000001", "undo": "1"}, htmx=True)
    assert "It is a hint again" in back.text
    assert not Fact.objects.get().is_confirmed


def test_without_the_script_the_same_is_offered_on_the_page(alice: Browser) -> None:
    page = alice.post(f"{JOURNAL}2/apply/", {"document": "customer:INV-3"})
    assert page.url.endswith("&offer=1")
    assert "Remember that DE89" in page.texts("//*[@id='flash']")[0]
    page = alice.post("journals/facts/1/leave/", {"journal": "PRJ000001"})
    assert "It is not taken as a hint any more." in page.text
    assert Fact.objects.get().revoked_at is not None
