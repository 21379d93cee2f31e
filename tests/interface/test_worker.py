"""What the worker does with jobs: done, refused, broken, stopped, interrupted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.database import bulk, places
from reskontra.interface.job_board import board_of
from reskontra.interface.jobs import JobFacts, ask_to_stop, find_job, start_job
from reskontra.interface.models import Job
from reskontra.interface.second_pair import actor_is_told
from reskontra.interface.worker import (
    SECONDS_TO_BEGIN,
    Stopped,
    _telling,
    queue_again,
    run_waiting,
    tell_interrupted,
    work,
)
from reskontra.matching.actions.accept_lines import accept_lines
from tests.build import BOB
from tests.placed import a_place, moved
from tests.story import Story

pytestmark = pytest.mark.django_db


def started(story: Story, kind: str = "post", **arguments: str) -> int:
    found = {"journal": "PRJ000001"} | arguments
    return start_job(company=story.company.id, actor="alice", kind=kind, subject=found["journal"], arguments=found)


def job(story: Story, number: int = 1) -> JobFacts:
    return find_job(company=story.company.id, number=number)


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        'statement B1 2026-03-02\nline 1000.00 name="ALFA AB" ocr=10017\nline 77.00 text="Okänt"\nimport\nmatch'
    )
    return story


def test_jobs_are_done_in_their_order(imported: Story) -> None:
    started(imported, "match")
    started(imported)
    assert run_waiting() == 2
    assert [job(imported, number).state for number in (1, 2)] == ["DONE", "DONE"]
    assert job(imported, 2).outcome["count"] == 1
    assert (run_waiting(), DBTaskResult.objects.count()) == (0, 0)


def test_what_is_refused_is_told_in_words_and_changes_nothing(imported: Story) -> None:
    started(imported)
    started(imported, journal="PRJ000009")
    run_waiting()
    assert job(imported, 2).refusals == (
        'There is no journal "PRJ000009". See which there are with reskontra journal list.',
    )
    started(imported)
    run_waiting()
    assert job(imported, 3).refusals == ("Of 1 open line, none is ready. Match, apply or accept some first.",)


def test_who_asked_for_a_job_had_signed_in_though_the_worker_is_a_command(imported: Story) -> None:
    """What another prepared is posted by her without a password."""
    set_setting(company=imported.company, actor=BOB, key="four_eyes_above", value="0")
    accept_lines(company=imported.company, actor=BOB, journal=imported.facts, line_numbers=[1])
    started(imported)
    with actor_is_told():
        run_waiting()
    assert (job(imported).state, job(imported).outcome["count"]) == ("DONE", 1)


def test_a_bug_is_in_the_log_under_the_number_that_is_told(imported: Story, caplog: pytest.LogCaptureFixture) -> None:
    number = start_job(company=imported.company.id, actor="alice", kind="post", subject="PRJ000001", arguments={})
    run_waiting()
    found = job(imported, number)
    assert found.state == "BROKEN"
    assert f"event={found.event}" in caplog.text
    assert "KeyError" in caplog.text


def test_one_stopped_while_it_waited_is_not_begun(imported: Story) -> None:
    ask_to_stop(company=imported.company.id, number=started(imported))
    run_waiting()
    assert (job(imported).state, job(imported).started_at) == ("STOPPED", None)


def test_one_that_is_asked_to_stop_stops_where_it_next_tells(imported: Story) -> None:
    board = board_of(company=imported.company.id, id=job(imported, started(imported)).id)
    with board.held():
        told = _telling(board)
        told(0, 10)
        board.ask_to_stop()
        if board.is_stop_asked():  # on PostgreSQL another connection does not see the row of this test
            with pytest.raises(Stopped):
                told(10, 10)


def test_one_whose_worker_died_is_told_as_interrupted_and_may_be_started_again(imported: Story) -> None:
    started(imported)
    Job.objects.update(state="RUNNING")
    DBTaskResult.objects.update(status="RUNNING", started_at=bulk.moment())
    tell_interrupted()
    assert DBTaskResult.objects.count() == 1  # it may have been taken this very moment
    DBTaskResult.objects.update(started_at=bulk.moment() - timedelta(seconds=SECONDS_TO_BEGIN + 1))
    tell_interrupted()
    assert (Job.objects.get().state, DBTaskResult.objects.count()) == ("INTERRUPTED", 0)
    started(imported)
    run_waiting()
    assert job(imported, 2).state == "DONE"


@pytest.mark.django_db(transaction=True)  # it looks after its connection
def test_the_worker_goes_on_until_it_is_not_wanted(imported: Story) -> None:
    started(imported, "match")
    wanted = iter([True, False])
    looks: list[int] = []
    work(lambda: next(wanted), between=lambda: looks.append(1))
    assert looks == [1]
    assert job(imported).state == "DONE"


def test_a_job_of_a_place_that_is_not_in_the_queue_is_put_there(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path):
        moved(company)
        with places.at("there"):
            number = start_job(company=company.id, actor="alice", kind="match", subject="PRJ000001", arguments={})
        assert queue_again() == 0  # it may have been put there this very moment
        old = bulk.moment() - timedelta(seconds=SECONDS_TO_BEGIN + 1)
        with places.at("there"):
            Job.objects.filter(company=company.id).update(created_at=old)
        assert queue_again() == 0
        DBTaskResult.objects.all().delete()  # the process died before home stored it
        assert (queue_again(), queue_again(), run_waiting()) == (1, 0, 1)
        with places.at("there"):
            assert find_job(company=company.id, number=number).state != "WAITING"
