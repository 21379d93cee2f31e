"""What every page of set-up does with a form: who came between is told, and nothing that is there is overwritten."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import TermsChange, set_terms
from reskontra.core.errors import Findings, Refused
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Head, Listing, Page, Row, refused_page, without_blank
from reskontra.interface.templatetags.display import cells
from reskontra.interface.typed_form import FieldEmpty, Typed
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db


def seen_in(browser: Browser, path: str) -> str:
    return browser.get(path).values("//input[@name='seen']/@value")[0]


def test_who_came_between_is_told_and_what_was_typed_stays(company: CompanyFacts) -> None:
    browser = Browser(company)
    seen = seen_in(browser, "setup/terms/?edit=30D")
    set_terms(company=company, actor=build.BOB, code="30D", change=TermsChange(name="Trettio", due="31D"))
    typed = {"form": "terms", "seen": seen, "edit": "30D", "code": "30D", "name": "Mitt namn", "due": "30D"}
    page = browser.post("setup/terms/", typed)
    assert page.status == 422
    assert "Bob changed 30D" in page.text
    assert "Now: Trettio" in page.text
    assert page.values("//input[@name='name']/@value") == ["Mitt namn"]
    again = browser.post("setup/terms/", {**typed, "seen": page.values("//input[@name='seen']/@value")[0]})
    assert again.status == 200
    assert "Mitt namn" in again.text


def test_something_new_does_not_overwrite_what_is_there(company: CompanyFacts) -> None:
    page = Browser(company).post("setup/terms/", {"form": "terms", "code": "30D", "due": "10D"})
    assert page.status == 422
    assert page.texts("//*[@id='terms-code-told']")[0].startswith("30D is there already.")


def test_a_page_of_set_up_is_a_list_and_forms(company: CompanyFacts) -> None:
    page = Browser(company).get("setup/terms/")
    assert page.texts("//tbody/tr/td[1]")[:2] == ["0D", "10D"]
    assert page.texts("//form[@id='form-terms']/h2") == ["Add payment terms"]


def test_a_refusal_of_no_form_stands_on_the_page() -> None:
    page = Page("T", "t", forms=(Form("a", "A", "Save", (Field("x"),)),))
    nowhere = refused_page(page, Typed({}, date(2026, 1, 1)), FieldEmpty(field="X"))
    assert nowhere.said == ('"X" is empty. Write what it is.',)
    findings: list[Refused] = [FieldEmpty(field="X"), FieldEmpty(field="Y")]
    both = refused_page(page, Typed({"form": "a"}, date(2026, 1, 1)), Findings(findings))
    assert len(both.forms[0].refused) == 2


def test_columns_that_no_row_says_anything_in_are_left_out() -> None:
    heads = (Head("Number"), Head("Owner"), Head("Amount", True))
    found = without_blank(Listing("Disputes", heads, (Row(("1", "", "400.00")), Row(("2", "", "")))))
    assert ([head.word for head in found.heads], found.rows[0].cells) == (["Number", "Amount"], ("1", "400.00"))
    assert without_blank(Listing("Disputes", heads, ())).heads == heads


def test_cells_know_their_heads() -> None:
    listing = Listing("L", (Head("A"), Head("B", True)), (Row(("1", "2")),))
    assert [(cell, head.is_number) for cell, head in cells(listing.rows[0], listing)] == [("1", False), ("2", True)]
    assert not listing.has_buttons
