"""What the company is called, its numbers, and what it does by itself, asks about or leaves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.identity import checked_number, identity_of, set_identity
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.settings import SettingFacts, company_settings, set_setting
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed

# What stands in a list of choices, where a page says it in words.
CHOICE_WORDS = {
    "true": noop("Yes"),
    "false": noop("No"),
    "none": noop("None"),
    "ask": noop("Ask each time"),
    "accept": noop("Accept it"),
    "decline": noop("Decline it"),
    "post": noop("Post it"),
    "leave": noop("Leave it open"),
    "ocr": noop("OCR"),
    "rf": noop("RF creditor reference"),
    "both": noop("Credit limit and balance due"),
    "limit": noop("The credit limit"),
    "overdue": noop("Balance due"),
}
TYPED = frozenset({"discount_grace", "four_eyes_above", "printed_reference_length"})


@demands("ACCOUNTANT")
def company_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def build(typed: Typed) -> Page:
        return Page(
            _("Company"),
            _("The numbers by which documents name the company."),
            lists=(_fixed(company),),
            forms=(_identity_form(company),),
            links=((_("Rules and settings"), reverse("setup_settings", args=[company.id])),),
        )

    def do(typed: Typed) -> str:
        vat_number = typed.optional("vat_number", checked_number)
        typed.wrong = "organisation_number"
        number = typed.text("organisation_number")
        set_identity(company=company, actor=access.actor, organisation_number=number, vat_number=vat_number)
        return _("The numbers of {company} are saved.").format(company=company.name)

    change = Change(do, lambda typed: identity_of(company=company), lambda typed: company.name)
    return answer(request, access, build, change)


def _fixed(company: CompanyFacts) -> Listing:
    rows = (
        Row((_("Name"), company.name)),
        Row((_("Country"), company.country)),
        Row((_("Local currency"), company.currency)),
        Row((_("Preset of the chart of accounts"), company.preset)),
    )
    return Listing(_("Decided when it was made"), (Head(_("What")), Head(_("Value"))), rows)


def _identity_form(company: CompanyFacts) -> Form:
    found = identity_of(company=company)
    fields = (
        Field("organisation_number", _("Organisation number"), found.organisation_number, example="556047-3521"),
        Field("vat_number", _("VAT number"), found.vat_number, example="SE556047352101"),
    )
    return Form("identity", _("Numbers"), _("Save"), fields, seen=stamp(found))


@demands("ACCOUNTANT")
def settings_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        for one in company_settings(company=company):
            wanted = typed.text(one.key) or "none"
            if wanted != one.value:
                typed.wrong = one.key
                set_setting(company=company, actor=access.actor, key=one.key, value=wanted)
        typed.wrong = ""
        return _("The settings are saved.")

    change = Change(do, lambda typed: company_settings(company=company), lambda typed: "")
    return answer(request, access, lambda typed: _settings(company), change)


def _settings(company: CompanyFacts) -> Page:
    found = company_settings(company=company)
    form = Form(
        "settings",
        _("Rules and settings"),
        _("Save"),
        tuple(_field(one) for one in found),
        seen=stamp(found),
        at={"settings_exclude": "discount_excludes_vat"},
    )
    told = _("What the company does by itself, asks about, or leaves.")
    return Page(_("Rules and settings"), told, forms=(form,))


def _field(one: SettingFacts) -> Field:
    hint = "" if one.is_default else _("Changed from what the preset says.")
    if one.key in TYPED:
        written = ", ".join(one.choices)
        return Field(one.key, _(one.help), one.value, hint=f"{_('Such as')} {written}. {hint}".strip())
    choices = tuple((code, _(CHOICE_WORDS.get(code, code))) for code in one.choices)
    return Field(one.key, _(one.help), one.value, "select", choices, hint)
