"""Texts of memos by page: read before they are kept, refused at the field, in any language."""

from __future__ import annotations

import pytest

from reskontra.collections.interest_terms import interest_terms
from reskontra.collections.memo_texts import memo_texts_of
from reskontra.collections.memo_texts_page import languages_known
from reskontra.companies.queries import CompanyFacts
from tests.web import Browser

pytestmark = pytest.mark.django_db
PAGE = "setup/interest/"
TEXT = {"form": "text", "edit": "STANDARD", "part": "LINE", "language": "sv"}


def test_texts_of_memos(company: CompanyFacts) -> None:
    browser = Browser(company)
    look = browser.post(PAGE, {**TEXT, "text": "{document_number}, {days} dagar", "look": "1"})
    assert "As it would be read: 1001, 30 dagar" in look.text
    assert memo_texts_of(company=company) == {}
    wrong = browser.post(PAGE, {**TEXT, "text": "{total}"})
    assert (wrong.status, wrong.texts("//*[@id='text-text-told']")[0].count("{total}")) == (422, 1)
    assert browser.post(PAGE, {**TEXT, "language": "swedish", "text": "x"}).status == 422
    kept = browser.post(PAGE, {**TEXT, "part": "BEGINNING", "language": "DE", "text": "Zinsen {interest}."})
    assert "Zinsen 187" in kept.text
    assert memo_texts_of(company=company)["STANDARD"].texts == {("de", "BEGINNING"): "Zinsen {interest}."}
    assert "is the code of STANDARD now" in browser.post(PAGE, {"form": "rename", "edit": "STANDARD", "to": "LAG"}).text
    assert browser.post(PAGE, {"form": "delete", "edit": "LAG"}).status == 422
    assert "LAG is deleted" in browser.post(PAGE, {"form": "delete", "edit": "LAG", "sure": "on"}).text
    assert "LAG" not in interest_terms(company=company)


def test_languages_that_are_used_are_offered() -> None:
    assert [code for code, _word in languages_known(["de", "sv", "de"])] == ["sv", "en", "de"]
