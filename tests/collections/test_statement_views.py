"""Statements of account by page: a preview, its PDF, issuing one and many, and what was issued."""

from __future__ import annotations

import pytest

from reskontra.collections.models import CustomerStatement
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.letters.test_pdf import text
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
URL = "customers/C1/statement/"
MARCH = {"form": "statement", "from": "2026-03-01", "to": "2026-03-31", "style": "balance", "ages": "1M+CM"}


@pytest.fixture
def clerk(company: CompanyFacts) -> Browser:
    alfa = build.customer(company, language="en")
    build.invoice(company, alfa, number="INV-1", amount="1000.00", posting_date="2026-01-10", due_date="2026-02-09")
    return Browser(company, role="CLERK")


def test_a_customer_s_statement_is_seen_and_issued(clerk: Browser, company: CompanyFacts) -> None:
    shown = clerk.post(URL, MARCH)
    assert shown.texts("//h2")[:2] == ["Account in SEK", "What is overdue, by due date"]
    assert "Opening balance" in shown.text
    preview = shown.values("//a[.='PDF']/@href")[0]
    assert "Statement of account" in text(clerk.client.get(preview).content)
    assert not CustomerStatement.objects.exists()
    issued = clerk.post(URL, {**MARCH, "issue": "1"})
    assert "Run 1: 1 statement issued." in issued.text
    (kept,) = CustomerStatement.objects.all()
    assert "Statement" in text(clerk.client.get(f"/{company.id}/statements-of-account/pdf/{kept.id}/").content)
    assert clerk.get("statements-of-account/pdf/999999/").status == 404
    assert clerk.get("customers/C1/").values("//a[contains(@href, 'customers/C1/statement/')]")
    assert clerk.get("customers/C9/statement/").status == 404
    assert "There is nothing" in clerk.post(URL, {**MARCH, "from": "2025-01-01", "to": "2025-01-31"}).text


@pytest.mark.parametrize(
    ("changed", "said", "field"),
    [
        ({"to": "2026-02-01"}, "which is earlier", "to"),
        ({"ages": "CM"}, "which is not earlier", "ages"),
        ({"from": "x"}, "is not a date", "from"),
        ({"to": ""}, "is empty", "to"),
    ],
)
def test_what_is_refused_is_told_at_its_field(clerk: Browser, changed: dict[str, str], said: str, field: str) -> None:
    for url in (URL, "statements-of-account/"):
        answer = clerk.post(url, {**MARCH, **changed})
        assert answer.status == 422
        assert said in answer.text
        assert answer.values("//*[@aria-invalid='true']/@name") == [field]


def test_many_at_once(clerk: Browser, company: CompanyFacts) -> None:
    many = {**MARCH, "all_who": "1"}
    url = "statements-of-account/"
    assert "No statements are issued yet" in clerk.get(url).text
    assert "neither customers with entries" in clerk.post(url, many).text
    shown = clerk.post(url, {**many, "with_balance": "on"})
    assert "1 customer gets a statement" in shown.text
    issued = clerk.post(url, {**many, "with_balance": "on", "issue": "1"})
    assert "Statement run 1" in issued.texts("//h1")
    assert "Alfa AB" in issued.text
    assert "Alfa AB" in text(clerk.client.get(f"/{company.id}/{url}1/print/").content)
    assert [clerk.get(url + path).status for path in ("2/", "2/print/")] == [404, 404]
    none = clerk.post(url, {**many, "with_balance": "on", "from": "2025-01-01", "to": "2025-01-31", "issue": "1"})
    assert "No customer has anything" in none.text
    reader = Browser(company, role="READER", name="rita")
    assert reader.get(URL).values("//button[@name='issue']/@value") == []
    assert reader.post(URL, {**MARCH, "issue": "1"}).status == 404
    assert "Kundkontoutdrag" in Browser(company, name="sven", language="sv").get(url).text
