"""A line is left to another person with a question, who finds it on her start page."""

from __future__ import annotations

import pytest

from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
JOURNAL = "journals/PRJ000001/"


@pytest.fixture
def alice(story: Story) -> Browser:
    story.tells("statement B1 2026-03-02\nline 77.00 text=Okänt\nimport")
    return Browser(story.company, role="CLERK")


@pytest.fixture
def bob(story: Story) -> Browser:
    return Browser(story.company, role="ACCOUNTANT", name="bob")


def test_a_question_is_asked_answered_and_done_with(alice: Browser, bob: Browser) -> None:
    form = alice.get(f"{JOURNAL}1/ask/", htmx=True)
    assert form.texts("//select[@name='asked_of']/option") == ["Bob"]
    part = alice.post(f"{JOURNAL}1/ask/", {"asked_of": "bob", "question": "Vems är det?"}, htmx=True)
    assert "bob is asked about line 1." in part.texts("//*[@id='flash']")[0]
    assert "Vems är det?" in bob.get("").text
    assert "Vems är det?" not in alice.get("").text
    bob.post(f"{JOURNAL}1/answer/", {"answer": "Alfa, de ringde"})
    assert "bob: Alfa, de ringde" in alice.get("").text
    page = alice.post(f"{JOURNAL}1/answer/", {"close": "1"})
    assert "Nothing waits on line 1 any more." in page.text
    assert "Alfa, de ringde" not in alice.get("").text


def test_an_empty_question_is_refused_in_its_form(alice: Browser, bob: Browser) -> None:
    answer = alice.post(f"{JOURNAL}1/ask/", {"asked_of": "bob", "question": " "}, htmx=True)
    assert (answer.status, answer.headers["HX-Retarget"]) == (422, "#preview")
    assert "Write what is to be known." in answer.texts("//*[@id='refused']")[0]


def test_where_nobody_else_may_decide_it_says_how_to_get_somebody(alice: Browser, story: Story) -> None:
    Browser(story.company, role="READER", name="rut")
    form = alice.get(f"{JOURNAL}1/ask/", htmx=True)
    assert form.texts("//*[@id='nobody']")[0].endswith("An administrator adds users under Set-up, Users and roles.")
    assert form.values("//select/@name | //button/@class") == []
    administrator = Browser(story.company, role="ADMINISTRATOR")
    page = administrator.get(f"{JOURNAL}1/ask/")
    assert page.values("//*[@id='nobody']/a/@href") == [f"/{story.company.id}/setup/people/"]
    assert administrator.get("setup/people/").status == 200


def test_there_is_nothing_to_ask_of_a_line_that_is_not_there(alice: Browser) -> None:
    assert alice.get(f"{JOURNAL}9/ask/").status == 404
