"""Journals filled by hand in the background: many lines posted, or previewed, while the page goes on.

Each calls the action that the command line calls, and so is all or nothing wherever it is ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.document_notices import DocumentNotice
from reskontra.core.errors import plain
from reskontra.core.money import Money
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.jobs import SMALL, JobFacts, JobKind, Told, start_job
from reskontra.journals.batches import BatchFacts, batch_named
from reskontra.journals.post_typed import Asked, PostChoice, PostedBatch, post_batch
from reskontra.journals.posted import run_url, told_vouchers
from reskontra.journals.previewed_rows import previewed_rows
from reskontra.journals.voucher_preview import (
    Effect,
    PreviewLine,
    PreviewVoucher,
    VoucherPreview,
    told_besides,
    voucher_preview,
)

PREVIEWED_AT_ONCE = 3_000  # lines; so many are previewed while the page waits
Outcome = Mapping[str, Any]


def post_in_background(*, company: CompanyFacts, actor: str, batch: BatchFacts) -> int | None:
    """The job that posts the batch's open lines; None where they are few, and posted while the page waits."""
    return _start(company, actor, "post_typed", batch) if batch.open_lines > SMALL else None


def preview_in_background(*, company: CompanyFacts, actor: str, batch: BatchFacts) -> int | None:
    """The job that tells what posting the batch would do; None where its lines are few."""
    return _start(company, actor, "preview_typed", batch) if batch.open_lines > PREVIEWED_AT_ONCE else None


def _start(company: CompanyFacts, actor: str, kind: str, batch: BatchFacts) -> int:
    return start_job(company=company.id, actor=actor, kind=kind, subject=batch.name, arguments={"batch": batch.name})


def _done(job: JobFacts, told: Told, *, is_preview: bool) -> tuple[CompanyFacts, PostedBatch]:
    company = company_by_id(id=job.company)
    batch = batch_named(company=company, name=job.arguments["batch"])
    choice = PostChoice(is_preview=is_preview, today=today())
    return company, post_batch(company=company, actor=job.actor, batch=batch, choice=choice, told=told)


# Posting


def _post(job: JobFacts, told: Told) -> Outcome:
    _company, posted = _done(job, told, is_preview=False)
    return posted_values(posted)


def posted_values(posted: PostedBatch) -> dict[str, Any]:
    """What was posted, as values that are kept."""
    names = posted.vouchers
    return {"run": posted.run, "count": len(names), "first": names[0][0], "last": names[-1][0]} | _besides(posted)


def posted_words(done: Outcome) -> Sequence[str]:
    """What was posted, a sentence each."""
    return [told_vouchers(done["count"], done["first"], done["last"]), *_told(done)]


def _batch_url(job: JobFacts) -> str:
    return reverse("typed_journal", args=[job.company, job.arguments["batch"]])


POST = JobKind(
    run=_post,
    title=lambda job: _("Posting of {journal}").format(journal=job.subject),
    told=lambda job: posted_words(job.outcome),
    safe=lambda: _("All of it is posted, or nothing. Others who change the books wait until it is done."),
    url=lambda job: run_url(job.company, job.outcome["run"], "typed_journals") if job.outcome else _batch_url(job),
)


# Previewing


def _preview(job: JobFacts, told: Told) -> Outcome:
    company = company_by_id(id=job.company)
    rows = previewed_rows(company=company, batch=batch_named(company=company, name=job.arguments["batch"]))
    return {"rows": rows, **preview_values(*_done(job, told, is_preview=True))}


def preview_values(company: CompanyFacts, posted: PostedBatch) -> dict[str, Any]:
    """What posting would do, as values that are kept for preview_told()."""
    shown = asdict(voucher_preview(company=company, posted=posted))
    for voucher in shown["vouchers"]:
        voucher["day"] = voucher["day"].isoformat()
    return shown | _besides(posted)


def previewed_words(job: JobFacts) -> Sequence[str]:
    """What posting would do, in a sentence."""
    told = _("{count:voucher|vouchers} would be posted, of {lines:line|lines}.")
    return [worded(told, count=value(job.outcome["count"]), lines=value(job.outcome["lines"]))]


PREVIEW = JobKind(
    run=_preview,
    title=lambda job: _("Preview of {journal}").format(journal=job.subject),
    told=previewed_words,
    safe=lambda: _("Nothing is posted by it."),
    url=lambda job: (
        f"{reverse('typed_post', args=[job.company, job.arguments['batch']])}?job={job.number}"
        if job.outcome
        else _batch_url(job)
    ),
)


def preview_told(outcome: Outcome) -> VoucherPreview:
    """What a job found that posting would do, in the reader's language."""
    kept = {name: outcome[name] for name in ("count", "lines", "applied", "first", "last", "total_minor", "more")}
    return VoucherPreview(
        **kept,
        vouchers=tuple(_voucher(one) for one in outcome["vouchers"]),
        effects=tuple(Effect(**one) for one in outcome["effects"]),
        told=tuple(_told(outcome)),
        currency=outcome["currency"],
    )


def _voucher(kept: Mapping[str, Any]) -> PreviewVoucher:
    lines = tuple(PreviewLine(**one) for one in kept["lines"])
    return PreviewVoucher(**{**kept, "day": date.fromisoformat(kept["day"]), "lines": lines})


def _besides(posted: PostedBatch) -> dict[str, Any]:
    """What was not granted, and what is to be known, as codes and values: they are worded for who reads them."""
    asked = [(one.line_number, one.document, one.code, one.amount.minor, one.amount.currency) for one in posted.asked]
    notices = [(one.code, {key: plain(found) for key, found in one.values.items()}) for one in posted.notices]
    return {"asked": asked, "notices": notices}


def _told(outcome: Outcome) -> Sequence[str]:
    asked = [Asked(line, document, code, Money(minor, iso)) for line, document, code, minor, iso in outcome["asked"]]
    return told_besides(asked, [DocumentNotice(code, values) for code, values in outcome["notices"]])
