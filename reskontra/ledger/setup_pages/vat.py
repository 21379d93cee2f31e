"""VAT codes: rates, and the accounts of VAT."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.display import value
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import accounts
from reskontra.ledger.vat_codes import VatCodeChange, VatCodeFacts, set_vat_code, vat_codes

AT = {
    "vat_code_too_long": "code", "there_already": "code", "vat_rate_missing": "rate", "vat_rate_out_of_bounds": "rate",
    "account_unknown": "sales_account", "account_blocked": "sales_account", "account_of_bank": "sales_account",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def vat_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        change = VatCodeChange(
            rate=typed.percent("rate"),
            sales_account=typed.text("sales_account"),
            purchase_account=typed.text("purchase_account"),
            name=typed.text("name") or typed.text("code"),
        )
        done = set_vat_code(company=company, actor=access.actor, code=typed.needed("code"), change=change)
        return _("VAT code {code}: {rate} %.").format(code=done.code, rate=value(done.rate))

    def present(typed: Typed) -> VatCodeFacts | None:
        return next((one for one in vat_codes(company=company) if one.code == typed.text("code")), None)

    return answer(request, access, lambda typed: _page(company, typed.text("edit")), Change(do, present))


def _page(company: CompanyFacts, edited: str) -> Page:
    found = vat_codes(company=company)
    heads = (
        Head(_("VAT code")), Head(_("Name")), Head(_("Rate, %"), True), Head(_("VAT on sales")),
        Head(_("VAT on purchases")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (one.code, one.name, value(one.rate), one.sales_account, one.purchase_account),
            url=f"?edit={one.code}", is_current=one.code == edited,
        )
        for one in found
    )  # fmt: skip
    told = _("Which VAT lines of documents bear, and where it is posted. What is posted keeps its VAT.")
    empty = _("No VAT codes yet. Add the first one beside.")
    form = _form(company, next((one for one in found if one.code == edited), None))
    return Page(_("VAT codes"), told, (Listing(_("VAT codes"), heads, rows, empty),), (form,))


def _form(company: CompanyFacts, one: VatCodeFacts | None) -> Form:
    known: Choices = tuple(accounts(company=company))
    fields = (
        Field("edit", value=one.code if one else "", kind="hidden"),
        Field("code", _("VAT code"), one.code if one else "", "fixed" if one else "text", is_needed=True),
        Field("name", _("Name"), one.name if one else ""),
        Field("rate", _("Rate, %"), value(one.rate) if one else "", "number", is_needed=True),
        Field("sales_account", _("Account of VAT on sales"), one.sales_account if one else "", choices=known),
        Field("purchase_account", _("Account of VAT on purchases"), one.purchase_account if one else "", choices=known),
    )
    title = _("Change {code}").format(code=one.code) if one else _("Add a VAT code")
    return Form("vat", title, _("Save") if one else _("Add"), fields, seen=stamp(one), at=AT, leave="?" if one else "")
