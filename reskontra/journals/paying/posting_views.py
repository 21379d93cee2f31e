"""Posting a payment proposal from its page: with a preview first, and many payments in the background."""

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
from reskontra.journals.jobs import PREVIEWED_AT_ONCE
from reskontra.journals.paying.jobs import (
    Outcome,
    post_in_background,
    preview_in_background,
    previewed_on,
    proposal_preview,
    proposal_preview_told,
)
from reskontra.journals.paying.post import payments_due, post_proposal
from reskontra.journals.paying.shown import posted_told
from reskontra.journals.paying.views import proposal_found, proposal_url
from reskontra.journals.posted import preview_refused
from reskontra.journals.voucher_preview import ManyPayments, VoucherPreview


@demands("CLERK")
def proposal_post(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """GET shows what would be posted; POST posts it, for those who may. ?ahead=1: also of days that have not come.

    ?job=     what a job found that posting would do; POST with `preview`: start such a job
    """
    company, found = proposal_found(access, number)
    is_ahead = request.GET.get("ahead") == "1"
    payments = len(payments_due(found, today=today(), is_ahead=is_ahead))
    if request.method == "POST":
        return _posted(request, access, company, number, is_ahead, payments)
    shown = partial(_shown, request, access, proposal_url(company, number))
    if (job := key_asked(request, "job")) is not None:
        outcome = _of_job(company, number, is_ahead, job)
        is_older = outcome.get("rows") != previewed_on(company=company, number=number, day=today())
        return shown(
            proposal_preview_told(outcome),
            changed=_("This preview is older than the proposal. Make it anew.") if is_older else "",
        )
    if payments > PREVIEWED_AT_ONCE:
        name = _("Payment proposal {number}").format(number=number)
        context = {"name": name, "foot": ManyPayments(payments), "action": request.get_full_path()}
        context |= {"back": proposal_url(company, number), "may_post": access.may("ACCOUNTANT")}
        return page_or_part(request, "journals/typed_many.html", "journals/_typed_many.html", context)
    try:
        made = post_proposal(
            company=company, actor=access.actor, number=number, today=today(), is_ahead=is_ahead, is_preview=True
        )
    except (Refused, Malformed) as refusal:
        return preview_refused(request, refusal, proposal_url(company, number))
    return shown(proposal_preview(company=company, done=made))


def _posted(
    request: HttpRequest, access: Access, company: CompanyFacts, number: int, is_ahead: bool, payments: int
) -> HttpResponse:
    is_preview = "preview" in request.POST
    if not is_preview and not access.may("ACCOUNTANT"):
        raise RoleTooLow("ACCOUNTANT")
    start = preview_in_background if is_preview else post_in_background
    if job := start(company=company, actor=access.actor, number=number, is_ahead=is_ahead, payments=payments):
        return goto(request, reverse("job", args=[company.id, job]))
    if is_preview:
        return goto(request, request.get_full_path())
    try:
        made = post_proposal(company=company, actor=access.actor, number=number, today=today(), is_ahead=is_ahead)
    except (Refused, Malformed) as refusal:
        return preview_refused(request, refusal, proposal_url(company, number))
    return done(request, posted_told(made), proposal_url(company, number))


def _of_job(company: CompanyFacts, number: int, is_ahead: bool, job: int) -> Outcome:
    try:
        found = find_job(company=company.id, number=job)
    except JobUnknown as unknown:
        raise Http404 from unknown
    asked = {"proposal": number, "is_ahead": is_ahead}
    if found.kind != "preview_proposal" or found.arguments != asked or not found.outcome:
        raise Http404
    return found.outcome


def _shown(request: HttpRequest, access: Access, back: str, preview: VoucherPreview, changed: str = "") -> HttpResponse:
    asked = request.GET.copy()
    asked.pop("job", None)
    action = f"{request.path}?{asked.urlencode()}" if asked else request.path
    context = {
        "preview": preview, "changed": changed, "action": action, "back": back,
        "may_post": access.may("ACCOUNTANT"),
    }  # fmt: skip
    return page_or_part(request, "journals/voucher_preview.html", "journals/_voucher_preview.html", context)
