"""Payment registration as pages: the list to tick off, a row saved as it is made, the setup, and posting."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import AmountNotRead, amount_typed, day_typed
from reskontra.core.dates import DayNotRead
from reskontra.core.errors import Malformed, Refused
from reskontra.core.money import TooManyDecimals, format_minor
from reskontra.interface.auth import Access, demands, signed_in
from reskontra.interface.clock import today
from reskontra.interface.lists import FILES, file_answer
from reskontra.interface.parts import REFUSED, done, goto, keys_typed, number_asked, page_or_part
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.batches import BatchUnknown
from reskontra.journals.registration import (
    Entered,
    RegisteredLine,
    RegistrationNotSetUp,
    SetupFacts,
    enter_on,
    lines_of_entries,
    setup_of,
)
from reskontra.journals.registration_file import registration_menu, registration_report
from reskontra.journals.registration_pages import (
    TABS,
    Refusal,
    View,
    known_sort,
    registration_page,
    row_of,
    shown_amount,
    shown_date,
    shown_until,
    sums_of,
)

MOST_ROWS = 200
MOST_ID = 2**63 - 1


@require_GET
@demands("READER")
def registration(request: HttpRequest, access: Access) -> HttpResponse:
    company, view = company_by_id(id=access.company_id), view_of(request, access)
    if request.GET.get("format", "") in FILES:
        user, menu = user_of(access, view), registration_menu(user_id=signed_in(request).pk, ledger=view.ledger)
        report = registration_report(company=company, user=user, view=view, menu=menu, today=today())
        return file_answer(report, request.GET["format"])
    setup = _setup(company, access, view)
    if setup is None:
        return goto(request, reverse("registration_setup", args=[company.id]) + view.query(of=""))
    return _list(request, company, access, view, setup)


def _list(
    request: HttpRequest,
    company: CompanyFacts,
    access: Access,
    view: View,
    setup: SetupFacts,
    refusals: dict[int, Refusal] | None = None,
) -> HttpResponse:
    page = registration_page(
        company=company,
        user=user_of(access, view),
        view=view,
        setup=setup,
        today=today(),
        refusals=refusals,
        shows_users=access.may("ACCOUNTANT"),
    )
    context = {"page": page, "page_keys": _keys(), "may_enter": _may_enter(access, view), "actor": access.actor}
    context["menu"] = registration_menu(user_id=signed_in(request).pk, ledger=view.ledger)
    status = REFUSED if refusals else 200
    return page_or_part(request, "journals/registration.html", "journals/_registration.html", context, status=status)


@require_POST
@demands("CLERK")
def row(request: HttpRequest, access: Access, entry: int) -> HttpResponse:
    """What was just typed on one row is kept, or refused beside it."""
    company, view = company_by_id(id=access.company_id), view_of(request, access)
    found = lines_of_entries(company=company, user=access.actor, entry_ids=[entry] if entry <= MOST_ID else [])
    if not found or view.of:
        raise Http404
    view = replace(view, ledger=found[0].document.ledger)
    refusals = _save(company, access, view, found, request.POST)
    if not request.htmx:  # type: ignore[attr-defined]
        setup = setup_of(company=company, user=access.actor, ledger=view.ledger)
        if refusals:
            return _list(request, company, access, view, setup, refusals)
        return goto(request, list_url(company, view))
    line = lines_of_entries(company=company, user=access.actor, entry_ids=[entry])[0]
    setup = setup_of(company=company, user=access.actor, ledger=view.ledger)
    context = {
        "row": row_of(company, line, today(), refusals.get(entry)),
        "sums": sums_of(company=company, user=access.actor, setup=setup),
        "setup": setup,
        "view": view,
        "may_enter": True,
    }
    return render(request, "journals/_registration_saved.html", context, status=REFUSED if refusals else 200)


@require_POST
@demands("CLERK")
def save(request: HttpRequest, access: Access) -> HttpResponse:
    """All rows of the page at once, for a browser without the script."""
    company, view = company_by_id(id=access.company_id), view_of(request, access)
    shown = keys_typed(request.POST.get("shown", "").split(","))
    found = lines_of_entries(company=company, user=access.actor, entry_ids=shown[:MOST_ROWS])
    found = [line for line in found if line.document.ledger == view.ledger]
    refusals = _save(company, access, view, found, request.POST)
    if refusals:
        setup = setup_of(company=company, user=access.actor, ledger=view.ledger)
        return _list(request, company, access, view, setup, refusals)
    return done(request, _("What you entered is kept."), list_url(company, view))


def _save(
    company: CompanyFacts, access: Access, view: View, found: list[RegisteredLine], typed: QueryDict
) -> dict[int, Refusal]:
    """Keep what changed on these rows; gives what was refused of it, by entry."""
    changed: dict[int, Entered] = {}
    refusals: dict[int, Refusal] = {}
    for line in found:
        id = line.document.entry_id
        said = entered_of(line, typed)
        if isinstance(said, Refusal):
            refusals[id] = said
        elif said:
            changed[id] = said
    enter = partial(enter_on, company=company, user=access.actor, today=today(), ledger=view.ledger)
    try:
        enter(entered=changed)
    except (Refused, Malformed):  # one of them: the others are kept, and that one is told
        for id, said in changed.items():
            try:
                enter(entered={id: said})
            except (Refused, Malformed) as refusal:
                refusals[id] = _refusal(refusal, "", id, typed)
    return refusals


def entered_of(line: RegisteredLine, typed: QueryDict) -> Entered | Refusal | None:
    """What a row's fields say beside what is kept; None where they say the same."""
    id, currency = line.document.entry_id, line.document.currency
    ticked = f"tick-{id}" in typed
    day, amount = typed.get(f"date-{id}", "").strip(), typed.get(f"amount-{id}", "").strip()
    has_day, has_amount = day != shown_date(line), amount != shown_amount(line)
    until, takes = _discount_of(line, typed)
    if line.is_made and not ticked:
        return Entered(is_made=False)
    if not ((ticked and not line.is_made) or has_day or has_amount or until or takes is not None):
        return None
    try:
        received = day_typed(day, today=today()) if day and has_day else None
    except DayNotRead as refusal:
        return _refusal(refusal, "date", id, typed)
    try:
        minor = amount_typed(amount, currency) if amount and has_amount else None
    except (AmountNotRead, TooManyDecimals) as refusal:
        return _refusal(refusal, "amount", id, typed)
    try:
        last = day_typed(until, today=today()) if until else None
    except DayNotRead as refusal:
        return _refusal(refusal, "until", id, typed)
    text = None if not has_amount else "" if minor is None else format_minor(minor, currency)
    return Entered(received_date=received, amount=text, discount_date=last, takes_discount=takes)


