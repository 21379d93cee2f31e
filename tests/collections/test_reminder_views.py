"""Pages of reminders: made with a look first, looked at, issued and cancelled."""

from __future__ import annotations

import pytest

from reskontra.collections.reminder_queries import find_reminder
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.receivables.models import Entry
from tests import build
from tests.collections.reminding import debtor, terms
from tests.web import Browser

pytestmark = pytest.mark.django_db
MAKE = "collecting/reminders/make/"


def test_a_reminder_goes_the_whole_way(company: CompanyFacts) -> None:
    terms(company, cost="DEMAND", fee_minor=180_00)
    build.invoice(company, debtor(company), amount="1000.50")
    build.invoice(company, debtor(company, "C2", terms=""), number="INV-2")
    set_setting(company=company, actor=build.BOB, key="reminders_rounded", value="true")
    browser = Browser(company)
    look = browser.get(MAKE + "?day=2026-03-31")
    assert "Kund C1" in look.text
    assert "without reminder terms: 1" in look.text
    assert browser.get(MAKE + "?day=soon").status == 422
    made = browser.post(MAKE, {"day": "2026-03-31", "customer": ""})
    assert "1 reminder drafted." in made.text
    id = find_reminder(company=company, number="BPU000001").id
    place = f"collecting/reminders/{id}/"
    page = browser.get(place)
    assert "As the letter has it" in page.text
    assert "Agree to the rounding" in page.text
    assert browser.client.get(f"/{company.id}/{place}letter.pdf").content.startswith(b"%PDF")
    assert browser.post(place + "issue/", {}).status == 422
    assert "it would be issued as BP000001. Nothing is stored." in browser.post(place + "issue/", {"test": "on"}).text
    assert "Reminder BP000001 is issued to Kund C1." in browser.post(place + "issue/", {"rounding": "on"}).text
    assert browser.client.get(f"/{company.id}/{place}letter.pdf").content.startswith(b"%PDF")
    assert browser.post(place + "delete/", {}).status == 422
    assert "is cancelled" in browser.post(place + "cancel/", {"own": "on"}).text
    assert browser.post(place + "cancel/", {}).status == 422
    assert "BPM000001" in browser.get(place).text
    browser.post(MAKE, {"day": "2026-03-31"})
    other = find_reminder(company=company, number="BPU000002").id
    assert "Draft BPU000002 is deleted." in browser.post(f"collecting/reminders/{other}/delete/", {}).text
    assert browser.get(f"collecting/reminders/{other}/").status == 404


def test_all_drafts_are_issued_but_those_that_must_not(company: CompanyFacts) -> None:
    terms(company)
    for number in ("C1", "C2"):
        build.invoice(company, debtor(company, number), number=f"F-{number}")
    browser = Browser(company)
    browser.post(MAKE, {"day": "2026-03-31"})
    Entry.objects.filter(document_number="F-C2").update(on_hold="X")
    told = browser.post("collecting/reminders/issue/", {})
    assert told.status == 422
    assert "1 reminder issued." in told.text
    assert "of F-C2" in told.text
    Entry.objects.filter(document_number="F-C2").update(on_hold="")
    assert "1 reminder issued." in browser.post("collecting/reminders/issue/", {}).text
