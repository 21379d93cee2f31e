"""The page of retention: administrators set and lift legal holds there and erase files; the auditor looks."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id, fiscal_years
from reskontra.companies.settings import keeping
from reskontra.core.errors import Refused
from reskontra.core.four_eyes import is_among
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, Form
from reskontra.interface.refusals import lines
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.privacy.erased_words import erased_as_data, told_of_erased, told_of_going
from reskontra.privacy.erasing_jobs import erase_or_start
from reskontra.privacy.erasing_years import YearFiles, confirm, preview
from reskontra.privacy.legal_holds import Hold, legal_holds, lift_hold, set_hold
from reskontra.privacy.retention import years_kept
from reskontra.privacy.retention_words import (
    held_year,
    told_of_holds,
    told_of_keeping,
    told_of_size,
    told_of_state,
)
from reskontra.privacy.two_administrators import one_alone_notes
from reskontra.privacy.year_asks import asked_years, withdraw

ERASE = "erase"


def _erases(request: HttpRequest, access: Access) -> bool:
    return request.POST.get("form") == ERASE


@demands("ADMINISTRATOR", shows=True)
@asks_again(when=_erases)
def retention_page(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows each year and the holds, and of one year what would go.

    POST sets a hold, lifts one, erases files, or withdraws that it was asked for.
    """
    company = company_by_id(id=access.company_id)
    jobs: list[int] = []

    def do(typed: Typed) -> str:
        reason = typed.text("reason")
        if year := typed.text("withdraw"):
            withdraw(company=company, actor=access.actor, year=year)
            return _("The erasure of {year} is not asked for any more.").format(year=year)
        if typed.form == ERASE:
            done = _erased(company, access.actor, typed)
            if isinstance(done, YearFiles):
                return told_of_erased(erased_as_data(done))
            jobs.append(done)
            return ""
        if typed.form == "lift":
            number = typed.key("number")
            lift_hold(company=company, actor=access.actor, number=number, reason=reason)
            return _("Legal hold {number} is lifted.").format(number=number)
        number = set_hold(company=company, actor=access.actor, fiscal_year=typed.text("fiscal_year"), reason=reason)
        return _("Legal hold {number} is set.").format(number=number)

    def then(typed: Typed) -> str:
        return reverse("job", args=[company.id, jobs[0]]) if jobs else ""

    change = Change(do, then=then, even_archived=True)
    return answer(request, access, lambda typed: _page(company, access, typed.text("year")), change)


def _erased(company: CompanyFacts, actor: str, typed: Typed) -> YearFiles | int:
    year = typed.text("year")
    confirm(year, typed.text("again"))
    return erase_or_start(company=company, actor=actor, year=year, reason=typed.text("reason"), on=today())


def _page(company: CompanyFacts, access: Access, year: str) -> Page:
    """year: of which files are looked at, "" for none."""
    holds = legal_holds(company=company)
    may = access.may("ADMINISTRATOR")
    lists, forms, said = [_years(company, year, may_withdraw=may), _holds(holds)], [], []
    if may:
        forms = _forms(company, [one for one in holds if one.lifted_at is None])
    if year:
        try:
            found = preview(company=company, year=year, today=today())
        except Refused as refusal:
            said = list(lines(refusal))
        else:
            lists.insert(1, _going(found))
            does_it = may and not is_among(access.actor, [found.asked_by])  # who asked waits for another
            forms = [_erasing(found), *forms] if found.count and does_it else forms
    told = told_of_keeping(keeping(company=company))
    return Page(
        _("Retention"), told, lists=tuple(lists), forms=tuple(forms), said=tuple(said), notes=one_alone_notes(company)
    )


def _going(found: YearFiles) -> Listing:
    rows = tuple(Row((line,)) for line in told_of_going(found))
    return Listing(_("Files of {year}").format(year=found.name), (Head(_("What goes, and what stays")),), rows)


def _erasing(found: YearFiles) -> Form:
    fields = (
        Field("year", _("Year"), found.name, "select", ((found.name, found.name),)),
        Field("reason", _("Why"), is_needed=True, hint=_("Kept; name nobody in it.")),
        Field("again", _("The year, to be sure"), is_needed=True, example=found.name),
    )
    hint = _("The books stay, and so does what each file was called. What is erased cannot be taken back.")
    at = {"keeping_unexplained": "reason", "year_not_repeated": "again"}
    return Form(ERASE, _("Erase files of {year}").format(year=found.name), _("Erase files"), fields, hint, at=at)


def _years(company: CompanyFacts, chosen: str, *, may_withdraw: bool) -> Listing:
    heads = (
        Head(_("Year")), Head(_("Kept until")), Head(_("Vouchers"), is_number=True),
        Head(_("Documents"), is_number=True), Head(_("Files"), is_number=True), Head(_("State")), Head(_("Held by")),
    )  # fmt: skip
    now, asked = today(), asked_years(company=company)
    rows = tuple(
        Row(
            (
                one.name, day(one.until), str(one.vouchers), str(one.documents), told_of_size(one),
                told_of_state(one, now, asked_by=asked.get(one.name, "")), told_of_holds(one) or "–",
            ),
            url=f"?{urlencode({'year': one.name})}" if one.files and one.may_go(now) else "",
            buttons=_withdraw(one.name) if may_withdraw and one.name in asked else (),
            is_current=one.name == chosen,
        )
        for one in years_kept(company=company, today=now)
    )  # fmt: skip
    return Listing(_("Fiscal years"), heads, rows, empty=_("There is no fiscal year yet."))


def _withdraw(year: str) -> tuple[Button, ...]:
    return (Button(_("Withdraw the ask"), "withdraw", year),)


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


def _forms(company: CompanyFacts, holding: list[Hold]) -> list[Form]:
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
    return forms
