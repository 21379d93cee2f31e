"""The page about a customer's personal data: for administrators alone, and what is taken is kept in the trail."""

from __future__ import annotations

import io
import zipfile

import pytest

from reskontra.audit.trail import newest
from tests.privacy.a_person import tell_of_anna
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_an_administrator_sees_and_takes_what_is_known(story: Story) -> None:
    tell_of_anna(story)
    browser = Browser(story.company, role="ADMINISTRATOR", name="adam")
    assert "customers/K1/privacy/" in browser.get("customers/K1/").source
    page = browser.get("customers/K1/privacy/")
    assert "Known of Anna Andersson" in page.text
    assert "BFL 7 kap. 2 §" in page.text
    answer = browser.client.get(f"/{story.company.id}/customers/K1/privacy/file/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["files/1-dom.pdf", "data.json", "data.html"]
    action, content = newest(company=story.company.id)
    assert (action, content["ledger"], content["files"]) == ("privacy.exported", "CUSTOMER", 1)
    assert browser.get("customers/K9/privacy/").status == 404


def test_an_administrator_erases_by_the_number_typed(story: Story) -> None:
    tell_of_anna(story)
    browser = Browser(story.company, role="ADMINISTRATOR", name="adam")
    assert "has entries that are open: INV-2" in browser.get("customers/K2/privacy/").text
    wrong = browser.post("customers/K1/privacy/", {"form": "erase", "number": "K2", "reason": "asked for"})
    assert wrong.status == 422
    assert "Write K1 to erase" in wrong.texts("//*[@id='erase-number-told']")[0]
    page = browser.post("customers/K1/privacy/", {"form": "erase", "number": "K1", "reason": "asked for"})
    assert "K1 is erased." in page.text
    assert "Nothing of K1 is left that no law keeps." in page.text
    assert "anna@example.org" not in browser.get("customers/K1/").text


def test_others_do_not(story: Story) -> None:
    tell_of_anna(story)
    clerk = Browser(story.company, role="ACCOUNTANT", name="anton")
    assert "privacy" not in clerk.get("customers/K1/").source
    assert clerk.get("customers/K1/privacy/").status == 403
