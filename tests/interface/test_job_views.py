"""A job's page: asked again while it is under way, with its result afterwards, and stopped."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.interface.jobs import start_job
from reskontra.interface.worker import run_waiting
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(story: Story) -> Browser:
    story.tells('statement B1 2026-03-02\nline 1000.00 name="ALFA AB" ocr=10017\nimport\nmatch')
    start(story)
    return Browser(story.company, role="CLERK")


def start(story: Story, subject: str = "PRJ000001", kind: str = "post") -> int:
    arguments = {"journal": subject}
    return start_job(company=story.company.id, actor="alice", kind=kind, subject=subject, arguments=arguments)


def test_under_way_it_asks_again_each_second_and_loads_itself_without_the_script(clerk: Browser) -> None:
    page = clerk.get("jobs/1/")
    assert page.values("//div[@id='job-1']/@hx-trigger") == ["every 1s"]
    assert page.values("//noscript/meta/@http-equiv") == ["refresh"]
    assert "Waits for its turn" in page.text
    part = clerk.get("jobs/1/?then=reload", htmx=True)
    assert "HX-Refresh" not in part.headers


def test_ended_it_says_what_came_of_it(clerk: Browser) -> None:
    run_waiting()
    page = clerk.get("jobs/1/")
    assert "1 line posted, B-2026-1 to B-2026-1. 0 lines remain." in page.text
    assert page.values("//main//a[contains(@class, 'primary')]/@href")[0].endswith("PRJ000001/?tab=posted")
    assert not page.values("//main//@hx-trigger")
    assert clerk.get("jobs/1/?then=reload", htmx=True).headers["HX-Refresh"] == "true"


def test_it_is_stopped_while_it_waits(clerk: Browser) -> None:
    assert "What it had not finished is not stored." in clerk.post("jobs/1/stop/").text
    run_waiting()
    assert "Stopped" in clerk.get("jobs/1/").text


def test_another_companys_job_does_not_exist(clerk: Browser) -> None:
    assert clerk.get("jobs/2/").status == 404
    assert clerk.post("jobs/2/stop/").status == 404


def test_a_reader_looks_and_does_not_stop(clerk: Browser, story: Story) -> None:
    reader = Browser(story.company, role="READER", name="rita")
    assert "Cancel" not in reader.get("jobs/1/").text
    assert reader.post("jobs/1/stop/").status == 403


def test_it_is_on_the_start_page_and_on_its_journal(clerk: Browser) -> None:
    assert "Posting of PRJ000001" in clerk.get("").texts("//section[@aria-label='Work in the background']")[0]
    page = clerk.get("journals/PRJ000001/")
    assert page.values("//div[@id='job-1']/@hx-get")[0].endswith("/jobs/1/?then=reload")


def test_the_start_page_asks_the_same_however_many_jobs_wait(clerk: Browser, story: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            clerk.get("")
        return len(captured)

    asked()
    one = asked()
    start(story, kind="match")
    start(story, "PRJ000002")
    assert asked() == one
