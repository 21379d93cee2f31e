"""Reminders as a list."""

from __future__ import annotations

import pytest

from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.reminding import debtor, make, terms
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_drafts_and_issued_reminders_are_found(company: CompanyFacts) -> None:
    terms(company)
    for number in ("C1", "C2"):
        build.invoice(company, debtor(company, number), number=f"F-{number}")
        made = make(company).made
        if number == "C1":
            issue_reminders(company=company, actor=build.BOB, drafts=[made[0].number])
    browser = Browser(company)
    assert "BP000001" in browser.get("collecting/reminders/").text
    found = {
        asked: [
            number
            for number in ("BP000001", "BPU000002")
            if number in browser.get(f"collecting/reminders/?{asked}").text
        ]
        for asked in ("which=draft", "which=issued", "q=Kund+C1", "level=2", "account=C2", "from=2026-04-01")
    }
    assert found == {
        "which=draft": ["BPU000002"], "which=issued": ["BP000001"], "q=Kund+C1": ["BP000001"], "level=2": [],
        "account=C2": ["BPU000002"], "from=2026-04-01": [],
    }  # fmt: skip
