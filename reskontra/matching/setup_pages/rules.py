"""The rule table, thresholds and charge limits: shown, changed, tried on past lines, then saved or left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.audit.queries import Wanted, events
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.rulebook import THRESHOLDS
from reskontra.database.locks import lock_company
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, stamp
from reskontra.interface.jobs import JobUnknown, find_job
from reskontra.interface.parts import REFUSED, done, goto, key_asked
from reskontra.interface.refusals import lines
from reskontra.interface.setup import ChangedMeanwhile, Head, Listing, Row
from reskontra.interface.templatetags.display import count, day
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.setup import restore_rules, rules_of, set_rulebook, settings_of
from reskontra.matching.setup_pages.lines import and_more, line_heads, line_row
from reskontra.matching.setup_pages.rule_form import (
    TableRow,
    limit_rows,
    read_book,
    rule_rows,
    threshold_fields,
    typed_fields,
    typed_rows,
)
from reskontra.matching.setup_pages.try_jobs import (
    TriedGroup,
    TriedRules,
    tried_kept,
    tried_rules,
    try_in_background,
)
from reskontra.matching.tried_words import CAME, GROUPS, found, written
from reskontra.matching.trying import Came, try_rulebook

DAYS_BACK = 90
LEFT_OUT = ("csrfmiddlewaretoken", "try")  # of a form, of which a job knows


@dataclass(frozen=True, slots=True)
class RulesPage:
    """seen: the stamp of what holds; tried: what the changed rules came to, None before they are tried."""

    rules: tuple[TableRow, ...]
    thresholds: tuple[Field, ...]
    limits: tuple[TableRow, ...]
    since: Field
    seen: str
    said: tuple[str, ...] = ()
    tried: tuple[Listing, ...] = ()
    told: str = ""
    name: str = "rules"


@demands("ACCOUNTANT", shows=True)
def rules_page(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows the rules; POST tries, saves or restores them. Changed ones are tried on many lines in the background.

    ?job=     what a job found of changed rules
    """
    company = company_by_id(id=access.company_id)
    if request.method != "POST":
        number = key_asked(request, "job")
        return _show(request, _page(company) if number is None else _of_job(company, number))
    if "restore" in request.POST:
        restored = restore_rules(company=company, actor=access.actor)
        return done(request, _("{count} rules restored.").format(count=restored), request.path)
    typed = Typed(request.POST, today())
    page = _page(company)
    labelled = [*page.thresholds, *(field for row in (*page.rules, *page.limits) for field in row.fields)]
    typed.labels = {field.name: field.label for field in labelled}
    try:
        if "try" in request.POST:
            return _try(request, access, company, page, typed)
        said = _save(company, access.actor, typed)
    except (Refused, Malformed) as refusal:
        return _show(request, _again(page, typed, tuple(lines(refusal))), status=REFUSED)
    return done(request, said, request.path)


def _show(request: HttpRequest, page: RulesPage, *, status: int = 200) -> HttpResponse:
    return render(request, "matching/rules.html", {"page": page}, status=status)


def _present(company: CompanyFacts) -> tuple[object, ...]:
    """All that the form shows and changes."""
    settings = settings_of(company=company, banks=[])
    thresholds = tuple(getattr(settings, key) for key in THRESHOLDS)
    return (rules_of(company=company), settings.charge_limits, thresholds)


def _page(company: CompanyFacts) -> RulesPage:
    banks = bank_accounts(company=company)
    settings = settings_of(company=company, banks=banks)
    back = day(today() - timedelta(days=DAYS_BACK))
    return RulesPage(
        rules=rule_rows(rules_of(company=company)),
        thresholds=threshold_fields(settings),
        limits=limit_rows(settings.charge_limits, [bank.number for bank in banks], company.currency),
        since=Field("since", _("Try on lines decided since"), hint=_("{date}, if left out.").format(date=back)),
        seen=stamp(_present(company)),
    )


def _again(page: RulesPage, typed: Typed, said: tuple[str, ...] = ()) -> RulesPage:
    """The page with what was typed, and what was said against it: at its field, else above."""
    (since,) = typed_fields([page.since], typed, said)
    return RulesPage(
        typed_rows(page.rules, typed, said),
        typed_fields(page.thresholds, typed, said),
        typed_rows(page.limits, typed, said),
        since,
        typed.text("seen"),
        said,
    )


def _save(company: CompanyFacts, actor: str, typed: Typed) -> str:
    with transaction.atomic():
        lock_company(company.id)
        if typed.text("seen") != stamp(_present(company)):
            last = events(company=company.id, wanted=Wanted(action="matching.rules"), most=1)
            by, at = (last[0].actor, last[0].occurred_at) if last else ("–", "–")
            raise ChangedMeanwhile(actor=by, subject=_("the rules"), at=at)
        book = read_book(company, typed)
        set_rulebook(company=company, actor=actor, book=book)
    said = _("{rules} rules, {limits} charge limits and {thresholds} thresholds are set.")
    counted = (len(one or ()) for one in (book.rules, book.charge_limits, book.thresholds))
    return said.format(**dict(zip(("rules", "limits", "thresholds"), counted, strict=True)))


def _try(request: HttpRequest, access: Access, company: CompanyFacts, page: RulesPage, typed: Typed) -> HttpResponse:
    """What the changed rules would have made of past lines; nothing is saved."""
    book = read_book(company, typed)
    since = typed.day("since") if typed.text("since") else today() - timedelta(days=DAYS_BACK)
    form = {name: text for name, text in request.POST.items() if name not in LEFT_OUT and isinstance(text, str)}
    if job := try_in_background(company=company, actor=access.actor, form=form, since=since):
        return goto(request, reverse("job", args=[company.id, job]))
    typed.wrong = "since"
    tried = try_rulebook(company=company, book=book, since=since)
    typed.wrong = ""
    return _show(request, _with_tried(company, _again(page, typed), tried_rules(since, tried)))


def _of_job(company: CompanyFacts, number: int) -> RulesPage:
    """The form as it was sent, with what the job found; 404 for the job of another, or one under way."""
    try:
        job = find_job(company=company.id, number=number)
    except JobUnknown as unknown:
        raise Http404 from unknown
    if job.kind != "try_rules" or not job.outcome:
        raise Http404
    page = _again(_page(company), Typed(job.arguments["form"], today()))
    return _with_tried(company, page, tried_kept(job.outcome))


def _with_tried(company: CompanyFacts, page: RulesPage, tried: TriedRules) -> RulesPage:
    told = tried.told
    if page.seen != stamp(_present(company)):
        told += " " + _("The rules were changed since; try them anew.")
    return replace(page, tried=_listings(company, tried), told=told)


def _listings(company: CompanyFacts, tried: TriedRules) -> tuple[Listing, ...]:
    heads = (Head(_("What became of them")), Head(_("By the rules now"), True), Head(_("As changed"), True))
    rows = tuple(Row((_(CAME[came]), *map(count, tried.counts[came]))) for came in Came)
    return (
        Listing(_("Past lines"), heads, rows),
        *(_group(company, _(title), tried.groups[name]) for name, title in GROUPS),
    )


def _group(company: CompanyFacts, title: str, tried: TriedGroup) -> Listing:
    heads = line_heads(_("Decided"), _("By the rules now"), _("As changed"))
    rows = tuple(
        line_row(
            company.id,
            one,
            written(one.decided, one.currency),
            found(one, one.now, one.rule_now),
            found(one, one.then, one.rule_then),
        )
        for one in tried.lines
    )
    return Listing(f"{title} ({and_more(tried.count)})", heads, rows, _("None."))
