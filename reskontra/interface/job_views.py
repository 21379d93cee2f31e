"""A job's page: how far it is while it is under way, what came of it afterwards; and stopping it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from reskontra.interface.auth import Access, demands
from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import JobFacts, JobUnknown, ask_to_stop, find_job
from reskontra.interface.parts import done, page_or_part


@require_GET
@demands("READER")
def job(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The page, or the part that asks again each second; ?then=reload loads the page around it when it has ended."""
    found = _found(access, number)
    context = {"job": shown(found), "then": request.GET.get("then", "")}
    answer = page_or_part(request, "interface/job.html", "interface/_job.html", context)
    if not found.is_under_way and context["then"] == "reload" and request.headers.get("HX-Request"):
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
@demands("CLERK")
def stop(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    _found(access, number)
    found = shown(ask_to_stop(company=access.company_id, number=number))
    return done(request, "", found.url)


def _found(access: Access, number: int) -> JobFacts:
    try:
        return find_job(company=access.company_id, number=number)
    except JobUnknown as unknown:
        raise Http404 from unknown
