"""Bankgirot is asked by page: the file, what was asked, what is kept of what it told."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.gone_files import erase_all, says_they_are_gone
from tests.receivables.asking_book import autogiro, payer, told
from tests.receivables.autogiro_answers import mandate
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
HERE = "collecting/mandate-requests/"


def test_from_the_question_to_the_answer(company: CompanyFacts) -> None:
    assert "No bank account collects by Autogiro yet" in Browser(company).get(HERE).text
    autogiro(company)
    payer(company, "101")
    build.customer(company, number="K6", name="Beta")
    told(company, mandate(888, id_number="0"))
    browser = Browser(company)
    refused = browser.post(HERE, {"form": "ask", "bank": "B1", "only": "MND9"})
    assert (refused.status, refused.values("//*[@aria-invalid='true']/@name")) == (422, ["only"])
    assert (
        "File 1: 1 mandate to be entered, 0 to be taken out" in browser.post(HERE, {"form": "ask", "bank": "B1"}).text
    )
    assert (
        b"0400099123460000000000000101"
        in browser.client.get(browser.get(HERE).values("//a[contains(@href, '/1/file/')]/@href")[0]).content
    )
    for page in ("collecting/mandates/", "collecting/mandates/MND000001/"):
        assert "Bankgirot is asked" in browser.get(page).text, page
    assert browser.get(f"{HERE}2/file/").status == 404
    kept = browser.post(HERE, {"form": "adopt", "payer_number": "888", "customer": "K6"})
    assert "Mandate MND000002 of K6 is kept." in kept.text
    erase_all(company)
    assert says_they_are_gone(browser.get(HERE))
