"""Posting what was registered from its page: with a preview first, and many payments in the background."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.jobs import JobFacts, JobUnknown, find_job
from reskontra.interface.parts import done, goto, key_asked, page_or_part
from reskontra.journals.jobs import PREVIEWED_AT_ONCE, preview_told
from reskontra.journals.post_registration import Registering, post_registered
from reskontra.journals.posted import posted_url, preview_refused, told_posted
from reskontra.journals.previewed_rows import previewed_registrations
from reskontra.journals.registration import setup_of
from reskontra.journals.registration_jobs import order_of, post_in_background, preview_in_background
from reskontra.journals.registration_pages import Sums, sums_of
from reskontra.journals.registration_views import list_url, user_of, view_of
from reskontra.journals.voucher_preview import ManyPayments, VoucherPreview, voucher_preview


@demands("ACCOUNTANT")
def post(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows what would be posted; POST posts it. ?lump=1: as one payment. Of many, each in the background.

    ?job=     what a job found that posting would do; POST with `preview`: start such a job
    """
    company, view = company_by_id(id=access.company_id), view_of(request, access)
    user = user_of(access, view)
    order = Registering(ledger=view.ledger, user=user, is_lump=request.GET.get("lump") == "1")
    back = list_url(company, view)
    try:
        setup = setup_of(company=company, user=user, ledger=view.ledger)
    except Refused as refusal:
        return preview_refused(request, refusal, back)
    sums = sums_of(company=company, user=user, setup=setup)
    if request.method == "POST":
        return _posted(request, access, company, order, sums.ticked.payments)
    shown = partial(_shown, request, company, sums, setup.balancing_number)
    if (number := key_asked(request, "job")) is not None:
        job = _job(company, order, number)
        rows = previewed_registrations(company=company, user=user, ledger=view.ledger)
        is_older = job.outcome.get("rows") != rows
        changed = _("This preview is older than what is ticked. Make it anew.") if is_older else ""
        return shown(preview_told(job.outcome), back, changed)
    if sums.ticked.payments > PREVIEWED_AT_ONCE:
        context = {"name": _("Payment registration"), "foot": ManyPayments(sums.ticked.payments)}
        context |= {"action": request.get_full_path(), "back": back, "may_post": True}
        return page_or_part(request, "journals/typed_many.html", "journals/_typed_many.html", context)
    try:
        asked = order._replace(is_preview=True)
        result = post_registered(company=company, actor=access.actor, order=asked, today=today())
    except (Refused, Malformed) as refusal:
        return preview_refused(request, refusal, back)
    return shown(voucher_preview(company=company, posted=result.posted), back)


def _posted(
    request: HttpRequest, access: Access, company: CompanyFacts, order: Registering, payments: int
) -> HttpResponse:
    start = preview_in_background if "preview" in request.POST else post_in_background
    if job := start(company=company, actor=access.actor, order=order, payments=payments):
        return goto(request, reverse("job", args=[company.id, job]))
    if "preview" in request.POST:
        return goto(request, request.get_full_path())
    result = post_registered(company=company, actor=access.actor, order=order, today=today())
    return done(request, told_posted(result.posted), posted_url(company, result.posted, "registration"))


def _job(company: CompanyFacts, order: Registering, number: int) -> JobFacts:
    try:
        job = find_job(company=company.id, number=number)
    except JobUnknown as unknown:
        raise Http404 from unknown
    if job.kind != "preview_registered" or order_of(job) != order or not job.outcome:
        raise Http404
    return job


def _shown(
    request: HttpRequest,
    company: CompanyFacts,
    sums: Sums,
    account: str,
    preview: VoucherPreview,
    back: str,
    changed: str = "",
) -> HttpResponse:
    asked = request.GET.copy()
    asked.pop("job", None)
    context = {
        "preview": preview,
        "changed": changed,
        "action": f"{request.path}?{asked.urlencode()}",
        "back": back,
        "sums": sums,
        "account_word": account,
        "may_post": True,
    }
    return page_or_part(request, "journals/voucher_preview.html", "journals/_voucher_preview.html", context)
