"""Many letters are made and issued in the background; a page goes on to the job."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.collections import letter_jobs
from reskontra.collections.models import CollectionDocument
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.jobs import JobFacts, find_job, jobs_to_show, kind_of
from reskontra.interface.models import Job
from reskontra.parties.models import Party
from reskontra.receivables.models import Entry
from tests import build
from tests.collections import reminding
from tests.collections.charging import TOLD
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MEMOS = {"form": "make", "document_date": "2026-03-31", "posting_date": "", "customer": "", "paid_since": ""}


def ended(company: CompanyFacts) -> list[str]:
    """What the newest job tells when it is done."""
    job = jobs_to_show(company=company.id, actor=build.BOB)[0]
    told: list[tuple[int, int]] = []
    outcome: Any = kind_of(job.kind).run(job, lambda done, total: told.append((done, total)))
    assert told[-1] == (told[-1][1], told[-1][1])
    values = {name: getattr(find_job(company=company.id, number=job.number), name) for name in JobFacts.__slots__}
    done = JobFacts(**{**values, "outcome": outcome})
    assert kind_of(job.kind).url(done).startswith(f"/{company.id}/collecting/")
    assert kind_of(job.kind).title(done)
    assert kind_of(job.kind).safe()
    Job.objects.filter(company=company.id, number=job.number).update(state="DONE")
    return list(kind_of(job.kind).told(done))


def test_many_are_made_and_issued_in_the_background(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    Story(company).tells(TOLD)
    reminding.terms(company, "T", calculates_interest=True)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    build.invoice(company, reminding.debtor(company, "C2", terms=""), number="INV-9")
    browser = Browser(company, name=build.BOB)
    monkeypatch.setattr(letter_jobs, "PLANNED_AT_ONCE", 0)
    monkeypatch.setattr(letter_jobs, "ISSUED_AT_ONCE", 0)

    assert "Too much is overdue" in browser.get("collecting/reminders/make/?day=2026-03-31").text
    assert "Reminders of 2026-03-31" in browser.post("collecting/reminders/make/", {"day": "2026-03-31"}).text
    assert not CollectionDocument.objects.exists()
    assert ended(company) == ["1 reminder drafted.", "C2 Kund C2 has no reminder terms."]
    assert "Issue of all drafts of reminders" in browser.post("collecting/reminders/issue/", {}).text
    assert ended(company) == ["1 reminder issued."]

    assert "Too much is overdue" in browser.get("collecting/finance-charges/make/?look=1&document_date=2026-03-31").text
    assert "Finance charge memos of 2026-03-31" in browser.post("collecting/finance-charges/make/", MEMOS).text
    assert ended(company) == ["1 memo drafted."]
    Entry.objects.filter(company=company.id, document_number="INV-1").update(on_hold="X")
    assert "Issue of all drafts of finance" in browser.post("collecting/finance-charges/issue/", {"all": "on"}).text
    told = ended(company)
    assert told[:2] == ["0 memos issued.", "1 draft stays as it was:"]
    assert told[2].startswith("RFU000001: RFU000001 charges")


def test_few_named_customers_are_planned_while_the_page_waits(
    company: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    Story(company).tells(TOLD)
    monkeypatch.setattr(letter_jobs, "PLANNED_AT_ONCE", 0)
    browser = Browser(company)
    assert "1 memo drafted." in browser.post("collecting/finance-charges/make/", {**MEMOS, "customer": "C1"}).text
    assert "1 memo issued." in browser.post("collecting/finance-charges/issue/", {"all": "on"}).text
