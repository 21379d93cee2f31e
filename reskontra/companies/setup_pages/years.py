"""Fiscal years and their periods: added, closed, opened again, locked."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.actions import PERIOD_MOVES, add_fiscal_year, move_periods
from reskontra.companies.queries import CompanyFacts, PeriodFacts, company_by_id, fiscal_years, periods
from reskontra.core.dates import parse_formula
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed

STATE_WORDS = {"OPEN": noop("Open"), "CLOSED": noop("Closed"), "LOCKED": noop("Locked")}
COUNTED = {
    "OPEN": noop("{count:open|open}"),
    "CLOSED": noop("{count:closed|closed}"),
    "LOCKED": noop("{count:locked|locked}"),
}
MOVED = {
    "close": noop("{year}: {count:period is|periods are} closed, the first begins {day}."),
    "reopen": noop("{year}: {count:period is|periods are} open again, the first begins {day}."),
    "lock": noop("{year}: {count:period is|periods are} locked, the first begins {day}."),
}


@demands("ACCOUNTANT", shows=True)
def years_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        if typed.form == "add":
            return _add(company, access.actor, typed)
        if typed.form == "lock":
            return _moved(company, access.actor, "lock", typed.needed("through"))
        move = next((name for name in ("close", "reopen") if typed.text(name)), "close")
        return _moved(company, access.actor, move, typed.needed(move))

    def present(typed: Typed) -> object:
        return None if typed.form == "add" else periods(company=company)

    change = Change(do, present, lambda typed: typed.text("through")[:4])
    return answer(request, access, lambda typed: _page(company), change)


def _add(company: CompanyFacts, actor: str, typed: Typed) -> str:
    start = typed.day("start")
    months = typed.number("months")
    typed.wrong = "months"
    end = parse_formula(f"{months}M-1D").after(start)
    typed.wrong = ""
    code = add_fiscal_year(company=company, actor=actor, start=start, end=end)
    return _("Fiscal year {code} added.").format(code=code)


def _moved(company: CompanyFacts, actor: str, move: str, chosen: str) -> str:
    """chosen   the year and the last day of the last period, as 2026:2026-03-31"""
    year, _colon, through = chosen.partition(":")
    known = next((p for p in periods(company=company) if p.end_date.isoformat() == through), None)
    last = known.end_date if known else None
    days = move_periods(company=company, actor=actor, fiscal_year=year, move=move, through=last)
    return worded(_(MOVED[move]), count=len(days), year=year, day=day(days[0]))


def _page(company: CompanyFacts) -> Page:
    found = periods(company=company)
    heads = (Head(_("Year")), Head(_("From")), Head(_("To")), Head(_("Periods")))
    rows = tuple(
        Row((code, day(start), day(end), _counts([p for p in found if p.fiscal_year_code == code])))
        for code, start, end in reversed(fiscal_years(company=company))
    )
    lists = (
        Listing(_("Fiscal years"), heads, rows, _("No fiscal year yet. Nothing can be posted before there is one.")),
        *_periods(found),
    )
    return Page(
        _("Fiscal years and periods"),
        _("On which days can be posted. What is closed can be opened again, what is locked cannot."),
        lists,
        _forms(company, found),
    )


def _counts(found: list[PeriodFacts]) -> str:
    counts = {state: sum(p.state == state for p in found) for state in COUNTED}
    return ", ".join(worded(_(COUNTED[state]), count=count) for state, count in counts.items() if count)


def _periods(found: list[PeriodFacts]) -> tuple[Listing, ...]:
    """The periods of the latest years, newest first, each with what may be done up to it."""
    heads = (Head(_("Period")), Head(_("From")), Head(_("To")), Head(_("State")))
    rows = tuple(
        Row(
            (f"{p.fiscal_year_code} · {p.number}", day(p.start_date), day(p.end_date), _(STATE_WORDS[p.state])),
            buttons=_buttons(p),
        )
        for p in reversed(found[-60:])
    )
    return (Listing(_("Periods"), heads, rows),) if rows else ()


def _buttons(period: PeriodFacts) -> tuple[Button, ...]:
    value = f"{period.fiscal_year_code}:{period.end_date.isoformat()}"
    if period.state == "OPEN":
        return (Button(_("Close up to here"), "close", value),)
    return (Button(_("Open up to here again"), "reopen", value),) if period.state == "CLOSED" else ()


def _forms(company: CompanyFacts, found: list[PeriodFacts]) -> tuple[Form, ...]:
    known = fiscal_years(company=company)
    start = known[-1][2] + timedelta(days=1) if known else None
    add = Form(
        "add",
        _("Add a fiscal year"),
        _("Add"),
        (
            Field("start", _("First day"), start.isoformat() if start else "", is_needed=True),
            Field("months", _("Months"), "12", "number", is_needed=True, hint=_("12; a first year may have up to 18.")),
        ),
        at={"fiscal_year_overlaps": "start", "fiscal_year_backwards": "months", "fiscal_year_too_long": "months"},
    )
    choices: Choices = tuple(
        (f"{p.fiscal_year_code}:{p.end_date.isoformat()}", f"{p.fiscal_year_code} · {day(p.end_date)}")
        for p in found
        if p.state == PERIOD_MOVES["lock"][0]
    )
    if not choices:
        return (add,)
    lock = Form(
        "lock",
        _("Lock closed periods for good"),
        _("Lock"),
        (Field("through", _("Up to and with"), choices[0][0], "select", choices),),
        hint=_("A locked period is never opened again."),
        seen=stamp(found),
    )
    return (add, lock)
