"""What the company is called, its numbers, and what it does by itself, asks about or leaves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.edit import COLUMNS, change_company, company_values
from reskontra.companies.logo import logo_head
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.settings import OF_ADMINISTRATORS, SettingFacts, company_settings, set_setting
from reskontra.companies.setup_pages.logo import logo_done, logo_form
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, RoleTooLow, demands
from reskontra.interface.column_words import column_word
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.setup import Change, Page, answer
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
    "first_column": noop("In its first overdue period"),
    "not_due": noop("Not due"),
}
EXAMPLES = {"organisation_number": "556047-3521", "vat_number": "SE556047352101", "postal_code": "903 26"}
HINTS = {"registered_office": noop("The place of the company's seat, as letters tell it.")}
FOUR_EYES = ("four_eyes_above", "payments_four_eyes_above")
ADMINISTRATOR = "ADMINISTRATOR"
TYPED = frozenset(
    {
        "direct_debit_tries",
        "discount_grace",
        *FOUR_EYES,
        "printed_reference_length",
        "reminders_need_statement_days",
        "default_reminder_terms",
    }
)


@demands("ACCOUNTANT", shows=True)
def company_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def build(typed: Typed) -> Page:
        return Page(
            _("Company"),
            _("What the company is called, where it is reached, and the numbers by which documents name it."),
            forms=(_company_form(company), logo_form(company)),
            links=((_("Rules and settings"), reverse("setup_settings", args=[company.id])),),
        )

    def do(typed: Typed) -> str:
        if typed.form == "logo":
            return logo_done(company, access.actor, typed)
        typed.needed("name")
        wanted = {name: typed.text(name) for name in COLUMNS if name in typed.values}
        with typed.told_at_fields():
            changes = change_company(company=company, actor=access.actor, wanted=wanted)
        if not changes:
            return _("Nothing of {number} was changed.").format(number=company.name)
        words = ", ".join(map(column_word, changes))
        return _("{number} is changed: {columns}.").format(number=wanted["name"], columns=words)

    def present(typed: Typed) -> object:
        return logo_head(company=company) if typed.form == "logo" else company_values(company=company)

    change = Change(do, present, lambda typed: company.name)
    return answer(request, access, build, change)


def _company_form(company: CompanyFacts) -> Form:
    found = company_values(company=company)
    fields = tuple(
        Field(
            name, column_word(name), value, hint=_(HINTS[name]) if name in HINTS else "", is_needed=name == "name",
            example=EXAMPLES.get(name, ""),
        )
        for name, value in found.items()
    )  # fmt: skip
    fixed = {"country": company.country, "currency": company.currency, "preset": company.preset}
    kept = tuple(Field(name, column_word(name), value, "fixed") for name, value in fixed.items())
    hint = _("Country, currency and preset were decided when it was made.")
    return Form("company", _("Details"), _("Save"), (*fields, *kept), hint, seen=stamp(found), is_wide=True)


def _changes_four_eyes(request: HttpRequest, access: Access) -> bool:
    """Whether what was sent says otherwise than now what another has to look at."""
    held = {one.key: one.value for one in company_settings(company=company_by_id(id=access.company_id))}
    return any((request.POST.get(key, "").strip() or "none") != held[key] for key in OF_ADMINISTRATORS)


@demands("ACCOUNTANT", shows=True)
@asks_again(when=_changes_four_eyes)
def settings_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        for one in company_settings(company=company):
            wanted = typed.text(one.key) or "none"
            if wanted != one.value:
                if one.key in OF_ADMINISTRATORS and not access.may(ADMINISTRATOR):
                    raise RoleTooLow(ADMINISTRATOR)
                typed.wrong = one.key
                set_setting(company=company, actor=access.actor, key=one.key, value=wanted)
        typed.wrong = ""
        return _("The settings are saved.")

    change = Change(do, lambda typed: company_settings(company=company), lambda typed: "")
    return answer(request, access, lambda typed: _settings(company, access), change)


def _settings(company: CompanyFacts, access: Access) -> Page:
    found = company_settings(company=company)
    shown = frozenset() if access.may(ADMINISTRATOR) else OF_ADMINISTRATORS
    form = Form(
        "settings",
        _("Rules and settings"),
        _("Save"),
        tuple(_shown(one) if one.key in shown else _field(one) for one in found),
        seen=stamp(found),
        at={"settings_exclude": "discount_excludes_vat"},
    )
    told = _("What the company does by itself, asks about, or leaves.")
    return Page(_("Rules and settings"), told, forms=(form,))


def _shown(one: SettingFacts) -> Field:
    return Field(one.key, _(one.help), one.value, "fixed")


def _field(one: SettingFacts) -> Field:
    hint = "" if one.is_default else _("Changed from what the preset says.")
    if one.key in TYPED:
        examples = ", ".join(text for text in one.choices if text != "none")
        such = _("Such as {examples}.").format(examples=examples)
        nothing = _("Empty: none.") if "none" in one.choices else ""
        value = "" if one.value == "none" else one.value
        return Field(one.key, _(one.help), value, hint=" ".join(filter(None, (such, nothing, hint))))
    choices = tuple((code, _(CHOICE_WORDS.get(code, code))) for code in one.choices)
    return Field(one.key, _(one.help), one.value, "select", choices, hint)
