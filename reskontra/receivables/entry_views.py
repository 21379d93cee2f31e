"""Pages of one entry: what it is, apply it, and take an application back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import MINUS, value
from reskontra.interface.parts import REFUSED, done, page_or_part
from reskontra.interface.refusals import lines
from reskontra.receivables.application_facts import application_facts
from reskontra.receivables.applying import Applied, apply_entries
from reskontra.receivables.entry_pages import (
    NOTHING_PICKED,
    ApplyPage,
    Effect,
    amounts_of,
    apply_page,
    effect_of,
    entry_page,
    picked,
    refused_effect,
)
from reskontra.receivables.history import EntryLine, find_entry
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.settling import order_for
from reskontra.receivables.unapply import unapply_application


def _found(access: Access, id: int) -> tuple[CompanyFacts, EntryLine]:
    company = company_by_id(id=access.company_id)
    entry = find_entry(company=company, entry_id=id)
    if entry is None:
        raise Http404
    return company, entry


@demands("READER")
def entry(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """An entry with every row that moved it."""
    company, found = _found(access, id)
    page = entry_page(company=company, entry_id=id, entry=found)
    return render(request, "receivables/entry.html", {"page": page, "may_apply": access.may("CLERK")})


@demands("CLERK")
def entry_apply(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """GET shows what may settle the entry; POST shows what would come of the ticks, or with `apply` does it."""
    company, found = _found(access, id)
    chosen = picked(request.POST)
    text = request.GET.get("q", "").strip()[:100]
    page = apply_page(company=company, entry_id=id, entry=found, chosen=chosen, text=text)
    if request.method != "POST":
        return _apply_answer(request, page, NOTHING_PICKED)
    if not chosen.ids:
        return _apply_answer(request, page, NOTHING_PICKED)
    is_preview = "apply" not in request.POST
    try:
        amounts = amounts_of(page, chosen)
        order = order_for(company=company, entry_id=id, amounts=amounts, words=chosen.words())
        applied = apply_entries(company=company, actor=access.actor, order=order, is_preview=is_preview)
    except (Refused, Malformed) as refusal:
        return _apply_answer(request, page, refused_effect(tuple(lines(refusal))))
    if is_preview:
        return _apply_answer(request, page, effect_of(applied))
    return done(request, said_of(applied), reverse("entry", args=[company.id, id]))


def _apply_answer(request: HttpRequest, page: ApplyPage, effect: Effect) -> HttpResponse:
    context = {"page": page, "effect": effect}
    status = REFUSED if effect.refused else 200
    return page_or_part(
        request, "receivables/entry_apply.html", "receivables/_apply_effect.html", context, status=status
    )


def said_of(applied: Applied) -> str:
    """What was applied, in one sentence."""
    documents = ", ".join(one.document for one in applied.settled)
    told = _("Application {number}: {documents}. {left} is left.")
    said = told.format(number=applied.number, documents=documents, left=value(applied.left).replace("-", MINUS))
    voucher = _("Voucher {voucher}.").format(voucher=applied.voucher)
    return f"{said} {voucher}" if applied.voucher else said


@demands("READER")
def application(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """GET shows an application; POST takes it back, or with `preview` tells what would come of that."""
    company = company_by_id(id=access.company_id)
    found = application_facts(company=company, number=number)
    if found is None:
        raise Http404
    may_unapply = access.may("ACCOUNTANT") and not found.unapplies and not found.unapplied_by
    context: dict[str, Any] = {
        "page": found,
        "rows": [(row, kind_word(row.kind)) for row in found.rows],
        "may_unapply": may_unapply,
        "day": request.POST.get("day", ""),
        "reason": request.POST.get("reason", ""),
    }
    if request.method == "POST" and may_unapply:
        answer = _unapplied(request, access, company, number, context)
        if answer is not None:
            return answer
    status = REFUSED if context.get("refused") else 200
    return render(request, "receivables/application.html", context, status=status)


def _unapplied(
    request: HttpRequest, access: Access, company: CompanyFacts, number: int, context: dict[str, Any]
) -> HttpResponse | None:
    """Where to go when it was taken back; None leaves what was refused, or what would come of it, in the context."""
    is_preview = "preview" in request.POST
    try:
        day = day_typed(context["day"], today=today()) if context["day"].strip() else None
        applied = unapply_application(
            company=company, actor=access.actor, number=number, day=day, reason=context["reason"], is_preview=is_preview
        )
    except (Refused, Malformed) as refusal:
        context["refused"] = list(lines(refusal))
        return None
    if is_preview:
        context["effect"] = applied
        return None
    told = _("Application {number} was taken back.").format(number=number)
    named = _("Voucher {voucher}.")
    for voucher in (applied.voucher, *applied.readjusted):
        told += f" {named.format(voucher=voucher)}" if voucher else ""
    return done(request, told, reverse("application", args=[company.id, applied.number]))
