"""Changed rules tried on many lines: by a job, whose result is the page that few lines have at once."""

from __future__ import annotations

import pytest

from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import find_job
from reskontra.interface.worker import run_waiting
from reskontra.matching.setup import settings_of
from reskontra.matching.setup_pages import try_jobs
from tests import build
from tests.matching.setup_pages.test_rules import URL, decided, form
from tests.story import Story
from tests.web import Browser

__all__ = ["decided"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_many_lines_are_tried_in_the_background(decided: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(decided.company)
    sent = form(browser.get(URL)) | {"t-high_quality_min": "99", "since": "2026-01-01", "try": "1"}
    at_once = browser.post(URL, sent)
    monkeypatch.setattr(try_jobs, "TRIED_AT_ONCE", 1)
    for _twice in range(2):
        page = browser.post(URL, sent)
        assert (page.status, "Trial of changed matching rules on lines since" in page.text) == (200, True)
    assert browser.get(f"{URL}?job=1").status == browser.get(f"{URL}?job=2").status == 404
    run_waiting()
    job = shown(find_job(company=decided.company.id, number=1))
    assert (job.word, job.told[0].startswith("2 decided lines since")) == ("Done", True)
    found = browser.get(job.next_url.split("/", 2)[2])
    tried = "//div[@id='tried']"
    assert found.texts(tried) == at_once.texts(tried)
    assert found.values(f"{tried}//a/@href") == at_once.values(f"{tried}//a/@href")
    assert form(found) == form(at_once)
    assert Browser(build.new_company(name="Sydan AB"), name="carla").get(f"{URL}?job=1").status == 404
    assert "are set" in browser.post(URL, form(found)).text
    assert settings_of(company=decided.company, banks=[]).high_quality_min == 99
    assert "The rules were changed since; try them anew." in browser.get(f"{URL}?job=1").text
