"""Jobs are waited for; one that is not done is told with what it said."""

from __future__ import annotations

import pytest

from reskontra.interface.worker import run_waiting
from reskontra_client import JobNotDone, JobUnderWay
from tests.api_book import api_book
from tests.client_of_books import books_of

pytestmark = pytest.mark.django_db


def test_a_job_is_waited_for_until_it_is_done_or_it_is_not() -> None:
    book = api_book()
    with books_of(book.company, pause=lambda seconds: run_waiting()) as books:
        job = books.journals.match(book.journal, background=True)
        assert "job" in job
        looks: list[str] = []
        done = books.jobs.wait(job, told=lambda one: looks.append(one["state"]))
        assert (looks, done["state"]) == (["waiting", "done"], "done")
        again = books.journals.match(book.journal, background=True)
        assert "job" in again
        with pytest.raises(JobUnderWay):
            books.jobs.wait(again["job"], seconds=0)
        books.jobs.stop(again["job"])
        with pytest.raises(JobNotDone) as told:
            books.jobs.wait(again)
        assert told.value.job["state"] == "stopped"
