"""The page on which checks are applied to lines of a bank reconciliation, and taken off them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.bank.reconciliation.applying_checks import applicable_checks, apply_checks, remove_check
from reskontra.bank.reconciliation.check_warnings import CHECK_WARNINGS, check_warnings
from reskontra.bank.reconciliation.matching import EntryOnAnother, limit_date
from reskontra.bank.reconciliation.page import reconciliation_found
from reskontra.bank.reconciliation.panes import leafed
from reskontra.bank.reconciliation.queries import ReconciliationFacts, lines_of
from reskontra.bank.reconciliation.words import applied_words
from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import value
from reskontra.interface.parts import REFUSED, done, number_asked, number_typed
from reskontra.interface.refusals import lines as said_lines
from reskontra.interface.refusals import told

MOST_LINES, MOST_WARNINGS = 200, 20


@demands("CLERK")
def reconciliation_checks(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Checks that no statement has; those that are ticked are a line, or a new one."""
    company, found = reconciliation_found(access, name)
    if request.method != "POST":
        return _shown(request, company, found, {"line": request.GET.get("line", ""), "day": ""})
    typed = {"line": request.POST.get("line", ""), "day": request.POST.get("day", "").strip()}
    numbers = [number[:30] for number in request.POST.getlist("check")]
    try:
        applied = apply_checks(
            company=company,
            actor=access.actor,
            name=name,
            checks=numbers,
            line=number_typed(typed["line"]),
            day=day_typed(typed["day"], today=found.statement_date) if typed["day"] else None,
            takes_over="take_over" in request.POST,
        )
    except (Refused, Malformed) as refusal:
        context = {
            **typed,
            "ticked": set(numbers),
            "said": list(said_lines(refusal)),
            "offers_take_over": isinstance(refusal, EntryOnAnother),
        }
        return _shown(request, company, found, context)
    return done(request, applied_words(found=found, done=applied), reverse("reconciliation", args=[company.id, name]))


@require_POST
@demands("CLERK")
def reconciliation_check_remove(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Take the check off its line; the line stays."""
    company, found = reconciliation_found(access, name)
    check = request.POST.get("check", "")[:30]
    try:
        line = remove_check(company=company, actor=access.actor, name=name, check=check)
    except Refused as refusal:
        return _shown(request, company, found, {"said": list(said_lines(refusal))})
    said = _("Check {check} is off line {line} of {reconciliation}.")
    said = said.format(check=check, line=line, reconciliation=name)
    return done(request, said, reverse("reconciliation_checks", args=[company.id, name]))


def _shown(
    request: HttpRequest, company: CompanyFacts, found: ReconciliationFacts, more: dict[str, object]
) -> HttpResponse:
    lines = lines_of(company=company, found=found)
    rows = applicable_checks(company=company, name=found.name, until=limit_date(found, lines))
    pages = leafed(len(rows), number_asked(request, "page") or 1)
    differing = [line for line in lines if line.difference_minor]
    chosen = next((line for line in differing if str(line.number) == more.get("line")), None)
    warned = check_warnings(company=company, found=found, lines=lines)
    context = {
        "found": found,
        "currency": found.bank_account.currency,
        "rows": rows[pages.first - 1 : pages.last],
        "pages": pages,
        "lines": differing[:MOST_LINES],
        "ticked": {chosen.check_number} if chosen else set(),
        "warnings": [told(CHECK_WARNINGS[code], values) for code, values in warned[:MOST_WARNINGS]],
        "placeholder": value(found.statement_date),
        **more,
    }
    status = REFUSED if more.get("said") else 200
    return render(request, "bank/reconciliation_checks.html", context, status=status)
