"""Pages of finance charge memos, from looking to cancelling."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.collections.models import CollectionDocument
from reskontra.companies.queries import CompanyFacts
from tests.collections.charging import DAY, TOLD, make
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
LIST = "collecting/finance-charges/"
ASKED = {"form": "make", "document_date": "2026-03-02", "posting_date": "", "customer": "", "paid_since": ""}


def _id(company: CompanyFacts) -> int:
    return CollectionDocument.objects.filter(company=company.id).order_by("-id")[0].id


def test_a_memo_is_looked_at_made_issued_and_cancelled(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    browser = Browser(company)
    assert "No finance charge memos yet." in browser.get(LIST).text
    looked = browser.post(f"{LIST}make/", {**ASKED, "look": "1"})
    assert "1 memo would be made" in looked.text
    assert "187.50" in looked.text
    assert not CollectionDocument.objects.exists()
    assert browser.post(f"{LIST}make/", {**ASKED, "customer": "C9"}).status == 422
    assert browser.post(f"{LIST}make/", {**ASKED, "document_date": "soon"}).status == 422
    assert "1 memo drafted." in browser.post(f"{LIST}make/", ASKED).text
    assert "C1 Alfa AB" in browser.get(f"{LIST}make/?look=1&document_date=2026-03-02").text  # has a draft already
    page = browser.get(f"{LIST}{_id(company)}/")
    assert "30 × 12 500,00 × 1,5 % / 30" in page.text.replace("\u00a0", " ")
    tested = browser.post(f"{LIST}{_id(company)}/issue/", {"test": "on"})
    assert "it would be issued as RF000001. Nothing is stored." in tested.text
    assert "RF000001 is issued." in browser.post(f"{LIST}{_id(company)}/issue/", {}).text
    assert browser.post(f"{LIST}{_id(company)}/issue/", {}).status == 422
    assert browser.post(f"{LIST}{_id(company)}/delete/", {}).status == 422
    assert "Past due" in browser.get(f"{LIST}?state=overdue").text
    assert browser.post(f"{LIST}{_id(company)}/cancel/", {"day": "soon"}).status == 422
    cancelled = browser.post(f"{LIST}{_id(company)}/cancel/", {"day": "2026-03-20"})
    assert "RF000001 is cancelled." in cancelled.text
    assert browser.get(f"{LIST}{_id(company) + 1}/").status == 404


def test_drafts_are_issued_by_ticks_and_deleted(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    make(company)
    first = _id(company)
    browser = Browser(company)
    assert "No draft was ticked." in browser.post(f"{LIST}issue/", {"memo": ["x", "0"]}).text
    assert "1 memo issued." in browser.post(f"{LIST}issue/", {"memo": [str(first)]}).text
    make(company, DAY.replace(day=31))
    assert "Draft RFU000002 is deleted." in browser.post(f"{LIST}{_id(company)}/delete/", {}).text
    reader = Browser(company, role="READER", name="rita")
    assert reader.get(LIST).status == 200
    assert reader.post(f"{LIST}issue/", {"memo": [str(first)]}).status in (403, 404)


def test_the_list_asks_as_much_for_many(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    make(company)
    browser = Browser(company)
    browser.get(LIST)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(LIST)
        return len(seen)

    few = asked()
    for number in ("C2", "C3"):
        story.tell(f'customer {number} "Kund {number}" finance_charge_terms=M')
        story.tell(f"invoice {number} I-{number} 5000.00 from=2026-01-01 due=2026-01-31")
    make(company, DAY.replace(day=31))
    assert asked() == few
