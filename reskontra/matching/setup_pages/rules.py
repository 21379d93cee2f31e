"""The rule table, thresholds and charge limits: shown, changed, tried on past lines, then saved or left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reskontra.audit.queries import Wanted, events
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.rulebook import THRESHOLDS
from reskontra.core.wording import worded
from reskontra.database.locks import lock_company
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, stamp
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines
from reskontra.interface.setup import ChangedMeanwhile, Head, Listing, Row
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.setup import restore_rules, rules_of, set_rulebook, settings_of
from reskontra.matching.setup_pages.lines import MOST_SHOWN, and_more, line_heads, line_row
from reskontra.matching.setup_pages.rule_form import (
    TableRow,
    limit_rows,
    read_book,
    rule_rows,
    threshold_fields,
    typed_fields,
    typed_rows,
)
from reskontra.matching.tried_words import CAME, GROUPS, counts, found, grouped, written
from reskontra.matching.trying import Came, Tried, try_rulebook

MOST_TRIED = 3_000
DAYS_BACK = 90


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


@demands("ACCOUNTANT")
def rules_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    if request.method != "POST":
        return _show(request, _page(company))
    if "restore" in request.POST:
        count = restore_rules(company=company, actor=access.actor)
        return done(request, _("{count} rules restored.").format(count=count), request.path)
    typed = Typed(request.POST, today())
    page = _page(company)
    labelled = [*page.thresholds, *(field for row in (*page.rules, *page.limits) for field in row.fields)]
    typed.labels = {field.name: field.label for field in labelled}
    try:
        if "try" in request.POST:
            return _show(request, _tried(company, page, typed))
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


def _tried(company: CompanyFacts, page: RulesPage, typed: Typed) -> RulesPage:
    """What the changed rules would have made of past lines; nothing is saved."""
    book = read_book(company, typed)
    since = typed.day("since") if typed.text("since") else today() - timedelta(days=DAYS_BACK)
    typed.wrong = "since"
    tried = try_rulebook(company=company, book=book, since=since, most=MOST_TRIED)
    typed.wrong = ""
    again = _again(page, typed)
    told = worded(_("{count:decided line|decided lines} since {date}."), count=len(tried), date=day(since))
    return RulesPage(
        again.rules, again.thresholds, again.limits, again.since, again.seen, (), _listings(company, tried), told
    )


def _listings(company: CompanyFacts, tried: Sequence[Tried]) -> tuple[Listing, ...]:
    heads = (Head(_("What became of them")), Head(_("By the rules now"), True), Head(_("As changed"), True))
    rows = tuple(Row((_(CAME[came]), *counts(tried, came))) for came in Came)
    groups = grouped(tried)
    return (
        Listing(_("Past lines"), heads, rows),
        *(_group(company, _(title), groups[name]) for name, title in GROUPS),
    )


def _group(company: CompanyFacts, title: str, tried: Sequence[Tried]) -> Listing:
    heads = line_heads(_("Decided"), _("By the rules now"), _("As changed"))
    rows = tuple(
        line_row(
            company.id,
            one,
            written(one.decided, one.currency),
            found(one, one.now, one.rule_now),
            found(one, one.then, one.rule_then),
        )
        for one in tried[:MOST_SHOWN]
    )
    return Listing(f"{title} ({and_more(len(tried))})", heads, rows, _("None."))
