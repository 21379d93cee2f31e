"""Drafts changed by page: each form once, and what is refused stands at its field."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.collections.draft_lines import delete_lines
from reskontra.collections.finance_charges import KIND
from reskontra.collections.models import CollectionDocument
from reskontra.companies.queries import CompanyFacts
from tests import books, build
from tests.collections import charging
from tests.collections.reminding import debtor, held, make, terms
from tests.story import Story
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
N = "BPU000001"


def place(company: CompanyFacts) -> str:
    row = CollectionDocument.objects.get(company=company.id, state="DRAFT")
    return f"collecting/{'reminders' if row.kind == 'REMINDER' else 'finance-charges'}/{row.id}/"


def seen_at(browser: Browser, where: str) -> str:
    """The stamp of what the page shows."""
    return browser.get(where).values("//input[@name='seen']/@value")[0]


def sent(browser: Browser, where: str, form: str, **fields: str) -> Page:
    """A form of the page as it stands there, with what is typed."""
    seen = seen_at(browser, where)
    return browser.post(where, {"form": form, "seen": seen, **fields})


def test_a_reminder_is_changed_form_by_form(company: CompanyFacts) -> None:
    terms(company, cost="DEMAND", fee_minor=180_00, line_cost="DEMAND", line_fee_minor=50_00)
    party = debtor(company)
    build.invoice(company, party, number="A")
    build.invoice(company, party, number="B", due_date="2026-04-20")
    make(company)
    browser = Browser(company)
    where = f"{place(company)}change/"
    assert "The letter as it would be" in browser.get(where).text
    level = sent(browser, where, "line", line="1", level="2")
    assert "BPU000001 is changed: 1,230.00 SEK to pay." in level.text
    refused = sent(browser, where, "line", line="2", amount="40", text="Avgift", account="3540", reason="")
    assert (refused.status, "no reason is given" in refused.text) == (422, True)
    assert (
        "1,220.00"
        in sent(browser, where, "line", line="2", amount="40", text="Avgift", account="3540", reason="as agreed").text
    )
    assert "1,180.00" in sent(browser, where, "line", line="2", remove="1", reason="goodwill").text
    assert sent(browser, where, "document", document="X").status == 422
    sent(browser, where, "document", document="B", level="")
    sent(browser, where, "text", text="Ring oss.")
    sent(browser, where, "line", line="3", text="Ring oss i dag.")
    assert "Ring oss i dag." in browser.get(place(company)).text
    assert sent(browser, where, "head", posting_date="2026-03-31", due_date="2026-03-01").status == 422
    assert "1,180.00" in sent(browser, where, "head", posting_date="2026-03-31", due_date="2026-04-15").text
    assert "1,180.00" in sent(browser, where, "texts", level="2", with_fee="on").text
    assert held(company, N) == [("OVERDUE", "A", 2, 1000_00), ("FEE", "", 2, 180_00), ("TEXT", "", 0, 0),
                                ("NOT_DUE", "B", 0, 0)]  # fmt: skip
    assert browser.post(where, {"remove": "9"}).status == 422
    browser.post(where, {"remove": "3"})
    assert sent(browser, where, "suggest", document_date="soon").status == 422
    assert "1,230.00" in sent(browser, where, "suggest", document_date="2026-03-31").text


def test_a_memo_is_changed_and_looked_at(company: CompanyFacts) -> None:
    Story(company).tells(charging.TOLD)
    charging.make(company)
    browser = Browser(company)
    where = f"{place(company)}change/"
    assert browser.client.get(f"/{company.id}/{place(company)}letter.pdf").content.startswith(b"%PDF")
    assert "0.00 SEK to pay" in browser.post(where, {"remove": "1"}).text
    assert "187.50" in sent(browser, where, "document", document="INV-1").text
    sent(browser, where, "text", text="Ring oss.")
    assert "Ring oss." in browser.get(place(company)).text
    assert "187.50" in sent(browser, where, "texts").text
    assert "187.50" in sent(browser, where, "head", posting_date="2026-03-02", due_date="2026-04-01").text
    assert "193.75" in sent(browser, where, "suggest", document_date="2026-03-03").text
    here = place(company)
    browser.post(f"{here}issue/", {})
    assert browser.get(where).status == 404
    assert browser.client.get(f"/{company.id}/{here}letter.pdf").content.startswith(b"%PDF")
    before = books.contents()
    assert browser.post(where, {"remove": "1"}).status == 422
    assert books.contents() == before
    assert browser.get("collecting/finance-charges/999/change/").status == 404


def test_two_people_and_many_lines(company: CompanyFacts) -> None:
    """The second is told that the first changed the draft; and more lines ask the database no more often."""
    story = Story(company)
    story.tells(charging.TOLD)
    charging.make(company)
    browser = Browser(company)
    where = f"{place(company)}change/"
    seen = seen_at(browser, where)
    delete_lines(company=company, actor=build.BOB, number="RFU000001", positions=[1], kind=KIND)
    told = browser.post(where, {"form": "text", "seen": seen, "text": "Ring oss."})
    assert (told.status, f"{build.BOB} changed RFU000001" in told.text) == (422, True)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(where)
        return len(found)

    few = asked()
    for number in ("I-1", "I-2", "I-3"):
        story.tell(f"invoice C1 {number} 5000.00 from=2026-01-01 due=2026-01-31")
        sent(browser, where, "document", document=number)
    assert asked() == few
