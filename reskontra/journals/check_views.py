"""A check as a page: whom it pays, how it stands, and voiding it with a preview of what that moves."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, RoleTooLow, demands
from reskontra.interface.clock import today
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.check_voiding import VoidOrder, told_voided, void_check
from reskontra.ledger.check_entries import ENTRY_STATES, STATES, CheckFacts, CheckUnknown, find_check
from reskontra.ledger.queries import BankAccountUnknown, find_bank_account, voucher_names


@demands("READER")
def check(request: HttpRequest, access: Access, bank: str, number: str) -> HttpResponse:
    """GET shows the check; POST voids it, or with `preview` shows what voiding it would move."""
    company = company_by_id(id=access.company_id)
    try:
        account = find_bank_account(company=company, number=bank)
        found = find_check(company=company, bank_account=account, number=number)
    except (BankAccountUnknown, CheckUnknown) as unknown:
        raise Http404 from unknown
    if request.method != "POST":
        return _shown(request, access, company, found, {"day": today().isoformat()})
    if not access.may("ACCOUNTANT"):
        raise RoleTooLow("ACCOUNTANT")
    is_preview = "preview" in request.POST
    typed = {name: request.POST.get(name, "").strip()[:200] for name in ("day", "reason")}
    keeps = "keeps_applied" in request.POST
    try:
        day = day_typed(typed["day"], today=today()) if typed["day"] else None
        order = VoidOrder(bank, number, day, keeps, typed["reason"], is_preview)
        voided = void_check(company=company, actor=access.actor, order=order)
    except (Refused, Malformed) as refusal:
        context = typed | {"keeps": keeps, "said": tuple(said_lines(refusal))}
        return _shown(request, access, company, found, context, status=REFUSED)
    if is_preview:
        return _shown(request, access, company, found, typed | {"keeps": keeps, "preview": voided})
    return done(request, told_voided(voided), reverse("check", args=[company.id, bank, number]))


def _shown(
    request: HttpRequest,
    access: Access,
    company: CompanyFacts,
    found: CheckFacts,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    ids = {id for id in (found.voucher_id, found.void_voucher_id) if id}
    names = voucher_names(company=company, ids=ids)
    entry_state = ENTRY_STATES.get(found.entry_state, "")
    around = {
        "check": found,
        "state": _(STATES[found.state]),
        "entry_state": _(entry_state) if entry_state else "",
        "voucher": names.get(found.voucher_id or 0, ""),
        "void_voucher": names.get(found.void_voucher_id or 0, ""),
        "may_void": access.may("ACCOUNTANT") and found.state in ("PRINTED", "POSTED"),
        "is_posted": found.state == "POSTED",
    }
    return render(request, "journals/check.html", around | context, status=status)
