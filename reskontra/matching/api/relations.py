"""payers that pay for others, what banks on the way may keep, and customers or vendors that are merged."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.core.money import format_minor
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Asked, Body, Code, Data, Day, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.matching.actions.charge_limits import (
    limits_in_order,
    parse_limit,
    remove_charge_limit,
    set_charge_limit,
)
from reskontra.matching.actions.merge_parties import MergeOrder, merge_parties
from reskontra.matching.actions.relations import Relation, add_relation, end_relation, relations_of
from reskontra.matching.cli_relations import relation_data
from reskontra.matching.merge_data import merged_data

routes = Routes("setup", "Payers, charge limits and merging")
Ledger = Literal["customer", "vendor"]
Short = Annotated[str, Field(max_length=60)]


class RelationData(Data):
    """Who pays for whom, and when."""

    ledger: str
    payer: str
    party: str
    kind: str
    since: str | None
    to: str | None


class NewRelation(Body):
    """Numbers of one ledger; both days are included, null is without bound."""

    payer: Code
    party: Code
    kind: Literal["bill-to", "group", "factor", "pays-for"] = "pays-for"
    ledger: Ledger = "customer"
    since: Day | None = None
    to: Day | None = None


class EndRelation(Body):
    """on: the last day, today without it."""

    payer: Code
    party: Code
    ledger: Ledger = "customer"
    on: Day | None = None


class RelationsEnded(Data):
    """How many."""

    count: int


class ChargeLimitData(Data):
    """What may be kept of a payment; "" is any account, country or currency."""

    bank_account: str
    country: str
    currency: str
    max: str
    percent: str


class ChargeLimitBody(Body):
    """max: the most that may be kept; percent: of what is owed, 100 leaves the amount alone."""

    bank_account: Short = ""
    country: Annotated[str, Field(max_length=2)] = ""
    currency: Annotated[str, Field(max_length=3)] = ""
    max: Amount
    percent: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]


class LimitScope(Asked):
    """Of just this account, country and currency."""

    bank_account: Short = ""
    country: Annotated[str, Field(max_length=2)] = ""
    currency: Annotated[str, Field(max_length=3)] = ""


class MergeBody(Body):
    """number goes up in `into`; date: of the vouchers that move open entries, today without it."""

    number: Code
    into: Code
    reason: Text
    ledger: Ledger = "customer"
    date: Day | None = None
    preview: bool = False


class MergedEntry(Data):
    """An entry that was moved, by which voucher."""

    document_number: str
    currency: str
    amount: str
    voucher: str


class MergedData(Data):
    """What became of a merged customer or vendor; the old number finds the new."""

    preview: bool
    moved: list[MergedEntry]
    accounts: int
    relations: int
    lines_to_match: int


def _told(one: Relation) -> dict[str, Any]:
    told = relation_data(one)
    return {"since": told.pop("from"), **told}


@routes.get("/payer-relations", Page[RelationData])
def list_payer_relations(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List who pays for whom."""
    found = [_told(one) for one in relations_of(company=company_of(request))]
    return page_of(
        found, asked, key=lambda one: f"{one['ledger']} {one['payer']} {one['party']} {one['kind']}",
        build=lambda one: one,
    )  # fmt: skip


@routes.post("/payer-relations", RelationData, role="ACCOUNTANT", status=201)
def add_a_payer_relation(request: Call, body: NewRelation) -> dict[str, Any]:
    """Let one pay for another: its payments are looked for among both one's documents."""
    relation = Relation(body.ledger.upper(), body.payer, body.party, body.kind, body.since, body.to)
    add_relation(company=company_of(request), actor=request.auth.actor, relation=relation)
    return _told(relation)


@routes.post("/payer-relations/end", RelationsEnded, role="ACCOUNTANT")
def end_a_payer_relation(request: Call, body: EndRelation) -> dict[str, Any]:
    """End that one pays for another; what was decided stays."""
    count = end_relation(
        company=company_of(request), actor=request.auth.actor, ledger=body.ledger.upper(), payer=body.payer,
        party=body.party, last_day=body.on or today(),
    )  # fmt: skip
    return {"count": count}


@routes.get("/charge-limits", Page[ChargeLimitData])
def list_charge_limits(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List how much banks on the way may keep, in the order in which limits decide."""
    company = company_of(request)
    found = [
        {"bank_account": one.bank, "country": one.country, "currency": one.currency,
         "max": format_minor(one.max_minor, one.currency or company.currency), "percent": str(one.percent)}
        for one in limits_in_order(company=company)
    ]  # fmt: skip
    return page_of(
        found, asked, key=lambda one: f"{one['bank_account']} {one['country']} {one['currency']}",
        build=lambda one: one,
    )  # fmt: skip


@routes.put("/charge-limits", ChargeLimitData, role="ACCOUNTANT")
def set_a_charge_limit(request: Call, body: ChargeLimitBody) -> dict[str, Any]:
    """Set what may be kept of payments to an own account, from a country, in a currency, or several of them."""
    company = company_of(request)
    limit = parse_limit(
        company=company, bank=body.bank_account, country=body.country, currency=body.currency, amount=body.max,
        percent=body.percent,
    )  # fmt: skip
    set_charge_limit(company=company, actor=request.auth.actor, limit=limit)
    return {
        "bank_account": limit.bank, "country": limit.country, "currency": limit.currency,
        "max": format_minor(limit.max_minor, limit.currency or company.currency), "percent": str(limit.percent),
    }  # fmt: skip


@routes.delete("/charge-limits", role="ACCOUNTANT")
def remove_a_charge_limit(request: Call, asked: Query[LimitScope]) -> None:
    """Remove the limit of just this account, country and currency."""
    scope = (asked.bank_account, asked.country, asked.currency)
    remove_charge_limit(company=company_of(request), actor=request.auth.actor, scope=scope)


@routes.post("/party-merges", MergedData, role="ACCOUNTANT")
def merge_a_party(request: Call, body: MergeBody) -> dict[str, Any]:
    """Merge a customer or vendor into another: open entries are moved by vouchers, the old number finds the new."""
    order = MergeOrder(body.ledger.upper(), body.number, body.into, body.date or today(), body.reason)
    done = merge_parties(
        company=company_of(request), actor=request.auth.actor, order=order, is_preview=body.preview
    )  # fmt: skip
    return merged_data(done, body.preview)
