"""Posting groups: to which accounts documents, discounts and small differences are posted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed
from reskontra.ledger.group_accounts import GroupAccounts, group_accounts, set_group_accounts
from reskontra.ledger.queries import accounts

KIND_WORDS = {"CUSTOMER": noop("Customers"), "VENDOR": noop("Vendors")}
ACCOUNTS = {
    "discount_account": noop("Cash discount"),
    "tolerance_account": noop("Payment tolerance"),
    "rounding_account": noop("Rounding"),
    "charge_account": noop("Charges"),
}


@demands("ACCOUNTANT", shows=True)
def groups_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        kind, _colon, code = typed.text("edit").partition(":")
        chosen = {name: typed.needed(name) for name in ACCOUNTS}
        set_group_accounts(company=company, actor=access.actor, kind=kind, code=code, accounts=chosen)
        return _("The accounts of posting group {group} are saved.").format(group=code)

    def present(typed: Typed) -> GroupAccounts | None:
        return _found(company, typed.text("edit"))

    change = Change(do, present, lambda typed: typed.text("edit").partition(":")[2])
    return answer(request, access, lambda typed: _page(company, typed.text("edit")), change)


def _found(company: CompanyFacts, key: str) -> GroupAccounts | None:
    return next((one for one in group_accounts(company=company) if one.key == key), None)


def _page(company: CompanyFacts, edited: str) -> Page:
    found = group_accounts(company=company)
    names = dict(accounts(company=company))
    heads = (
        Head(_("Code")), Head(_("Of")), Head(_("Name")), Head(_("Control account")),
        *(Head(_(word)) for word in ACCOUNTS.values()),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.code, _(KIND_WORDS[one.kind]), one.name, one.control_account,
                *(getattr(one, name) for name in ACCOUNTS),
            ),
            url=f"?edit={one.key}", is_current=one.key == edited,
        )
        for one in found
    )  # fmt: skip
    chosen = next((one for one in found if one.key == edited), None)
    return Page(
        _("Posting groups"),
        _("To which accounts documents, discounts and differences are posted from now on. What is posted stays."),
        (Listing(_("Posting groups"), heads, rows, _("No posting groups.")),),
        (_form(chosen, tuple(names.items())),) if chosen else (),
    )


def _form(one: GroupAccounts, known: Choices) -> Form:
    fields = tuple(
        Field(name, _(word), getattr(one, name), choices=known, is_needed=True) for name, word in ACCOUNTS.items()
    )
    title = _("Change {code}").format(code=one.code)
    hint = _("The control account {account} stays: the open entries are on it.").format(account=one.control_account)
    edit = Field("edit", value=one.key, kind="hidden")
    return Form("group", title, _("Save"), (edit, *fields), hint, seen=stamp(one), leave="?")
