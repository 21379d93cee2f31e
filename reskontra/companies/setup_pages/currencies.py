"""Currencies: payment tolerance and rounding."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.currencies import CurrencyChange, CurrencyFacts, currencies, set_currency
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import format_minor
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import money
from reskontra.interface.typed_form import Typed

AMOUNTS = "max_tolerance", "rounding_limit", "application_rounding"


@demands("ACCOUNTANT", shows=True)
def currencies_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        code = typed.checked("code", currency_codes.validate)
        percent = str(typed.percent("percent")) if typed.text("percent") else "0"
        limits = {name: _limit(typed, name, code) for name in AMOUNTS}
        change = CurrencyChange(tolerance_percent=percent, **limits)
        done = set_currency(company=company, actor=access.actor, code=code, change=change)
        told = _("{currency}: tolerance {percent} %, at most {most}.")
        most = money(done.tolerance.max_minor, done.code)
        return told.format(currency=done.code, percent=value(_percent(done)), most=most)

    def present(typed: Typed) -> CurrencyFacts | None:
        return _found(company, typed.text("code").upper())

    return answer(request, access, lambda typed: _page(company, typed.text("edit")), Change(do, present))


def _limit(typed: Typed, name: str, currency: str) -> str:
    return format_minor(typed.amount(name, currency), currency) if typed.text(name) else "0"


def _found(company: CompanyFacts, code: str) -> CurrencyFacts | None:
    return next((one for one in currencies(company=company) if one.code == code), None)


def _percent(one: CurrencyFacts) -> Decimal:
    return Decimal(one.tolerance.basis_points) / 100


def _page(company: CompanyFacts, edited: str) -> Page:
    found = currencies(company=company)
    heads = (
        Head(_("Currency")), Head(_("Tolerance %"), True), Head(_("At most"), True), Head(_("Rounding"), True),
        Head(_("Between currencies"), True),
    )  # fmt: skip
    rows = tuple(_row(one, edited) for one in found)
    told = _("Which currencies there are, and how small a difference is tolerated or rounded off in each.")
    form = _form(company, next((one for one in found if one.code == edited), None))
    links = ((_("Exchange rates"), reverse("setup_rates", args=[company.id])),)
    return Page(_("Currencies and tolerances"), told, (Listing(_("Currencies"), heads, rows),), (form,), links=links)


def _row(one: CurrencyFacts, edited: str) -> Row:
    cells = (
        one.code,
        value(_percent(one)),
        money(one.tolerance.max_minor, one.code),
        money(one.rounding_limit_minor, one.code),
        money(one.application_rounding_minor, one.code),
    )
    return Row(cells, url=f"?edit={one.code}", is_current=one.code == edited)


def _form(company: CompanyFacts, one: CurrencyFacts | None) -> Form:
    def amount(minor: int) -> str:
        return money(minor, one.code) if one else ""

    fields = (
        Field("edit", value=one.code if one else "", kind="hidden"),
        Field(
            "code", _("Currency"), one.code if one else "", "fixed" if one else "text", is_needed=True, example="EUR"
        ),
        Field(
            "percent", _("Payment tolerance, % of the invoice"), value(_percent(one)) if one else "0", "number",
            hint=_("0 tolerates nothing."),
        ),
        Field(
            "max_tolerance", _("Payment tolerance at most"), amount(one.tolerance.max_minor) if one else "0", "number",
            hint=_("0 is no such bound."),
        ),
        Field(
            "rounding_limit", _("Written off as rounding up to"), amount(one.rounding_limit_minor) if one else "0",
            "number",
        ),
        Field(
            "application_rounding", _("Rounded off between currencies up to"),
            amount(one.application_rounding_minor) if one else "0", "number",
        ),
    )  # fmt: skip
    return Form(
        "currency",
        _("Change {code}").format(code=one.code) if one else _("Add a currency"),
        _("Save") if one else _("Add"),
        fields,
        seen=stamp(one),
        at={"there_already": "code", "tolerance_percent": "percent", "limit_negative": "max_tolerance"},
        leave="?" if one else "",
    )
