"""Policies that are run, or tried, in the background: how far they are is told on the start page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.policies import find_policy
from reskontra.collections.policy_runs import RunFacts, dry_run, run_policy
from reskontra.collections.policy_work import Item
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.clock import today
from reskontra.interface.jobs import JobFacts, JobKind, Told, start_job

MOST_ITEMS = 1_000  # of a trial that are kept to be looked at; all are counted


def run_in_background(*, company: CompanyFacts, actor: str, code: str, is_dry: bool = False) -> int:
    """The job that runs a policy; is_dry: tells what it would do, and does nothing.

    refuses   PolicyUnknown
    """
    find_policy(company=company, code=code)
    kind = "policy_trial" if is_dry else "policy"
    return start_job(company=company.id, actor=actor, kind=kind, subject=code, arguments={"policy": code})


def _run(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company = company_by_id(id=job.company)
    done = run_policy(company=company, actor=job.actor, code=job.arguments["policy"], today=today(), on_progress=told)
    return {"run": done.number, **_counts(done)}


def _try(job: JobFacts, told: Told) -> Mapping[str, Any]:
    company = company_by_id(id=job.company)
    told(0, 0)
    done = dry_run(company=company, actor=job.actor, code=job.arguments["policy"], today=today())
    return {"items": [tuple(item) for item in done.items[:MOST_ITEMS]], **_counts(done)}


def _counts(done: RunFacts) -> dict[str, int]:
    """How many of each step were done, and how many were held back and refused in all."""
    counts = {step.lower(): done.count(step) for step in ("MAKE", "ISSUE", "SEND")}
    counts["held"] = sum(item.outcome == "HELD" for item in done.items)
    counts["refused"] = sum(item.outcome == "REFUSED" for item in done.items)
    return counts


def tried(job: JobFacts) -> tuple[Item, ...]:
    """What a trial told; nothing until it is done."""
    return tuple(Item(*item) for item in job.outcome.get("items", ()))


def _told(job: JobFacts) -> list[str]:
    told = _("{make} drafted, {issue} issued, {send} sent, {held} held back, {refused} refused.")
    return [told.format(**{name: job.outcome[name] for name in ("make", "issue", "send", "held", "refused")})]


def _url(job: JobFacts) -> str:
    if job.kind == "policy_trial":
        return reverse("policy_trial", args=[job.company, job.number])
    if job.outcome:
        return reverse("policy_run", args=[job.company, job.outcome["run"]])
    return reverse("policies", args=[job.company])


RUN = JobKind(
    run=_run,
    title=lambda job: _("Policy {policy}").format(policy=job.subject),
    told=_told,
    safe=lambda: _("What is issued or sent by then stays, if it is stopped; another run goes on from there."),
    url=_url,
    far=noop("{done} of {total} in this step"),
)
TRY = JobKind(
    run=_try,
    title=lambda job: _("Trial of policy {policy}").format(policy=job.subject),
    told=_told,
    safe=lambda: _("Nothing is stored, and nothing is sent."),
    url=_url,
)
