"""Registered payments in the background: many posted, or previewed, while the page goes on.

Each calls the action that the command line calls, and so is all or nothing wherever it is ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.clock import today
from reskontra.interface.jobs import SMALL, JobFacts, JobKind, Told, start_job
from reskontra.journals.jobs import PREVIEWED_AT_ONCE, posted_values, posted_words, preview_values, previewed_words
from reskontra.journals.post_registration import Registering, post_registered
from reskontra.journals.posted import run_url
from reskontra.journals.previewed_rows import previewed_registrations

Outcome = Mapping[str, Any]


def post_in_background(*, company: CompanyFacts, actor: str, order: Registering, payments: int) -> int | None:
    """The job that posts what was ticked; None where the payments are few, and posted while the page waits."""
    return _start(company, actor, "post_registered", order) if payments > SMALL else None


def preview_in_background(*, company: CompanyFacts, actor: str, order: Registering, payments: int) -> int | None:
    """The job that tells what posting what was ticked would do; None where the payments are few."""
    return _start(company, actor, "preview_registered", order) if payments > PREVIEWED_AT_ONCE else None


def _start(company: CompanyFacts, actor: str, kind: str, order: Registering) -> int:
    user = order.user or actor
    arguments = {"ledger": order.ledger, "user": user, "is_lump": order.is_lump}
    subject = f"{user}, {order.ledger}"
    return start_job(company=company.id, actor=actor, kind=kind, subject=subject, arguments=arguments)


def order_of(job: JobFacts) -> Registering:
    """What the job was asked to post, and how."""
    return Registering(**job.arguments)


def _post(job: JobFacts, told: Told) -> Outcome:
    company = company_by_id(id=job.company)
    done = post_registered(company=company, actor=job.actor, order=order_of(job), today=today(), told=told)
    return posted_values(done.posted)


def _preview(job: JobFacts, told: Told) -> Outcome:
    company, order = company_by_id(id=job.company), order_of(job)._replace(is_preview=True)
    rows = previewed_registrations(company=company, user=order.user or job.actor, ledger=order.ledger)
    done = post_registered(company=company, actor=job.actor, order=order, today=today(), told=told)
    return {"rows": rows, **preview_values(company, done.posted)}


def _url(job: JobFacts, name: str = "registration", /, **more: str) -> str:
    order = order_of(job)
    asked = {"ledger": order.ledger.lower(), **({"of": order.user} if order.user != job.actor else {}), **more}
    if order.is_lump and name == "registration_post":
        asked["lump"] = "1"
    return reverse(name, args=[job.company], query=asked)


POST = JobKind(
    run=_post,
    title=lambda job: _("Posting of payments that {user} registered").format(user=order_of(job).user),
    told=lambda job: posted_words(job.outcome),
    safe=lambda: _("All of it is posted, or nothing. Others who change the books wait until it is done."),
    url=lambda job: run_url(job.company, job.outcome["run"], "registration") if job.outcome else _url(job),
)
PREVIEW = JobKind(
    run=_preview,
    title=lambda job: _("Preview of payments that {user} registered").format(user=order_of(job).user),
    told=previewed_words,
    safe=lambda: _("Nothing is posted by it."),
    url=lambda job: _url(job, "registration_post", job=str(job.number)) if job.outcome else _url(job),
)
