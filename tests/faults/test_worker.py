"""A worker that is killed leaves the books whole, its job is told as interrupted, and doing it again finishes."""

from __future__ import annotations

import os
import random
import signal

import pytest

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import Rows, business, opened, rows
from tests.faults.enqueue import enqueue

JOBS = "interface_job"  # what is told of the work, not what it did
TASKS = "django_tasks_database_dbtaskresult"  # the queue
SEED = 20260302


def without_jobs(found: Rows) -> Rows:
    return {table: of for table, of in found.items() if table != JOBS}


def books(found: Rows) -> dict[str, object]:
    return {table: of for table, of in business(found).items() if table != JOBS}


def states(found: Rows) -> list[str]:
    return [row["state"] for row in found[JOBS].values()]


def a_while_later(url: str) -> None:
    """A task that was taken was taken long ago: its worker had the seconds that it has to begin its job."""
    with opened(url) as own:
        own.execute(f"UPDATE {TASKS} SET started_at = '2026-03-02 08:00:00+00:00' WHERE started_at IS NOT NULL")
        own.commit()


@pytest.mark.parametrize("kind", ["match", "post"])
def test_a_killed_worker_leaves_all_or_nothing(kind: str, stages: Stages) -> None:
    url = stages.fresh(kind)
    programs.call(url, enqueue, kind, "PRJ000001")
    before = stages.databases.copy(url)
    undisturbed = programs.run(url, ("worker", "--once"))
    assert (undisturbed.code, undisturbed.err) == (0, "")
    after = rows(url)
    assert states(after) == ["DONE"]

    rng = random.Random(f"{SEED} {kind}")
    steps = undisturbed.steps
    for step in sorted(rng.sample(range(1, steps.count), 3)):
        killed = stages.databases.copy(before)
        assert programs.run(killed, ("worker", "--once"), kill_at=step).was_killed
        left = rows(stages.databases.left_alone(killed))
        is_whole = books(left) == books(after)
        assert is_whole or without_jobs(left) == without_jobs(rows(before)), f"killed at {step} of {steps.count}"
        a_while_later(killed)
        next_worker = programs.run(killed, ("worker", "--once"))
        assert next_worker.code == 0
        assert next_worker.err in ("", f"job.interrupted company=1 job=1 kind={kind}\n")
        programs.call(killed, enqueue, kind, "PRJ000001")
        again = programs.run(killed, ("worker", "--once"))
        assert (again.code, again.err) == (0, "")
        assert books(rows(killed)) == books(after), f"killed at {step} of {steps.count}"
        assert "are whole" in programs.done(killed, "check").out


def test_a_worker_that_is_told_to_end_finishes_its_job(stages: Stages) -> None:
    """SIGTERM, as a service manager sends it, while all is written and nothing is stored."""
    url = stages.fresh("post")
    programs.call(url, enqueue, "post", "PRJ000001")
    with programs.started(url, ("worker",), stops=["before commit"]) as worker:
        worker.is_at("before commit")
        os.kill(worker.process.pid, signal.SIGTERM)
        worker.go_on()
        ended = worker.end()
    assert (ended.code, ended.err) == (0, "")
    assert states(rows(url)) == ["DONE"]
    assert "are whole" in programs.done(url, "check").out
