"""What a line can be put through besides accepting: split, its text mapped; and what was learned of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import done
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.queries import JournalFacts, JournalUnknown, find_journal
from reskontra.matching.actions.decide_as_seen import version_of
from reskontra.matching.actions.facts import FactChange, edit_fact, revoke_fact
from reskontra.matching.actions.mappings import add_mapping
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.split_line import split_line
from reskontra.matching.deciding import Asked, decided, dialog, open_line, query_of, view_of
from reskontra.matching.jobs import match_in_background
from reskontra.matching.mapping_form import form_of, wanted_of
from reskontra.matching.offers import Offer, offer_numbered
from reskontra.matching.queries import ShownLine
from reskontra.matching.splitting import (
    SplitForm,
    SplitRow,
    kind_words,
    parts_typed,
    rows_of,
    typed_rows,
    with_empty,
)

# Splitting


@demands("CLERK")
def split(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """GET shows the parts as a form, POST splits the line into them; more=1 shows more rows and changes nothing."""
    asked = Asked(request, access, number, line)
    _company, _journal, shown = open_line(asked)
    if request.method != "POST":
        return _split_form(asked, shown, rows_of(shown), ())
    typed = request.POST
    rows = typed_rows(typed.getlist("kind"), typed.getlist("number"), typed.getlist("amount"))
    if "more" in typed:
        return _split_form(asked, shown, rows, (), more=4)

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        parts = parts_typed(rows, shown.bank_account.currency)
        split_line(company=company, actor=access.actor, journal=journal, line_number=line, parts=parts)
        told = _("Line {line} is split into {count:part|parts}.")
        return worded(told, line=line, count=len(parts))

    wish = ", ".join(f"{row.number} {row.amount}".strip() for row in rows)
    return decided(asked, decide, wish=wish, form=lambda refused: _split_form(asked, shown, rows, refused))


def _split_form(
    asked: Asked, shown: ShownLine, rows: Sequence[SplitRow], refused: Sequence[str], *, more: int = 1
) -> HttpResponse:
    form = SplitForm(
        journal=asked.number,
        number=asked.line,
        payer=shown.transaction.name if shown.transaction else "",
        minor=shown.amount_minor,
        currency=shown.currency,
        seen=version_of(shown),
        rows=with_empty(rows, at_least=len(rows) + more if more > 1 else 4),
        kinds=kind_words(),
        refused=tuple(refused),
    )
    return dialog(asked, "split", {"form": form}, is_refused=bool(refused))


# Mapping


@demands("CLERK")
def map_text(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """GET shows which open lines the mapping would take, POST keeps it and matches the journal again."""
    asked = Asked(request, access, number, line)
    company, journal, shown = open_line(asked)
    typed = request.POST if request.method == "POST" else request.GET
    form = form_of(company=company, shown=shown, typed=typed)
    if request.headers.get("HX-Target") == "caught":
        return render(request, "matching/_caught.html", {"form": form})
    if request.method != "POST" or form.refused:
        return dialog(asked, "map", {"form": form}, is_refused=request.method == "POST")
    try:
        mapping = add_mapping(company=company, actor=access.actor, mapping=wanted_of(company=company, form=form))
    except (Refused, Malformed) as refusal:
        return dialog(asked, "map", {"form": replace(form, refused=tuple(said_lines(refusal)))}, is_refused=True)
    told = _("“{text}” is posted to {account} from now on.").format(text=mapping.text, account=form.account)
    if job := match_in_background(company=company, actor=access.actor, journal=journal):
        return done(request, told, reverse("job", args=[company.id, job]))
    match_journals(company=company, actor=access.actor, journals=[journal])
    return done(request, told, f"{reverse('journal', args=[company.id, number])}?{query_of(view_of(request))}")


# What was learned


@require_POST
@demands("CLERK")
def remember(request: HttpRequest, access: Access, fact: int) -> HttpResponse:
    """A person stands by what a decision taught."""
    company = company_by_id(id=access.company_id)
    _offered(company, fact)
    is_confirmed = "undo" not in request.POST
    edit_fact(company=company, actor=access.actor, number=fact, change=FactChange(is_confirmed=is_confirmed))
    offer = _offered(company, fact)
    told = offer.said if is_confirmed else _("It is a hint again, as before.")
    return _flash(request, company, told, offer if is_confirmed else None)


@require_POST
@demands("CLERK")
def leave(request: HttpRequest, access: Access, fact: int) -> HttpResponse:
    """It is not so: what the decision taught is evidence no more."""
    company = company_by_id(id=access.company_id)
    _offered(company, fact)
    revoke_fact(company=company, actor=access.actor, number=fact)
    return _flash(request, company, _("It is not taken as a hint any more."), None)


def _offered(company: CompanyFacts, fact: int) -> Offer:
    found = offer_numbered(company=company, number=fact)
    if found is None:
        raise Http404
    return found


def _flash(request: HttpRequest, company: CompanyFacts, told: str, remembered: Offer | None) -> HttpResponse:
    number = request.POST.get("journal", "")
    if request.htmx:  # type: ignore[attr-defined]
        context = {"told": told, "remembered": remembered, "number": number}
        return render(request, "matching/_flash.html", context)
    try:
        find_journal(company=company, number=number)
    except JournalUnknown:
        return done(request, told, reverse("journals", args=[company.id]))
    return done(request, told, reverse("journal", args=[company.id, number]))