def _discount_of(line: RegisteredLine, typed: QueryDict) -> tuple[str, bool | None]:
    """The last day of the discount if it was typed anew, else whether the discount is taken if that was changed."""
    id = line.document.entry_id
    if f"until-{id}" not in typed or not line.document.discount_minor:
        return "", None
    until, takes = typed.get(f"until-{id}", "").strip(), f"take-{id}" in typed
    if until and until != shown_until(line):
        return until, None
    return "", takes if takes != line.may_take_discount(today()) else None


def _refusal(refusal: Refused | Malformed, field: str, id: int, typed: QueryDict) -> Refusal:
    day, amount, until = (typed.get(f"{name}-{id}", "") for name in ("date", "amount", "until"))
    return Refusal(tuple(said_lines(refusal)), field, day, amount, until)


def view_of(request: HttpRequest, access: Access) -> View:
    """How the list is looked at; whose ticks only those who post may choose."""
    asked = request.GET
    ledger = "VENDOR" if asked.get("ledger") == "vendor" else "CUSTOMER"
    tab = asked.get("tab", "all")
    of = asked.get("of", "") if access.may("ACCOUNTANT") else ""
    return View(
        ledger=ledger,
        tab=tab if tab in TABS else "all",
        asked=asked.get("q", "").strip()[:100],
        sort=known_sort(asked.get("sort", "due")),
        page=number_asked(request, "page") or 1,
        of="" if of == access.actor else of[:150],
    )


def user_of(access: Access, view: View) -> str:
    """Whose ticks are looked at."""
    return view.of or access.actor


def _may_enter(access: Access, view: View) -> bool:
    return access.may("CLERK") and not view.of


def list_url(company: CompanyFacts, view: View) -> str:
    """The list as it is looked at."""
    return reverse("registration", args=[company.id]) + view.query()


def _setup(company: CompanyFacts, access: Access, view: View) -> SetupFacts | None:
    try:
        return setup_of(company=company, user=user_of(access, view), ledger=view.ledger)
    except (RegistrationNotSetUp, BatchUnknown):
        return None


def _keys() -> list[tuple[str, str]]:
    return [
        ("↑ ↓", _("Previous and next row")),
        (_("Space"), _("Tick, or take the tick away")),
        ("/", _("Search number, amount or name")),
        ("v", _("See what would be posted")),
        ("p", _("Post, with a preview")),
        ("n", _("Next page")),
        ("b", _("Previous page")),
    ]
