"""A bank's file by upload: imported, matched, and on to what is left to decide."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import value
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines
from reskontra.journals.queries import find_journal
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.actions.match_journal import match_journals

LARGEST = 200 * 1024 * 1024  # bytes


@demands("CLERK")
def statement_import(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows the form; POST imports the file, and refuses it with the reasons beside the field."""
    company = company_by_id(id=access.company_id)
    if request.method != "POST":
        return _form(request, company)
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        return _form(request, company, [_("No file was chosen. Choose the bank's file.")])
    if (upload.size or 0) > LARGEST:
        return _form(
            request, company, [_("The file is larger than 200 MB. Import it with reskontra statement import.")]
        )
    try:
        outcome = import_statement(
            company=company,
            actor=access.actor,
            name=upload.name or _("upload"),
            stream=cast(BinaryIO, upload.file),
            bank_account=request.POST.get("bank_account", ""),
            overrides=frozenset(request.POST.getlist("override")),
            reason=request.POST.get("reason", ""),
        )
    except (Refused, Malformed) as refusal:
        return _form(request, company, list(lines(refusal)))
    chosen = [find_journal(company=company, number=made.number) for made in outcome.journals]
    if chosen and not outcome.already_imported_at:
        match_journals(company=company, actor=access.actor, journals=chosen)
    to = reverse("journal", args=[company.id, chosen[0].number]) if chosen else reverse("journals", args=[company.id])
    return done(request, _said(upload.name or "", outcome), to)


def _said(file: str, outcome: ImportOutcome) -> str:
    if outcome.already_imported_at:
        told = _("{file} was imported on {at} by {actor} as import {number}; 0 new.")
        at, by = value(outcome.already_imported_at), outcome.already_imported_by
        return told.format(file=file, at=at, actor=by, number=outcome.number)
    told = _("{file} is import {number}: {new} new transactions, {known} known.")
    return told.format(file=file, number=outcome.number, new=outcome.new, known=outcome.known)


def _form(request: HttpRequest, company: CompanyFacts, refused: list[str] | None = None) -> HttpResponse:
    context = {"refused": refused or [], "accounts": bank_accounts(company=company), "typed": request.POST}
    return render(request, "desk/import.html", context, status=REFUSED if refused else 200)
