"""The batches of journals filled by hand as pages: by kind, a new one, another name, deleted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.series import DOCUMENTS, number_series
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, RoleTooLow, demands
from reskontra.interface.parts import REFUSED, done, goto
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.account_choices import resolved_balancing
from reskontra.journals.batch_changes import BatchChange, change_batch
from reskontra.journals.batches import DEFAULTS, BatchFacts, NewBatch, add_batch, delete_batch
from reskontra.journals.deposit_lines import DEPOSIT
from reskontra.journals.grid_pages import kind_tabs
from reskontra.journals.grid_row import shown_balancing
from reskontra.journals.grid_views import batch_found


@demands("READER")
def typed_journals(request: HttpRequest, access: Access) -> HttpResponse:
    """GET lists the batches of a kind; POST adds one."""
    company = company_by_id(id=access.company_id)
    kind = _kind(request)
    refused: tuple[str, ...] = ()
    if request.method == "POST":
        if not access.may("CLERK"):
            raise RoleTooLow("CLERK")
        try:
            batch = _add(request, access, company, kind)
        except Refused as refusal:
            refused = tuple(said_lines(refusal))
        else:
            said = _("Batch {batch} is ready. Type its first line.").format(batch=batch.name)
            return done(request, said, reverse("typed_journal", args=[company.id, batch.name]))
    context = {
        "tabs": kind_tabs(company=company, kind=kind),
        "refused": refused,
        "typed": request.POST if refused else {},
        "may_enter": access.may("CLERK"),
    }
    return render(request, "journals/typed_journals.html", context, status=REFUSED if refused else 200)


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "").upper()
    return kind if kind in DEFAULTS else "CASH_RECEIPT"


def _add(request: HttpRequest, access: Access, company: CompanyFacts, kind: str) -> BatchFacts:
    typed = request.POST
    new = NewBatch(
        kind=kind,
        name=typed.get("name", "").strip(),
        description=typed.get("description", "").strip(),
        balancing=resolved_balancing(company=company, text=typed.get("balancing", "")),
    )
    return add_batch(company=company, actor=access.actor, batch=new)


@demands("CLERK")
def settings(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """GET shows what is said of the batch; POST changes it, and its name."""
    company, batch = batch_found(access, name)
    if batch.kind == DEPOSIT:
        return goto(request, reverse("deposit_change", args=[company.id, name]))
    refused: tuple[str, ...] = ()
    typed = request.POST
    if request.method == "POST":
        try:
            change = BatchChange(
                name=typed.get("name", "").strip(),
                description=typed.get("description", "").strip(),
                balancing=resolved_balancing(company=company, text=typed.get("balancing", "")),
                series=typed.get("series", ""),
                suggests_balancing_amount="suggests" in typed,
            )
            batch = change_batch(company=company, actor=access.actor, kind=batch.kind, name=batch.name, change=change)
        except Refused as refusal:
            refused = tuple(said_lines(refusal))
        else:
            said = _("Batch {batch} is as you said.").format(batch=batch.name)
            return done(request, said, reverse("typed_journal", args=[company.id, batch.name]))
    context = {
        "batch": batch,
        "refused": refused,
        "series": [one.code for one in number_series(company=company) if one.kind == DOCUMENTS],
        "name": typed.get("name", batch.name) if refused else batch.name,
        "description": typed.get("description", "") if refused else batch.description,
        "balancing": typed.get("balancing", "")
        if refused
        else shown_balancing(batch.balancing_type, batch.balancing_number),
        "chosen_series": typed.get("series", "") if refused else batch.series,
        "suggests": "suggests" in typed if refused else batch.suggests_balancing_amount,
    }
    return render(request, "journals/typed_settings.html", context, status=REFUSED if refused else 200)


@require_POST
@demands("CLERK")
def delete(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    company, batch = batch_found(access, name)
    if batch.kind == DEPOSIT:
        return goto(request, reverse("deposit_change", args=[company.id, name]))
    count = delete_batch(company=company, actor=access.actor, kind=batch.kind, name=batch.name)
    said = worded(_("Batch {batch} is deleted with {count:open line|open lines}."), batch=batch.name, count=count)
    return done(request, said, reverse("typed_journals", args=[company.id]) + f"?kind={batch.kind.lower()}")
