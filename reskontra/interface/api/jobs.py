"""jobs: work that goes on after the answer; how far it is, and what came of it."""

from __future__ import annotations

from typing import Any

from ninja.responses import Status

from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Data
from reskontra.interface.findings import told_again
from reskontra.interface.jobs import JobFacts, ask_to_stop, find_job, kind_of
from reskontra.interface.refusals import wording

routes = Routes("journals", "Jobs")


class JobData(Data):
    """state: waiting, running, done, refused, broken, stopped or interrupted. outcome: values of what it did.

    refusals: why it was not done, or what of it was not.
    """

    job: int
    kind: str
    subject: str
    title: str
    state: str
    done: int
    total: int
    created_at: str
    started_at: str | None
    ended_at: str | None
    by: str
    outcome: dict[str, Any]
    refusals: list[str]
    stop_asked: bool


def job_data(one: JobFacts) -> dict[str, Any]:
    """A job as programs see it."""
    return {
        "job": one.number,
        "kind": one.kind,
        "subject": one.subject,
        "title": kind_of(one.kind).title(one),
        "state": one.state.lower(),
        "done": one.done,
        "total": one.total,
        "created_at": one.created_at.isoformat(),
        "started_at": one.started_at and one.started_at.isoformat(),
        "ended_at": one.ended_at and one.ended_at.isoformat(),
        "by": one.actor,
        "outcome": dict(one.outcome),
        "refusals": list(one.refusals) or [wording(left) for left in told_again(one.outcome.get("findings", ""))],
        "stop_asked": one.is_stop_asked,
    }


def under_way(request: Call, number: int) -> Status[dict[str, Any]]:
    """The answer of an endpoint that has put a job into the queue: 202 and the job."""
    return Status(202, job_data(find_job(company=request.auth.company_id, number=number)))


@routes.get("/jobs/{key:number}", JobData)
def show_job(request: Call, number: int) -> dict[str, Any]:
    """Tell how far a job is, and what came of it."""
    return job_data(find_job(company=request.auth.company_id, number=number))


@routes.post("/jobs/{key:number}/stop", JobData)
def stop_job(request: Call, number: int) -> dict[str, Any]:
    """Stop a job where it is next safe; one that has ended stays as it is."""
    return job_data(ask_to_stop(company=request.auth.company_id, number=number))
