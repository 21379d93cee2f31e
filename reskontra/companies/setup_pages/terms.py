"""Payment terms: when documents are due, and cash discounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.terms import TermsChange, TermsFacts, set_terms, terms_list
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form, stamp
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed

AT = {
    "terms_code_unfit": "code", "there_already": "code", "not_a_date_formula": "due", "terms_formula_long": "due",
    "terms_discount_half": "discount", "discount_percent_out_of_bounds": "percent",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def terms_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        change = TermsChange(
            due=typed.needed("due"),
            discount=typed.text("discount"),
            discount_percent=typed.percent("percent") if typed.text("percent") else Decimal(0),
            name=typed.text("name") or typed.text("code"),
            discounts_credit_memos=typed.is_on("credit_memos"),
        )
        done = set_terms(company=company, actor=access.actor, code=typed.needed("code"), change=change)
        said = _("{code}: due {formula}; a document of {date} on {due}.")
        return said.format(code=done.code, formula=done.due_formula, date=day(today()), due=day(done.due_date(today())))

    def present(typed: Typed) -> TermsFacts | None:
        return _found(company, typed.text("code"))

    return answer(request, access, lambda typed: _page(company, typed.text("edit")), Change(do, present))


def _found(company: CompanyFacts, code: str) -> TermsFacts | None:
    return next((one for one in terms_list(company=company) if one.code == code), None)


def _page(company: CompanyFacts, edited: str) -> Page:
    heads = (
        Head(_("Code")), Head(_("Name")), Head(_("Due")), Head(_("Discount until")), Head("%", True),
        Head(_("Dated {date}: due").format(date=day(today()))),
    )  # fmt: skip
    rows = tuple(_row(one, today(), edited) for one in terms_list(company=company))
    told = _("When documents are due, and which discount they bear until when. What is posted keeps its dates.")
    empty = _("No payment terms yet. Add the first ones beside.")
    form = _form(next((one for one in terms_list(company=company) if one.code == edited), None))
    return Page(_("Payment terms"), told, (Listing(_("Payment terms"), heads, rows, empty),), (form,))


def _row(one: TermsFacts, on: date, edited: str) -> Row:
    percent = value(one.discount_percent.normalize()) if one.discount_percent else ""
    cells = (
        one.code, one.name, one.due_formula or "0D", one.discount_formula, percent, day(one.due_date(on)),
    )  # fmt: skip
    return Row(cells, url=f"?edit={one.code}", is_current=one.code == edited)


def _form(one: TermsFacts | None) -> Form:
    percent = f"{one.discount_percent.normalize():f}" if one and one.discount_percent else ""
    fields = (
        Field("edit", value=one.code if one else "", kind="hidden"),
        Field("code", _("Code"), one.code if one else "", "fixed" if one else "text", is_needed=True),
        Field("name", _("Name"), one.name if one else ""),
        Field(
            "due", _("Due"), (one.due_formula or "0D") if one else "", is_needed=True,
            hint=_("From the document date: 30D, 1M, CM+10D (end of month and ten days)."),
        ),
        Field("discount", _("Last day of the cash discount"), one.discount_formula if one else "", example="10D"),
        Field("percent", _("Cash discount, %"), percent, "number"),
        Field(
            "credit_memos", _("Credit memos bear the discount too"),
            "on" if one and one.discounts_credit_memos else "", "switch",
        ),
    )  # fmt: skip
    title = _("Change {code}").format(code=one.code) if one else _("Add payment terms")
    return Form(
        "terms", title, _("Save") if one else _("Add"), fields, seen=stamp(one), at=AT, leave="?" if one else ""
    )
