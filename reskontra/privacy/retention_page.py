"""The page of retention: for administrators, who set and lift legal holds there, and the auditor, who looks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id, fiscal_years
from reskontra.companies.settings import keeping
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.privacy.legal_holds import Hold, legal_holds, lift_hold, set_hold
from reskontra.privacy.retention import years_kept
from reskontra.privacy.retention_words import (
    held_year,
    told_of_holds,
    told_of_keeping,
    told_of_size,
    told_of_state,
)


@demands("ADMINISTRATOR", shows=True)
def retention_page(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows each year and the holds; POST sets a hold, or lifts one."""
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        reason = typed.text("reason")
        if typed.form == "lift":
            number = typed.number("number")
            lift_hold(company=company, actor=access.actor, number=number, reason=reason)
            return _("Legal hold {number} is lifted.").format(number=number)
        number = set_hold(company=company, actor=access.actor, fiscal_year=typed.text("fiscal_year"), reason=reason)
        return _("Legal hold {number} is set.").format(number=number)

    return answer(request, access, lambda typed: _page(company, access), Change(do))


def _page(company: CompanyFacts, access: Access) -> Page:
    holds = legal_holds(company=company)
    forms = _forms(company, [one for one in holds if one.lifted_at is None]) if access.may("ADMINISTRATOR") else ()
    told = told_of_keeping(keeping(company=company))
    return Page(_("Retention"), told, lists=(_years(company), _holds(holds)), forms=forms)


def _years(company: CompanyFacts) -> Listing:
    heads = (
        Head(_("Year")), Head(_("Kept until")), Head(_("Vouchers"), is_number=True),
        Head(_("Documents"), is_number=True), Head(_("Files"), is_number=True), Head(_("State")), Head(_("Held by")),
    )  # fmt: skip
    now = today()
    rows = tuple(
        Row(
            (
                one.name, day(one.until), str(one.vouchers), str(one.documents), told_of_size(one),
                told_of_state(one, now), told_of_holds(one) or "–",
            )
        )
        for one in years_kept(company=company, today=now)
    )  # fmt: skip
    return Listing(_("Fiscal years"), heads, rows, empty=_("There is no fiscal year yet."))


def _holds(holds: list[Hold]) -> Listing:
    heads = (Head(_("Number"), is_number=True), Head(_("Year")), Head(_("Why")), Head(_("Set")), Head(_("Lifted")))
    rows = tuple(
        Row(
            (
                str(one.number),
                held_year(one),
                one.reason,
                f"{one.set_by}, {day(one.set_at.date())}",
                f"{one.lifted_by}, {day(one.lifted_at.date())}: {one.lifted_reason}" if one.lifted_at else "",
            )
        )
        for one in holds
    )
    return Listing(_("Legal holds"), heads, rows, empty=_("None."))


def _forms(company: CompanyFacts, holding: list[Hold]) -> tuple[Form, ...]:
    why = Field("reason", _("Why"), is_needed=True, hint=_("Kept; name nobody in it."))
    years = (("", _("every year")), *((code, code) for code, *_days in fiscal_years(company=company)))
    year = Field("fiscal_year", _("Fiscal year"), kind="select", choices=years)
    hint = _("What is held is neither erased nor deleted until the hold is lifted: for a lawsuit, or a tax audit.")
    at = {"keeping_unexplained": "reason"}
    forms = [Form("hold", _("Set a legal hold"), _("Set it"), (year, why), hint, at=at)]
    if holding:
        numbers = tuple((str(one.number), f"{one.number}: {one.reason}") for one in holding)
        number = Field("number", _("Legal hold"), kind="select", choices=numbers)
        forms.append(Form("lift", _("Lift a legal hold"), _("Lift it"), (number, why), at=at))
    return tuple(forms)
