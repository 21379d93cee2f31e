"""hand-overs: claims that others collect."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpResponse
from ninja import Query

from reskontra.collections.api.claims import Entries, Note
from reskontra.collections.cli_hand_overs import hand_over_data
from reskontra.collections.hand_over_case import case_archive, hand_over_case
from reskontra.collections.hand_over_lacks import hand_over_lacks
from reskontra.collections.hand_overs import HandOverUnknown, file_of, hand_over, hand_overs, take_back
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Data, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.interface.handing_out import handed_out
from reskontra.parties.queries import find_party
from reskontra.receivables.api.entries import named

routes = Routes("collections", "Hand-overs")


class HandOverData(Data):
    """Claims that are handed over, and what is left of them."""

    number: int
    customer: str
    to: str
    day: str
    documents: list[str]
    currency: str
    amount: str
    remaining_amount: str
    note: str
    taken_back: bool


class HandOverMade(HandOverData):
    """lacks: what is to be looked at: organisation_number of the creditor, reference_rate that is not entered."""

    lacks: list[str]


class HandOversAsked(Paged):
    """customer: of one alone."""

    customer: Text = ""


class NewHandOver(Body):
    """entries: claims of one customer, by id."""

    entries: Entries
    to: Literal["agency", "enforcement"] = "agency"
    note: Note = ""


def _one(company: CompanyFacts, number: int) -> dict[str, Any]:
    """refuses   HandOverUnknown"""
    for one in hand_overs(company=company):
        if one.number == number:
            return hand_over_data(one)
    raise HandOverUnknown(number=number)


@routes.get("/hand-overs", Page[HandOverData])
def list_hand_overs(request: Call, asked: Query[HandOversAsked]) -> dict[str, Any]:
    """List what is handed over, the newest first."""
    company = company_of(request)
    party = find_party(company=company, ledger="CUSTOMER", number=asked.customer).id if asked.customer else None
    found = hand_overs(company=company, party_id=party)
    return page_of(found, asked, key=lambda one: str(one.number), build=hand_over_data)


@routes.post("/hand-overs", HandOverMade, status=201)
def hand_claims_over(request: Call, body: NewHandOver) -> dict[str, Any]:
    """Hand claims over: they are marked, and no reminder is made of them; and tell what the file lacks."""
    company = company_of(request)
    done = hand_over(
        company=company, actor=request.auth.actor, names=tuple(named(company, *body.entries)), to=body.to,
        note=body.note, today=today(),
    )  # fmt: skip
    lacks = hand_over_lacks(company=company, customer=done.customer, as_of=today())
    return {**_one(company, done.number), "lacks": lacks.codes}


@routes.get("/hand-overs/{key:number}", HandOverData)
def show_hand_over(request: Call, number: int) -> dict[str, Any]:
    """Show what is handed over, and what is left of it."""
    return _one(company_of(request), number)


@routes.get("/hand-overs/{key:number}/file", None)
def download_claims(request: Call, number: int) -> HttpResponse:
    """Download the claims as they were handed over, as CSV."""
    return handed_out(file_of(company=company_of(request), number=number), f"claims-{number}.csv")


@routes.get("/hand-overs/{key:number}/case", None)
def download_case(request: Call, number: int) -> HttpResponse:
    """Download the whole case: claims, interest, costs, contacts, letters and invoices in one archive."""
    company = company_of(request)
    case = hand_over_case(company=company, number=number, as_of=today())
    return handed_out(case_archive(company=company, case=case), f"case-{number}.zip")


@routes.post("/hand-overs/{key:number}/take-back", HandOverData)
def take_claims_back(request: Call, number: int) -> dict[str, Any]:
    """Take handed over claims back: they are collected here again."""
    company = company_of(request)
    take_back(company=company, actor=request.auth.actor, number=number)
    return _one(company, number)
