"""Payment proposals in the background: many payments posted, or previewed, while the page goes on.

Each calls the action that the command line calls, and so is all or nothing wherever it is ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.clock import today
from reskontra.interface.jobs import SMALL, JobFacts, JobKind, Told, start_job
from reskontra.journals.jobs import (
    PREVIEWED_AT_ONCE,
    posted_values,
    posted_words,
    preview_told,
    preview_values,
    previewed_words,
)
from reskontra.journals.paying.post import PostedProposal, post_proposal
from reskontra.journals.paying.shown import besides_posted
from reskontra.journals.previewed_rows import previewed_payments
from reskontra.journals.voucher_preview import VoucherPreview, voucher_preview

Outcome = Mapping[str, Any]


def post_in_background(*, company: CompanyFacts, actor: str, number: int, is_ahead: bool, payments: int) -> int | None:
    """The job that posts the proposal's payments; None where they are few, and posted while the page waits."""
    return _start(company, actor, "post_proposal", number, is_ahead) if payments > SMALL else None


def preview_in_background(
    *, company: CompanyFacts, actor: str, number: int, is_ahead: bool, payments: int
) -> int | None:
    """The job that tells what posting the payments would do; None where they are few."""
    return _start(company, actor, "preview_proposal", number, is_ahead) if payments > PREVIEWED_AT_ONCE else None


def _start(company: CompanyFacts, actor: str, kind: str, number: int, is_ahead: bool) -> int:
    arguments = {"proposal": number, "is_ahead": is_ahead}
    return start_job(company=company.id, actor=actor, kind=kind, subject=str(number), arguments=arguments)


def previewed_on(*, company: CompanyFacts, number: int, day: date) -> str:
    """What a preview of that day depends on; another day has other payments due."""
    return f"{day} {previewed_payments(company=company, number=number)}"


def _done(job: JobFacts, told: Told, *, is_preview: bool) -> tuple[CompanyFacts, PostedProposal]:
    company = company_by_id(id=job.company)
    number, is_ahead = job.arguments["proposal"], job.arguments["is_ahead"]
    return company, post_proposal(
        company=company, actor=job.actor, number=number, today=today(), is_ahead=is_ahead, is_preview=is_preview,
        told=told,
    )  # fmt: skip


def _besides(done: PostedProposal) -> dict[str, Any]:
    return {"skipped": done.skipped, "waiting": done.waiting}


def _post(job: JobFacts, told: Told) -> Outcome:
    _company, done = _done(job, told, is_preview=False)
    return posted_values(done.batch) | _besides(done)


def _preview(job: JobFacts, told: Told) -> Outcome:
    company = company_by_id(id=job.company)
    rows = previewed_on(company=company, number=job.arguments["proposal"], day=today())
    company, done = _done(job, told, is_preview=True)
    return {"rows": rows, **preview_values(company, done.batch), **_besides(done)}


def _words(job: JobFacts) -> Sequence[str]:
    outcome = job.outcome
    return [*posted_words(outcome), *besides_posted(outcome["skipped"], outcome["waiting"])]


def _url(job: JobFacts, name: str = "proposal", /, **more: str) -> str:
    return reverse(name, args=[job.company, job.arguments["proposal"]], query=more)


def _preview_url(job: JobFacts) -> str:
    asked = {"ahead": "1"} if job.arguments["is_ahead"] else {}
    return _url(job, "proposal_post", **asked, job=str(job.number)) if job.outcome else _url(job)


def proposal_preview(*, company: CompanyFacts, done: PostedProposal) -> VoucherPreview:
    """done: as a preview gave it, which stored nothing."""
    shown = voucher_preview(company=company, posted=done.batch)
    return replace(shown, told=(*shown.told, *besides_posted(done.skipped, done.waiting)))


def proposal_preview_told(outcome: Outcome) -> VoucherPreview:
    """The same as a job found it."""
    shown = preview_told(outcome)
    return replace(shown, told=(*shown.told, *besides_posted(outcome["skipped"], outcome["waiting"])))


PAYMENTS = noop("{done} of {total:payment|payments}")
POST = JobKind(
    run=_post,
    title=lambda job: _("Posting of payment proposal {number}").format(number=job.subject),
    told=_words,
    safe=lambda: _("All of it is posted, or nothing. Others who change the books wait until it is done."),
    url=_url,
    far=PAYMENTS,
)
PREVIEW = JobKind(
    run=_preview,
    title=lambda job: _("Preview of payment proposal {number}").format(number=job.subject),
    told=previewed_words,
    safe=lambda: _("Nothing is posted by it."),
    url=_preview_url,
    far=PAYMENTS,
)
