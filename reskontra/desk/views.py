"""The start page, the pages that compose rooms, and the pages for what went wrong."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reskontra.companies.queries import company_by_id
from reskontra.desk.guide import guide_of
from reskontra.desk.help import help_named
from reskontra.desk.home import home_page
from reskontra.desk.home_charts import CHARTS
from reskontra.desk.search import found_for
from reskontra.interface.auth import Access, company_ids_of, demands, signed_in
from reskontra.interface.clock import today
from reskontra.interface.job_pages import shown_jobs
from reskontra.interface.parts import came_from, page_or_part
from reskontra.interface.printed import figure
from reskontra.interface.recent import visits
from reskontra.matching.questions import waiting_for


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """To the company the user was in last, or to the only one; without any, she is told so."""
    mine = company_ids_of(user_id=signed_in(request).id)
    if not mine:
        told = _("You have no role in any company yet. An administrator gives you one.")
        return render(request, "interface/error.html", {"title": _("No company"), "told": told})
    last = request.session.get("company")
    return redirect("home", last if last in mine else mine[0])


@demands("READER")
def home(request: HttpRequest, access: Access) -> HttpResponse:
    if request.session.get("company") != access.company_id:  # who only looks writes nothing
        request.session["company"] = access.company_id
    company = company_by_id(id=access.company_id)
    page = home_page(company=company, recent=visits(request, company=access.company_id))
    jobs = shown_jobs(company=access.company_id, actor=access.actor)
    steps = guide_of(company=company) if access.may("ACCOUNTANT") else None
    questions = waiting_for(company=company, actor=access.actor)
    context = {"page": page, "charts": list(CHARTS), "jobs": jobs, "guide": steps, "questions": questions}
    return render(request, "desk/home.html", context)


@demands("READER")
def chart(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """One chart: for the start page as a part, else as a page of its own; with ?table=1 its figures."""
    if name not in CHARTS:
        raise Http404
    found = CHARTS[name](company_by_id(id=access.company_id), today())
    rows = None
    if request.GET.get("table") == "1":
        columns = found.table.columns
        rows = [[(figure(cell), c.is_number) for cell, c in zip(row, columns, strict=True)] for row in found.table.rows]
    return page_or_part(request, "desk/chart.html", "desk/_chart.html", {"chart": found, "rows": rows})


@demands("READER")
def search(request: HttpRequest, access: Access) -> HttpResponse:
    """What fits the words: for the search box as a part, else as a page of its own."""
    asked = request.GET.get("q", "").strip()
    groups = found_for(company=company_by_id(id=access.company_id), access=access, text=asked)
    return page_or_part(request, "desk/search.html", "desk/_found.html", {"groups": groups, "asked": asked})


@demands("READER")
def help_page(request: HttpRequest, access: Access) -> HttpResponse:
    """The help of the page one came from, for browsers without the script; of the start page where there is none."""
    back = came_from(request, reverse("home", args=[access.company_id]))
    try:
        found = resolve(urlsplit(back).path)
    except Resolver404 as unknown:
        raise Http404 from unknown
    name = f"{found.url_name} {found.kwargs.get('name', '')}".strip()
    language = (get_language() or "en")[:2]
    told = help_named(name, language=language) or help_named(str(found.url_name), language=language)
    return render(request, "desk/help.html", {"told": told, "back": back})
