"""Problem details: the page's refusal, with its code and values, in the language that is asked for."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext

from reskontra.core.money import Money
from reskontra.interface.api.problems import AddressUnknown, fault, finding_data, problem_of, value_of
from reskontra.interface.refusals import remedy_of
from tests import catalogue
from tests.api_book import api_book
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_page_and_a_program_are_refused_alike() -> None:
    """The same state, the same order: one sentence for both, in either language."""
    book = api_book()
    program, browser = Program(book.company), Browser(book.company, language="sv")
    line, swedish = f"journals/{book.journal}/lines/2", {"Accept-Language": "sv"}
    order = {"documents": [{"ledger": "customer", "number": "INV-404"}]}
    told = program.post(f"{line}/apply", order, headers=swedish)
    said = browser.post(f"journals/{book.journal}/2/apply/", {"document": "customer:INV-404"})
    assert (told.status, told.data["code"]) == (422, "document_unknown")
    assert told.data["detail"] in said.text
    assert told.headers["Content-Language"] == "sv"
    assert program.post(f"{line}/apply", order).data["detail"] != told.data["detail"]


def test_what_the_address_names_and_is_not_there_is_404_and_what_the_body_names_is_422() -> None:
    book = api_book()
    program = Program(book.company)
    assert program.get("entries/999999").status == 404
    assert program.post(f"entries/{book.entry}/apply", {"to": [{"entry": 999999}]}).status == 422
    assert program.get("nowhere/at/all").data["code"] == "address_unknown"


def test_held_books_are_503_and_a_bug_shows_itself() -> None:
    request = HttpRequest()
    held = problem_of(request, OperationalError("database is locked"))
    assert held is not None
    assert (held.status_code, held["Retry-After"], held["Content-Type"]) == (503, "5", "application/problem+json")
    assert problem_of(request, DatabaseError("near SELECT")) is None
    assert problem_of(request, KeyError("x")) is None
    assert fault(request, "abc").status_code == 500


def test_values_are_as_programs_want_them() -> None:
    assert value_of(Money(-123450, "SEK")) == {"amount": "-1234.50", "currency": "SEK"}
    assert value_of((1, "a")) == [1, "a"]
    told = finding_data(AddressUnknown(path="/x").at("line 3"))
    assert (told["code"], told["place"], told["values"]) == ("address_unknown", "line 3", {"path": "/x"})
    assert told["detail"].startswith("line 3: There is nothing at /x.")
    assert told["remedy"] == "See the addresses in /api/v1/openapi.json."


def test_the_remedy_is_told_by_itself_in_the_language_that_is_asked_for() -> None:
    """Of every refusal that has words of its own."""
    for language in ("en", "sv"):
        with translation.override(language):
            ends = {kind.code: remedy_of(gettext(kind.template)) for kind in catalogue.told()}
        assert not [code for code, remedy in ends.items() if not remedy.endswith((".", ".)", "}"))], language
