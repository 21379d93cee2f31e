"""The card of a customer or vendor: what it owes, how it pays, what happened, who pays for it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.desk.party_pages import card_page
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.parts import done
from reskontra.matching.actions.facts import revoke_fact
from reskontra.matching.fact_views import FactUnknown, find_fact
from reskontra.parties.card import Card, find_card


def card_of(company: CompanyFacts, ledger: str, number: str) -> Card:
    found = find_card(company=company, ledger=ledger, number=number)
    if found is None:
        raise Http404
    return found


@demands("READER")
def party(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    page = card_page(company=company, card=card_of(company, ledger, number), on=today())
    wanted = {"may_change": "CLERK", "may_delete": "ACCOUNTANT", "may_administer": "ADMINISTRATOR"}
    may = {name: access.may(role) for name, role in wanted.items()}
    return render(request, "desk/party.html", {"page": page, **may})


@require_POST
@demands("CLERK")
def fact_revoke(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What was learned of a payer is taken back; what is posted stays."""
    company = company_by_id(id=access.company_id)
    try:
        found = find_fact(company=company, number=number)
    except FactUnknown as unknown:
        raise Http404 from unknown
    ledger, _colon, party = found.means.partition(":")
    if ledger not in ("customer", "vendor"):
        raise Http404
    revoke_fact(company=company, actor=access.actor, number=number)
    told = _("{value} is forgotten. What is posted stays.").format(value=found.shown)
    return done(request, told, f"{reverse(ledger, args=[company.id, party])}#payers")
