"""Number series: what numbers look like, and the last one taken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.cli_series import KINDS
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.series import NewSeries, SeriesFacts, add_series, number_series
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed

AT = {
    "series_code_unfit": "code", "series_exists": "code", "series_shape_unfit": "prefix",
    "series_shape_taken": "prefix",
}  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def series_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        new = NewSeries(typed.needed("code"), typed.text("name"), typed.text("prefix"), typed.number("digits"))
        made = add_series(company=company, actor=access.actor, new=new)
        return _("Series {series} begins with {number}.").format(series=made.code, number=made.written(1))

    return answer(request, access, lambda typed: _page(company), Change(do))


def _page(company: CompanyFacts) -> Page:
    heads = (Head(_("Code")), Head(_("Kind")), Head(_("Name")), Head(_("Numbers look like")), Head(_("Last number")))
    rows = tuple(
        Row((one.code, _(KINDS[one.kind]), one.name, one.written(1), _last(one)))
        for one in number_series(company=company)
    )
    fields = (
        Field("code", _("Code"), is_needed=True, hint=_("Letters, digits and hyphens.")),
        Field("name", _("Name")),
        Field("prefix", _("Prefix"), hint=_("What stands before its numbers.")),
        Field("digits", _("Digits"), "6", "number", is_needed=True, hint=_("How many a number is filled up to.")),
    )
    form = Form("series", _("Add a series of document numbers"), _("Add"), fields, at=AT)
    told = _("How vouchers, documents and journals are numbered. A number that was taken is never given again.")
    return Page(_("Number series"), told, (Listing(_("Number series"), heads, rows),), (form,))


def _last(one: SeriesFacts) -> str:
    return ", ".join(f"{year}: {number}" if year else one.written(number) for year, number in one.last)
