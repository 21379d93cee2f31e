"""The page of the first steps: each with its forms, skippable, and found again where it was left."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.desk.guide import NAMES, guide_of, hide, journal_to_post, skip
from reskontra.desk.guide_loads import load_file, load_invoice
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Choices, Field, Form, labels_of, refused_forms
from reskontra.interface.parts import REFUSED, done, goto
from reskontra.interface.typed_form import Typed
from reskontra.ledger.bank_accounts import add_bank_account
from reskontra.ledger.setup_pages.banks import new_bank_form, read_bank_account


@demands("ACCOUNTANT")
def guide(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows the step that is next, or the one asked for; POST carries out its form and goes on."""
    company = company_by_id(id=access.company_id)
    if request.method != "POST":
        return _shown(request, company, request.GET.get("step", ""))
    typed = Typed(request.POST, today(), request.FILES)
    if typed.form in ("skip", "hide", "show"):
        return _left_out(request, company, access, typed)
    step = "bank" if typed.form == "bank" else "documents"
    typed.labels = labels_of(_forms(company, step))
    try:
        with transaction.atomic():
            said = _carried_out(company, access.actor, typed)
    except (Refused, Malformed) as refusal:
        return _shown(request, company, step, (typed, refusal))
    stays = step == "documents" and typed.text("kind") in ("customers", "vendors")
    return done(request, said, f"{request.path}?step=documents" if stays else request.path)


def _left_out(request: HttpRequest, company: CompanyFacts, access: Access, typed: Typed) -> HttpResponse:
    if typed.form == "skip":
        skip(company=company, actor=access.actor, step=typed.text("step"))
        return goto(request, request.path)
    hide(company=company, actor=access.actor, is_over=typed.form == "hide")
    return goto(request, reverse("home", args=[company.id]) if typed.form == "hide" else request.path)


def _carried_out(company: CompanyFacts, actor: str, typed: Typed) -> str:
    if typed.form == "bank":
        found = add_bank_account(company=company, actor=actor, account=read_bank_account(company, typed))
        told = _("Bank account {number} added, G/L account {gl_account}.")
        return told.format(number=found.number, gl_account=found.gl_account)
    if typed.form == "invoice":
        return load_invoice(company=company, actor=actor, typed=typed)
    upload = typed.file("file")
    typed.wrong = "file"
    stream = cast(BinaryIO, upload.file)
    return load_file(company=company, actor=actor, kind=typed.text("kind"), name=upload.name or "", stream=stream)


def _shown(
    request: HttpRequest, company: CompanyFacts, asked: str, refused: tuple[Typed, Refused | Malformed] | None = None
) -> HttpResponse:
    found = guide_of(company=company)
    current = found.current.name if found.current else ""
    step = next((one for one in found.steps if one.name == (asked if asked in NAMES else current)), None)
    forms = _forms(company, step.name if step else "")
    if refused:
        forms = refused_forms(forms, *refused)
    context = {"guide": found, "step": step, "forms": forms, "journal": journal_to_post(company=company)}
    return render(request, "desk/guide.html", context, status=REFUSED if refused else 200)


def _forms(company: CompanyFacts, step: str) -> tuple[Form, ...]:
    if step == "bank":
        return (new_bank_form(company),)
    return (_file_form(), _invoice_form(company)) if step == "documents" else ()


def _file_form() -> Form:
    kinds: Choices = (
        ("customers", _("Customers (CSV: number, name, …)")),
        ("documents", _("Open documents (CSV, or an electronic invoice: UBL, Peppol)")),
        ("vendors", _("Vendors (CSV)")),
        ("opening", _("Opening balances (SIE, or CSV)")),
        ("vouchers", _("Vouchers (SIE 4)")),
    )
    fields = (
        Field("kind", _("What is in the file"), "documents", "select", kinds),
        Field("file", _("File"), kind="file", is_needed=True),
    )
    hint = _("Customers first, then their open documents. The same file again changes nothing.")
    return Form("file", _("From a file"), _("Load"), fields, hint)


def _invoice_form(company: CompanyFacts) -> Form:
    fields = (
        Field("customer", _("Customer number"), is_needed=True, example="C1"),
        Field("name", _("Customer's name"), is_needed=True),
        Field("document", _("Invoice number"), is_needed=True),
        Field("on", _("Invoice date"), is_needed=True, hint=_("t is today; 15, 1503 and 2026-03-15 are days too.")),
        Field("due", _("Due date"), hint=_("Left empty, 30 days later.")),
        Field("amount", _("Left to pay in {currency}").format(currency=company.currency), "", "number", is_needed=True),
        Field("reference", _("OCR or other payment reference")),
    )
    return Form("invoice", _("Or type an unpaid invoice"), _("Add"), fields)
