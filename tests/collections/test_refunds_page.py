"""The page of repayments and their letters."""

from __future__ import annotations

import pytest

from reskontra.collections.models import RefundSending
from reskontra.companies.queries import CompanyFacts
from tests.collections.test_refund_sending import approved
from tests.web import Browser

pytestmark = pytest.mark.django_db
PAGE = "collecting/repayments/"


def test_letters_are_looked_at_printed_and_marked(company: CompanyFacts) -> None:
    browser = Browser(company)
    assert "No credit is paid back yet." in browser.get(PAGE).text
    assert browser.post(PAGE, {"form": "paper"}).status == 422
    first, second = approved(company)
    page = browser.get(PAGE)
    assert "1 letter by e-mail" in page.text
    assert "C2 Beta Ltd" in page.text
    pdf = browser.client.get(f"/{company.id}/{PAGE}{second}/letter.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert browser.client.get(f"/{company.id}/{PAGE}{second + 1}/letter.pdf").status_code == 404
    assert browser.post(PAGE, {"form": "mail"}).status == 422  # no mail server is set up
    printed = browser.client.post(f"/{company.id}/{PAGE}", {"form": "paper"})
    assert printed.content.startswith(b"%PDF-")
    assert f"{first} is marked as sent." in browser.post(PAGE, {"mark": str(first)}).text
    assert RefundSending.objects.filter(company=company.id, state="SENT").count() == 2
    reader = Browser(company, role="READER", name="rita")
    assert reader.get(PAGE).status == 200
    assert reader.client.post(f"/{company.id}/{PAGE}", {"form": "paper"}).status_code in (403, 404)
