"""The lines of a journal that checks pay: said to be written by hand, or printed with the next numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import REFUSED, done, number_typed
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.batches import BatchFacts
from reskontra.journals.check_printing import PrintOrder, issue_checks, payable_lines, print_line_checks
from reskontra.journals.grid_views import batch_found

MOST_LINES = 300


@demands("CLERK")
def typed_checks(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """GET lists the lines that a check may pay; POST issues or prints the checks of those that are ticked."""
    company, batch = batch_found(access, name)
    if request.method != "POST":
        return _shown(request, company, batch)
    ticked = [line for line in map(number_typed, request.POST.getlist("line")) if line is not None]
    number = request.POST.get("number", "").strip()
    try:
        if "print" in request.POST:
            order = PrintOrder(tuple(ticked))
            told = _printed(company, access, batch, order)
        else:
            issued = issue_checks(company=company, actor=access.actor, batch=batch, lines=ticked, number=number)
            told = worded(
                _("{count:line is|lines are} paid by check {checks}, written by hand."),
                count=len(issued),
                checks=", ".join(one.check_number for one in issued),
            )
    except (Refused, Malformed) as refusal:
        typed = {"ticked": set(ticked), "number": number}
        return _shown(request, company, batch, said=list(said_lines(refusal)), **typed)
    return done(request, told, reverse("typed_checks", args=[company.id, batch.name]))


def _printed(company: CompanyFacts, access: Access, batch: BatchFacts, order: PrintOrder) -> str:
    printed = print_line_checks(company=company, actor=access.actor, batch=batch, order=order)
    numbers = ", ".join(check.number for _line, check in printed)
    return worded(_("{count:check is|checks are} printed: {checks}."), count=len(printed), checks=numbers)


def _shown(request: HttpRequest, company: CompanyFacts, batch: BatchFacts, **more: object) -> HttpResponse:
    rows = payable_lines(company=company, batch=batch)
    context = {"batch": batch, "rows": rows[:MOST_LINES], "count": len(rows), "left_out": len(rows) > MOST_LINES}
    status = REFUSED if more.get("said") else 200
    return render(request, "journals/typed_checks.html", context | more, status=status)
