"""How much banks on the way may keep of a payment: limits by own account, country and currency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.matching.settings import ChargeLimit
from reskontra.core.money import format_minor
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Choices, Field, Form
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import money
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.actions.charge_limits import (
    limits_in_order,
    parse_limit,
    remove_charge_limit,
    set_charge_limit,
)

AT = {"charge_limit_for_nobody": "country", "charge_limit_not_written": "percent", "bank_account_unknown": "bank"}


@demands("ACCOUNTANT", shows=True)
def charges_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        if "remove" in typed.values:
            bank, country, currency = [*typed.text("remove").split("|"), "", "", ""][:3]
            remove_charge_limit(company=company, actor=access.actor, scope=(bank, country, currency))
            return _("The charge limit is removed.")
        return _set(company, access.actor, typed)

    return answer(request, access, lambda typed: _page(company), Change(do))


def _set(company: CompanyFacts, actor: str, typed: Typed) -> str:
    currency = typed.text("currency").upper()
    unit = currency if len(currency) == 3 else company.currency
    limit = parse_limit(
        company=company,
        bank=typed.text("bank"),
        country=typed.text("country").upper(),
        currency=currency,
        amount=format_minor(typed.amount("max", unit), unit),
        percent=str(typed.percent("percent")),
    )
    set_charge_limit(company=company, actor=actor, limit=limit)
    told = _("A charge of {amount} {currency}, at most {percent} %, may be kept of payments of {scope}.")
    return told.format(amount=money(limit.max_minor, unit), currency=unit, percent=limit.percent, scope=_scope(limit))


def _scope(limit: ChargeLimit) -> str:
    return ", ".join(part for part in limit.scope if part) or _("any bank")


def _page(company: CompanyFacts) -> Page:
    heads = (
        Head(_("Bank account")), Head(_("Country")), Head(_("Currency")), Head(_("At most"), True),
        Head(_("Percent"), True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.bank or _("any"), one.country or _("any"), one.currency or _("any"),
                money(one.max_minor, one.currency or company.currency), one.percent,
            ),
            buttons=(Button(_("Remove"), "remove", "|".join((one.bank, one.country, one.currency))),),
        )
        for one in limits_in_order(company=company)
    )  # fmt: skip
    banks: Choices = (("", _("any")), *((one.number, one.number) for one in bank_accounts(company=company)))
    fields = (
        Field("max", _("The most that may be kept"), "", "number", is_needed=True),
        Field("percent", _("The most of what is owed, %"), "100", "number", is_needed=True),
        Field("bank", _("Bank account"), "", "select", banks),
        Field("country", _("Country of the payer's account"), hint=_("Any, if left out."), example="DE"),
        Field("currency", _("Currency"), hint=_("Any, if left out."), example="EUR"),
    )
    told = _("How much banks on the way may keep of a payment, so that it still settles its invoice.")
    empty = _("No limit: what a bank keeps is a difference to decide.")
    form = Form("charge", _("Set a limit"), _("Save"), fields, at=AT)
    return Page(_("Charge limits"), told, (Listing(_("Charge limits"), heads, rows, empty),), (form,))
