"""Posting a journal filled by hand from its page: with a preview first, and many lines in the background."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, RoleTooLow, demands
from reskontra.interface.clock import today
from reskontra.interface.jobs import JobUnknown, find_job
from reskontra.interface.parts import done, goto, key_asked, page_or_part
from reskontra.journals.batches import BatchFacts
from reskontra.journals.deposit_lines import DEPOSIT
from reskontra.journals.grid_pages import foot_of
from reskontra.journals.grid_views import batch_found, grid_url
from reskontra.journals.jobs import PREVIEWED_AT_ONCE, Outcome, post_in_background, preview_in_background, preview_told
from reskontra.journals.post_typed import PostChoice, post_batch
from reskontra.journals.posted import posted_url, preview_refused, told_posted
from reskontra.journals.previewed_rows import previewed_rows
from reskontra.journals.voucher_preview import VoucherPreview, voucher_preview


@demands("CLERK")
def post(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """GET shows what would be posted; POST posts it, for those who may. Of many lines, each in the background.

    ?job=     what a job found that posting would do; POST with `preview`: start such a job
    """
    company, batch = batch_found(access, name)
    if batch.kind == DEPOSIT:
        return goto(request, reverse("deposit_post", args=[company.id, name]))
    if request.method == "POST":
        return _posted(request, access, company, batch)
    number = key_asked(request, "job")
    if number is not None:
        outcome = _of_job(company, batch, number)
        is_older = outcome.get("rows") != previewed_rows(company=company, batch=batch)
        changed = _("This preview is older than the journal. Make it anew.") if is_older else ""
        return _shown(request, access, company, batch, preview_told(outcome), changed)
    if batch.open_lines > PREVIEWED_AT_ONCE:
        context = {"name": batch.name, "foot": foot_of(company=company, batch=batch), "action": request.path}
        context |= {"back": grid_url(company, batch), "may_post": access.may("ACCOUNTANT")}
        return page_or_part(request, "journals/typed_many.html", "journals/_typed_many.html", context)
    try:
        choice = PostChoice(is_preview=True, today=today())
        posted = post_batch(company=company, actor=access.actor, batch=batch, choice=choice)
    except (Refused, Malformed) as refusal:
        return preview_refused(request, refusal, grid_url(company, batch))
    return _shown(request, access, company, batch, voucher_preview(company=company, posted=posted))


def _posted(request: HttpRequest, access: Access, company: CompanyFacts, batch: BatchFacts) -> HttpResponse:
    asked = partial(reverse, "job")
    if "preview" in request.POST:
        job = preview_in_background(company=company, actor=access.actor, batch=batch)
        return goto(request, asked(args=[company.id, job]) if job else request.path)
    if not access.may("ACCOUNTANT"):
        raise RoleTooLow("ACCOUNTANT")
    if job := post_in_background(company=company, actor=access.actor, batch=batch):
        return goto(request, asked(args=[company.id, job]))
    posted = post_batch(company=company, actor=access.actor, batch=batch, choice=PostChoice(today=today()))
    return done(request, told_posted(posted), posted_url(company, posted, "typed_journals"))


def _of_job(company: CompanyFacts, batch: BatchFacts, number: int) -> Outcome:
    try:
        job = find_job(company=company.id, number=number)
    except JobUnknown as unknown:
        raise Http404 from unknown
    if job.kind != "preview_typed" or job.subject != batch.name or not job.outcome:
        raise Http404
    return job.outcome


def _shown(
    request: HttpRequest,
    access: Access,
    company: CompanyFacts,
    batch: BatchFacts,
    preview: VoucherPreview,
    changed: str = "",
) -> HttpResponse:
    context = {
        "preview": preview,
        "changed": changed,
        "action": request.path,
        "back": grid_url(company, batch),
        "may_post": access.may("ACCOUNTANT"),
    }
    return page_or_part(request, "journals/voucher_preview.html", "journals/_voucher_preview.html", context)
