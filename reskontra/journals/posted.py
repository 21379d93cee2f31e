"""After posting: what a posting run wrote, each voucher a link to where it can be reversed; and what was refused."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import REFUSED, number_asked, page_or_part
from reskontra.interface.refusals import lines
from reskontra.interface.templatetags.display import count
from reskontra.journals.post_typed import PostedBatch
from reskontra.ledger.reversible import PostingRunUnknown
from reskontra.ledger.runs import posting_run

PER_PAGE = 100
MOST_RUN = 2**63 - 1
# Where one came from, and goes on: the name of its page.
BEGINNINGS = ("registration", "typed_journals", "journals", "deposits")


@require_GET
@demands("READER")
def posted_run(request: HttpRequest, access: Access, run: int) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    if run > MOST_RUN:
        raise Http404
    number = max(number_asked(request, "page", digits=6) or 1, 1)
    try:
        found = posting_run(company=company, number=run, first=(number - 1) * PER_PAGE, most=PER_PAGE)
    except PostingRunUnknown as unknown:
        raise Http404 from unknown
    came = request.GET.get("from", "")
    context = {
        "run": found,
        "number": number,
        "pages": max(1, -(-found.of // PER_PAGE)),
        "came_from": came if came in BEGINNINGS else "",
        "may_reverse": access.may("ACCOUNTANT"),
    }
    return render(request, "journals/posted_run.html", context)


def told_posted(posted: PostedBatch) -> str:
    """What now is, in one sentence."""
    names = posted.vouchers
    return told_vouchers(len(names), names[0][0], names[-1][0])


def told_vouchers(number: int, first: str, last: str) -> str:
    """Which vouchers were posted, in one sentence."""
    said = _("{count} vouchers posted, {first} to {last}.") if number > 1 else _("{first} is posted.")
    return said.format(count=count(number), first=first, last=last)


def posted_url(company: CompanyFacts, posted: PostedBatch, came_from: str) -> str:
    return run_url(company.id, posted.run, came_from)


def run_url(company_id: int, run: int, came_from: str) -> str:
    """Where what a run posted is looked at."""
    return reverse("posted_run", args=[company_id, run]) + f"?from={came_from}"


def preview_refused(request: HttpRequest, refusal: Refused | Malformed, back: str) -> HttpResponse:
    """In the preview's place, why nothing would be posted."""
    context = {"said": list(lines(refusal)), "back": back}
    return page_or_part(request, "interface/refused.html", "journals/_preview_refused.html", context, status=REFUSED)
