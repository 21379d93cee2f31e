"""Pages that fill a bank reconciliation: with an imported statement, or with what the books say it should have."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.queries import StatementFacts, statements
from reskontra.bank.reconciliation.details import line_details
from reskontra.bank.reconciliation.documents import change_reconciliation, change_statement_number
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.later import later_words
from reskontra.bank.reconciliation.opening import OpeningBalanceDiffers, statement_before
from reskontra.bank.reconciliation.page import reconciliation_found
from reskontra.bank.reconciliation.paper import report_pdf, warnings_of
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLineUnknown
from reskontra.bank.reconciliation.report import reconciliation_report
from reskontra.bank.reconciliation.suggesting import suggest_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import amount_typed, day_typed
from reskontra.core.errors import Refused
from reskontra.core.statements import REPORTS
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import money, value
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import REFUSED, done, key_typed
from reskontra.interface.refusals import lines

MOST_STATEMENTS = 100
MOST_ENTRIES = 500  # of the outstanding ones; the proof of the account leafs through all


@demands("CLERK")
def reconciliation_suggest(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """A line for every open bank entry of the days that are given."""
    company, found = reconciliation_found(access, name)
    typed = {"starting": "", "ending": value(found.statement_date), "reversed": "1", "checks": ""}
    said: list[str] = []
    if request.method == "POST":
        typed = {key: request.POST.get(key, "").strip() for key in typed}
        try:
            count = suggest_lines(
                company=company,
                actor=access.actor,
                name=name,
                starting=day_typed(typed["starting"], today=found.statement_date) if typed["starting"] else None,
                ending=day_typed(typed["ending"], today=found.statement_date),
                reversed_too=typed["reversed"] == "1",
                checks_too=typed["checks"] == "1",
            )
        except Refused as refusal:
            said = list(lines(refusal))
        else:
            return done(request, worded(_("{count:line is|lines are} suggested."), count=count), _url(company, name))
    context = {"found": found, "typed": typed, "said": said}
    return render(request, "bank/reconciliation_suggest.html", context, status=REFUSED if said else 200)


@demands("CLERK")
def reconciliation_take(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The imported statements of the account, the last first; one is taken with its lines."""
    company, found = reconciliation_found(access, name)
    said: list[str] = []
    if request.method == "POST":
        try:
            taken = take_statements(
                company=company,
                actor=access.actor,
                name=name,
                import_number=key_typed(request.POST.get("import", "")) or 0,
                statement_id=request.POST.get("statement", ""),
            )
        except Refused as refusal:
            said = list(lines(refusal))
        else:
            told = worded(_("{lines:line is|lines are} taken from {statements}."), lines=taken.lines,
                          statements=", ".join(taken.statements))  # fmt: skip
            return done(request, f"{told} {later_words(company=company, name=name)}".rstrip(), _url(company, name))
    context = {"found": found, "brought": _brought(company, found), "said": said}
    return render(request, "bank/reconciliation_take.html", context, status=REFUSED if said else 200)


@demands("CLERK")
def reconciliation_change(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Another day, opening or closing balance or number, as the statement has it; lines and matches stay."""
    company, found = reconciliation_found(access, name)
    currency = found.bank_account.currency
    typed = {
        "day": value(found.statement_date),
        "opening": money(found.opening_minor, currency),
        "ending": money(found.ending_minor, currency),
        "number": found.number,
    }
    said: list[str] = []
    opening_differs = False
    if request.method == "POST":
        typed = {key: request.POST.get(key, "").strip() for key in typed}
        try:
            with transaction.atomic():
                changed = change_reconciliation(
                    company=company,
                    actor=access.actor,
                    name=name,
                    statement_date=day_typed(typed["day"], today=found.statement_date),
                    opening_minor=amount_typed(typed["opening"], currency),
                    ending_minor=amount_typed(typed["ending"], currency),
                    is_opening_meant="opening_meant" in request.POST,
                )
                if typed["number"] != found.number:
                    changed = change_statement_number(
                        company=company, actor=access.actor, name=name, number=typed["number"]
                    )
        except Refused as refusal:
            said = list(lines(refusal))
            opening_differs = isinstance(refusal, OpeningBalanceDiffers)
        else:
            told = _("Bank reconciliation {reconciliation} is changed.").format(reconciliation=changed.name)
            told = f"{told} {later_words(company=company, name=changed.name)}".rstrip()
            return done(request, told, _url(company, changed.name))
    before_minor = statement_before(company=company, found=found).ended_minor
    context = {
        "found": found, "typed": typed, "said": said, "opening_differs": opening_differs, "currency": currency,
        "before_minor": before_minor,
    }  # fmt: skip
    return render(request, "bank/reconciliation_change.html", context, status=REFUSED if said else 200)


@demands("READER")
def reconciliation_test_report(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """Balances, what is outstanding, whether it proves the bank ledger, and what looks strange."""
    company, found = reconciliation_found(access, name)
    report = reconciliation_report(company=company, name=name)
    context = {
        "found": found,
        "currency": found.bank_account.currency,
        "report": report,
        "warnings": warnings_of(report),
        "outstanding": report.outstanding[:MOST_ENTRIES],
    }
    return render(request, "bank/reconciliation_report.html", context)


@demands("READER")
def reconciliation_report_pdf(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """The test report on paper."""
    company, found = reconciliation_found(access, name)
    content = report_pdf(company, reconciliation_report(company=company, name=name))
    return handed_out(content, f"{found.name}.pdf")


@demands("READER")
def reconciliation_line(request: HttpRequest, access: Access, name: str, number: int) -> HttpResponse:
    """A line in full: what the bank's file says of it, where it came from, and what it is matched with."""
    company, found = reconciliation_found(access, name)
    try:
        details = line_details(company=company, found=found, number=number)
    except ReconciliationLineUnknown as unknown:
        raise Http404 from unknown
    file = details.file
    context = {
        "found": found,
        "currency": found.bank_account.currency,
        "details": details,
        "imported": f"{value(file.imported_at)}, {file.actor}" if file else "",
    }
    return render(request, "bank/reconciliation_line.html", context)


def _brought(company: CompanyFacts, found: ReconciliationFacts) -> list[StatementFacts]:
    own = statements(company=company, bank_account_id=found.bank_account.id)
    return [one for one in reversed(own) if one.format not in REPORTS][:MOST_STATEMENTS]


def _url(company: CompanyFacts, name: str) -> str:
    return reverse("reconciliation", args=[company.id, name])
