"""A large file of another system is taken by a job, and its page shows the same as that of a small one."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.desk import migration_jobs as module
from reskontra.desk.migration import Wanted
from reskontra.desk.migration_jobs import taken_data, taken_kept
from reskontra.interface.worker import run_waiting
from reskontra.receivables.models import Entry
from tests.desk.test_migration import CENTRAL, CUSTOMERS, ENTRIES, taken
from tests.desk.test_migration_page import posted, sent
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db


def test_what_came_of_a_file_is_kept_whole(company: CompanyFacts) -> None:
    taken(company, CUSTOMERS, Wanted("customers", CENTRAL))
    found = taken(company, ENTRIES, Wanted("entries", CENTRAL))
    kept = taken_kept(taken_data(found, company.currency), company.currency)
    assert (kept.told, kept.news, kept.read, kept.left_out) == (found.told, found.news, found.read, found.left_out)
    assert kept.proof
    assert found.proof
    assert (kept.proof.currencies, kept.proof.accounts) == (found.proof.currencies, found.proof.accounts)


def test_a_large_file_is_looked_at_and_loaded_in_the_background(
    company: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(company)
    posted(browser, sent(browser, "customers", CUSTOMERS))
    small = sent(browser, "entries", ENTRIES)
    monkeypatch.setattr(module, "TAKEN_AT_ONCE", len(ENTRIES) - 1)
    waits = sent(browser, "entries", ENTRIES)
    assert waits.url.endswith("/jobs/1/")
    seen = _of_job(browser, 1)
    for part in ("//h1", "//dl[@class='facts']", "//tbody/tr/td"):
        assert seen.texts(part) == small.texts(part)
    assert not Entry.objects.exists()
    assert posted(browser, seen).url.endswith("/jobs/2/")
    done = _of_job(browser, 2)
    assert "All of it is in the books." in done.text
    assert Entry.objects.count() == 2
    assert browser.get(f"{seen.url.split('?')[0].split('/', 2)[2]}?job=9").status == 404


def test_what_is_refused_of_it_is_told_with_what_was_said(
    company: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TAKEN_AT_ONCE", 4)
    browser = Browser(company)
    assert sent(browser, "entries", CUSTOMERS).url.endswith("/jobs/1/")
    page = _of_job(browser, 1)
    assert page.status == 422
    assert page.values("//option[@selected]/@value")[:2] == [CENTRAL, "entries"]


def _of_job(browser: Browser, number: int) -> Page:
    """The page that the job leads to."""
    run_waiting()
    (address,) = [one for one in browser.get(f"jobs/{number}/").values("//a/@href") if one.endswith(f"job={number}")]
    return browser.get(address.split("/", 2)[2])
