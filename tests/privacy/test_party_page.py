"""The page that deletes a customer made by mistake; programs do the same."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_an_accountant_deletes_it_or_is_told_why_not(company: CompanyFacts) -> None:
    build.customer(company)
    build.invoice(company, build.customer(company, number="C2"))
    browser = Browser(company)
    assert "customers/C1/delete/" in browser.get("customers/C1/").source
    assert "C1 is deleted." in browser.post("customers/C1/delete/", {"form": "delete"}).text
    assert browser.get("customers/C1/delete/").status == 404
    page = browser.get("customers/C2/delete/")
    assert page.texts("//tr[td[1]='Entries']/td[2]") == ["1"]
    assert browser.post("customers/C2/delete/", {"form": "delete"}).status == 422
    clerk = Browser(company, role="CLERK", name="cleo")
    assert "delete/" not in clerk.get("customers/C2/").source
    assert clerk.get("customers/C2/delete/").status == 403


def test_a_program_does_the_same(company: CompanyFacts) -> None:
    build.customer(company)
    build.invoice(company, build.customer(company, number="C2"))
    program = Program(company)
    assert program.ask("DELETE", "customers/C1").status == 204
    answer = program.ask("DELETE", "customers/C2")
    assert (answer.status, answer.data["code"]) == (422, "party_referred_to")
    assert program.ask("DELETE", "vendors/C2").status in (404, 422)
