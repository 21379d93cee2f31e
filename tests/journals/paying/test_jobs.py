"""Payments of a proposal in the background: what is small is done at once, what is large waits for the worker."""

from __future__ import annotations

import pytest

from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import SMALL, find_job
from reskontra.interface.worker import run_waiting
from reskontra.journals.jobs import PREVIEWED_AT_ONCE
from reskontra.journals.paying import jobs, posting_views, views
from tests.journals.paying.test_post import credited
from tests.journals.paying_book import LATER, TODAY, left, owing, sent
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (jobs, posting_views, views):
        monkeypatch.setattr(module, "today", lambda: TODAY)


def test_many_payments_are_previewed_and_posted_in_the_background(company, monkeypatch: pytest.MonkeyPatch) -> None:
    owing(company)
    sent(company)
    asked = {"company": company, "actor": "bob", "number": 1, "is_ahead": False}
    assert jobs.post_in_background(**asked, payments=SMALL) is None
    assert jobs.preview_in_background(**asked, payments=PREVIEWED_AT_ONCE) is None
    many = asked | {"payments": PREVIEWED_AT_ONCE + 1}
    assert jobs.preview_in_background(**many) == jobs.preview_in_background(**many) == 1
    bob, at = Browser(company, role="ACCOUNTANT", name="bob"), "payment-proposals/1/post/"
    assert bob.get(f"{at}?job=1").status == 404
    run_waiting()
    job = shown(find_job(company=company.id, number=1))
    assert (job.told, job.next_url) == (
        ("2 vouchers would be posted, of 2 lines.",), f"/{company.id}/{at}?job=1",
    )  # fmt: skip
    older = "This preview is older than the proposal. Make it anew."
    page = bob.get(f"{at}?job=1")
    assert (page.texts("//tr[@class='voucher']/td[1]"), older in page.text) == (["1,000.00", "500.00"], False)
    assert bob.get(f"{at}?job=1&ahead=1").status == bob.get(f"{at}?job=9").status == 404
    monkeypatch.setattr(posting_views, "today", lambda: LATER)
    assert older in bob.get(f"{at}?job=1").text
    monkeypatch.setattr(posting_views, "today", lambda: TODAY)
    credited(company)
    assert older in bob.get(f"{at}?job=1").text
    assert jobs.post_in_background(**many) == 2
    run_waiting()
    job = shown(find_job(company=company.id, number=2))
    assert job.told == ("A-2026-1 is posted.", "Skipped, for their documents were paid meanwhile: 2.")
    assert (left(company, "L-1"), left(company, "L-2"), bob.get("payment-proposals/1/").status) == (0, -400_00, 200)
