"""The page of repayments and their letters."""

from __future__ import annotations

import pytest

from reskontra.collections.models import RefundSending
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.test_refund_sending import IBAN, approved
from tests.gone_files import erase_all, says_they_are_gone
from tests.web import Browser

pytestmark = pytest.mark.django_db
PAGE = "collecting/repayments/"


def test_credit_is_paid_back_once_two_people_said_so(company: CompanyFacts) -> None:
    party = build.customer(company, number="C1", name="Alfa AB", iban=IBAN)
    build.document(company, party, number="K-1", amount="-1250.50", document_type="credit_memo")
    clerk, accountant = Browser(company, role="CLERK", name="carl"), Browser(company, role="ACCOUNTANT", name="anna")
    wanted = {"form": "propose", "customer": "C1", "amount": "1300", "reason": "Left us."}
    refused = clerk.post(PAGE, wanted)
    assert (refused.status, refused.values("//*[@aria-invalid='true']/@name")) == (422, ["amount"])
    assert "waits for approval" in clerk.post(PAGE, wanted | {"amount": "250.50"}).text
    (number,) = clerk.get(PAGE).values("//button[@name='cancel']/@value")
    assert clerk.post(PAGE, {"approve": number}).status == 404
    decided = accountant.post(PAGE, {"approve": number})
    assert decided.texts("//*[@role='alert']") == []
    assert f"Repayment {number} is approved" in decided.text
    assert f"Repayment {number} is cancelled" in clerk.post(PAGE, {"cancel": number}).text
    own = accountant.post(PAGE, wanted | {"amount": ""})
    (number,) = own.values("//button[@name='approve']/@value")
    assert accountant.post(PAGE, {"approve": number}).status == 422
    reader = Browser(company, role="READER", name="rita")
    assert [reader.post(PAGE, form).status for form in (wanted, {"cancel": number}, {"approve": number})] == [404] * 3


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
    for form in ({"mark": "9" * 5000}, {"again": f"{'9' * 30} 0"}, {"again": f"{first} {'9' * 5000}"}):
        assert browser.post(PAGE, form).status in (404, 422)
    marked = browser.post(PAGE, {"mark": str(first)}).text
    assert f"The letter of repayment {first} is marked as sent." in marked
    assert "Marked as sent" in marked
    erase_all(company)
    assert says_they_are_gone(browser.get(PAGE))
    assert RefundSending.objects.filter(company=company.id, state="SENT").count() == 2
    reader = Browser(company, role="READER", name="rita")
    assert reader.get(PAGE).status == 200
    assert reader.client.post(f"/{company.id}/{PAGE}", {"form": "paper"}).status_code in (403, 404)
