"""Jobs as they are put into the queue, found again, and stopped."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.database import BooksHeld
from reskontra.interface.job_board import board_of
from reskontra.interface.jobs import (
    JobHoldsBooks,
    JobUnknown,
    ask_to_stop,
    find_job,
    job_under_way,
    jobs_to_show,
    kind_of,
    start_job,
    told_of_job,
)
from reskontra.interface.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def start(company: CompanyFacts, *, subject: str = "PRJ000001", actor: str = "alice") -> int:
    return start_job(company=company.id, actor=actor, kind="post", subject=subject, arguments={"journal": subject})


@pytest.mark.parametrize("code", sorted(settings.JOB_KINDS))
def test_every_kind_of_the_settings_is_there(code: str) -> None:
    assert kind_of(code).safe()


def test_a_job_waits_with_what_it_needs(company: CompanyFacts) -> None:
    job = find_job(company=company.id, number=start(company))
    assert (job.state, job.is_under_way, job.arguments) == ("WAITING", True, {"journal": "PRJ000001"})
    assert job_under_way(company=company.id, subject="PRJ000001") == job
    assert job_under_way(company=company.id, subject="PRJ000002") is None


def test_the_same_is_not_asked_for_twice(company: CompanyFacts) -> None:
    assert [start(company), start(company, actor="bob"), start(company, subject="PRJ000002")] == [1, 1, 2]
    files = [{"upload": 1}, {"upload": 2}, {"upload": 1}]
    numbers = [start_job(company=company.id, actor="alice", kind="import", subject="x", arguments=one) for one in files]
    assert numbers == [3, 4, 3]


def test_an_unknown_job_is_refused(company: CompanyFacts) -> None:
    with pytest.raises(JobUnknown, match="job 7"):
        find_job(company=company.id, number=7)


def test_one_that_waits_is_stopped_at_once_and_one_that_ended_stays(company: CompanyFacts) -> None:
    number = start(company)
    assert ask_to_stop(company=company.id, number=number).state == "STOPPED"
    Job.objects.update(state="DONE", outcome=json.dumps({"lines": 1}))
    assert ask_to_stop(company=company.id, number=number).state == "DONE"


def test_one_that_runs_is_asked_to_stop(company: CompanyFacts) -> None:
    job = find_job(company=company.id, number=start(company))
    Job.objects.update(state="RUNNING")
    with board_of(company=company.id, id=job.id).held():
        assert ask_to_stop(company=company.id, number=1).state == "RUNNING"


def test_one_whose_worker_is_gone_is_interrupted(company: CompanyFacts) -> None:
    number = start(company)
    Job.objects.update(state="RUNNING")
    job = find_job(company=company.id, number=number)
    assert (job.state, job.is_under_way, job.is_trouble) == ("INTERRUPTED", False, True)
    assert start(company) == 2


def test_what_is_under_way_is_shown_to_all_and_what_ended_to_who_started_it(company: CompanyFacts) -> None:
    first, second = start(company), start(company, subject="PRJ000002", actor="bob")
    ask_to_stop(company=company.id, number=first)
    assert [job.number for job in jobs_to_show(company=company.id, actor="alice")] == [second, first]
    assert [job.number for job in jobs_to_show(company=company.id, actor="bob")] == [second]


def test_books_that_a_job_holds_are_told_with_it(company: CompanyFacts) -> None:
    held = BooksHeld(database="books", seconds=30)
    job = find_job(company=company.id, number=start(company))
    assert told_of_job(held, company=company.id) is held
    Job.objects.update(state="RUNNING")
    with board_of(company=company.id, id=job.id).held():
        told = told_of_job(held, company=company.id)
    assert isinstance(told, JobHoldsBooks)
    assert str(told) == "Posting of PRJ000001, started by alice, holds the books. Try again when it is done."
