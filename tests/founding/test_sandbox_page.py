"""The page that makes a sandbox, and how every page of one says what it is."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import companies
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_sandbox_is_made_and_says_what_it_is(story: Story) -> None:
    browser = Browser(story.company, role="ADMINISTRATOR", name="bob")
    assert "A sandbox: a copy" not in browser.get("").text
    page = browser.post("setup/sandbox/", {"form": "sandbox", "name": "Prov"})
    copy = next(one for one in companies() if one.name == "Prov")
    assert page.url == f"/{copy.id}/"
    assert "Prov is a copy of Nordan AB to try things in." in page.text
    inside = Browser(copy, role="ADMINISTRATOR", name="bob")
    for path in ("", "setup/", "journals/"):
        assert "A sandbox: a copy to try things in." in inside.get(path).text
    assert not inside.get("setup/sandbox/").root.xpath("//form[@id='form-sandbox']")
    assert inside.post("setup/sandbox/", {"form": "sandbox", "name": "Prov 2"}).status == 422


def test_a_name_that_is_taken_is_told_at_its_field(story: Story) -> None:
    page = Browser(story.company, role="ADMINISTRATOR").post("setup/sandbox/", {"form": "sandbox", "name": "Nordan AB"})
    assert page.status == 422
    assert "exists already" in page.texts("//*[@id='sandbox-name-told']")[0]


def test_a_sandbox_is_deleted_by_its_name_alone(story: Story) -> None:
    browser = Browser(story.company, role="ADMINISTRATOR", name="bob")
    browser.post("setup/sandbox/", {"form": "sandbox", "name": "Prov"})
    inside = Browser(next(one for one in companies() if one.name == "Prov"), role="ADMINISTRATOR", name="bob")
    wrong = inside.post("setup/sandbox/", {"form": "delete", "name": "Nordan AB"})
    assert wrong.status == 422
    assert "Write Prov to delete it." in wrong.texts("//*[@id='delete-name-told']")[0]
    refused = browser.post("setup/sandbox/", {"form": "delete", "name": "Nordan AB"})
    assert refused.status == 422
    assert "is no sandbox" in refused.text
    page = inside.post("setup/sandbox/", {"form": "delete", "name": "prov"})
    assert page.url == f"/{story.company.id}/"
    assert "Prov is deleted with" in page.text
    assert [one.name for one in companies()] == ["Nordan AB"]
