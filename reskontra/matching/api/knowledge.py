"""rules, text mappings and learned facts: what automatic application knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.rulebook import Rulebook, read_rulebook, write_rulebook
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Data, Day, LongText, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.actions.facts import FactChange, WantedFact, add_fact, edit_fact, revoke_fact
from reskontra.matching.actions.mappings import add_mapping, mappings_of, remove_mapping, wanted_mapping
from reskontra.matching.cli_facts import decided_data, fact_data, taught_data
from reskontra.matching.cli_mappings import caught_data, mapping_data
from reskontra.matching.cli_try import tried_data
from reskontra.matching.fact_views import KINDS, decided_by, find_fact, history_of, list_facts
from reskontra.matching.preview import caught_lines
from reskontra.matching.setup import restore_rules, rules_of, set_rulebook, settings_of
from reskontra.matching.tried_words import grouped
from reskontra.matching.trying import try_rulebook

routes = Routes("setup", "Rules, mappings and facts")
Conditions = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50)]
Account = Annotated[str, Field(min_length=1, max_length=60, examples=["gl:6570"])]
Direction = Literal["", "in", "out"]


class RuleData(Data):
    """A row of the rule table: what of a payment has to fit."""

    rule: str
    score: int
    party: str
    document: str
    amount: str
    direct_debit: str


class RulebookData(Data):
    """Rules, thresholds and charge limits as a file in TOML."""

    toml: str


class RulebookBody(Body):
    """A file in TOML, as `GET /rulebook` gives it, changed; what it leaves out stays as it is."""

    toml: Annotated[str, Field(min_length=1, max_length=1_000_000)]


class RulebookSet(Data):
    """How many rows of the file were taken."""

    rules: int
    charge_limits: int
    thresholds: int


class RulesTry(RulebookBody):
    """Payments of this day and later."""

    since: Day


class RulesTried(Data):
    """What the file would have gained, lost and got wrong, beside the rules now."""

    since: str
    lines: int
    now: dict[str, int]
    then: dict[str, int]


class RulesRestored(Data):
    """How many rules there are."""

    count: int


class MappingData(Data):
    """A text on the statement that means an account."""

    number: int
    priority: int
    text: str
    direction: str
    account: str
    conditions: list[str]
    splits: list[str]


class NewMapping(Body):
    """account: gl:6570, customer:C1 or vendor:V1; conditions as amount=100..500; splits as gl:2641=20%."""

    text: Annotated[str, Field(max_length=250)]
    account: Account
    direction: Direction = ""
    priority: Annotated[int, Field(ge=1, le=9999)] = 100
    conditions: Conditions = []
    splits: Conditions = []


class MappingTry(Body):
    """since: a year ago without it."""

    text: Annotated[str, Field(max_length=250)]
    account: Account
    direction: Direction = ""
    conditions: Conditions = []
    since: Day | None = None


class CaughtLine(Data):
    """A line that the mapping would have caught, and what it was put on."""

    journal: str
    line: int
    date: str
    amount: str
    currency: str
    text: str
    state: str
    accounts: list[str]
    agrees: bool


class CaughtLines(Data):
    """All of them."""

    items: list[CaughtLine]


class FactData(Data):
    """What people's decisions taught. worth: certain, strong, weak or none."""

    number: int
    kind: str
    written: str
    value: str
    direction: str
    means: str
    name: str
    worth: str
    confirmed: bool
    note: str
    last: str
    created_by: str
    created_at: str
    revoked_at: str | None
    revoked_by: str | None
    revoked_reason: str | None


class FactLine(Data):
    """A line that a fact decided, or that taught it."""

    journal: str
    line: int
    date: str
    amount: str
    currency: str
    state: str
    applied: list[str]


class FactWhole(FactData):
    """With the decisions that taught it, and the lines it decided."""

    history: list[FactLine]
    decided: list[FactLine]


class FactsAsked(Paged):
    """of: those that mean this party or account alone."""

    kind: Literal["", "account", "name", "text", "pays-for"] = ""
    of: Annotated[str, Field(max_length=60)] = ""
    with_revoked: bool = False


class NewFact(Body):
    """A name is another name by which a customer or vendor pays: `party alias`."""

    kind: Literal["account", "name", "text", "pays-for"]
    value: Annotated[str, Field(min_length=1, max_length=250)]
    means: Account
    direction: Direction = ""
    note: LongText = ""


class FactEdit(Body):
    """null leaves what is there. restore: one that was revoked holds again."""

    means: Account | None = None
    note: LongText | None = None
    confirmed: bool | None = None
    restore: bool = False


class FactRevoke(Body):
    """Why; kept with the fact."""

    reason: Text = ""


class FactRevoked(Data):
    """The lines that it decided; they stay until somebody matches, unapplies or reverses them."""

    decided: list[FactLine]


def _read(company: CompanyFacts, toml: str) -> Rulebook:
    return read_rulebook(toml.encode(), file="toml", currency=company.currency)


@routes.get("/rules", Page[RuleData])
def list_rules(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the rules of automatic application, the strongest first."""
    found = sorted(rules_of(company=company_of(request)), key=lambda one: -one.score)
    told = [
        {"rule": one.name, "score": one.score,
         **{name: str(getattr(one, name).value).lower() for name in ("party", "document", "amount", "direct_debit")}}
        for one in found
    ]  # fmt: skip
    return page_of(told, asked, key=lambda one: str(one["rule"]), build=lambda one: one)


@routes.post("/rules/restore", RulesRestored, role="ACCOUNTANT")
def restore_the_rules(request: Call) -> dict[str, Any]:
    """Restore the rules that companies begin with."""
    return {"count": restore_rules(company=company_of(request), actor=request.auth.actor)}


@routes.get("/rulebook", RulebookData)
def show_rulebook(request: Call) -> dict[str, Any]:
    """Show rules, thresholds and charge limits as a file to change."""
    company = company_of(request)
    settings = settings_of(company=company, banks=bank_accounts(company=company))
    return {
        "toml": write_rulebook(rules=rules_of(company=company), settings=settings, currency=company.currency)
    }  # fmt: skip


@routes.put("/rulebook", RulebookSet, role="ACCOUNTANT")
def set_the_rulebook(request: Call, body: RulebookBody) -> dict[str, Any]:
    """Take rules, thresholds and charge limits from a file; what it leaves out stays as it is."""
    company = company_of(request)
    book = _read(company, body.toml)
    set_rulebook(company=company, actor=request.auth.actor, book=book)
    return {
        "rules": len(book.rules or ()), "charge_limits": len(book.charge_limits or ()),
        "thresholds": len(book.thresholds or ()),
    }  # fmt: skip


@routes.post("/rulebook/try", RulesTried, role="ACCOUNTANT")
def try_the_rulebook(request: Call, body: RulesTry) -> dict[str, Any]:
    """Try other rules on payments accepted or posted before: what they gain, lose, and get wrong; nothing changes."""
    company = company_of(request)
    tried = try_rulebook(company=company, book=_read(company, body.toml), since=body.since)
    return tried_data(body.since, tried, grouped(tried))


@routes.get("/mappings", Page[MappingData])
def list_text_mappings(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the texts that mean an account, the strongest first."""
    company = company_of(request)
    found = mappings_of(company=company)
    return page_of(found, asked, key=lambda one: str(one.number), build=lambda one: mapping_data(company, one))


@routes.post("/mappings", MappingData, role="ACCOUNTANT", status=201)
def add_a_text_mapping(request: Call, body: NewMapping) -> dict[str, Any]:
    """Let a text mean an account from now on; lines with it are ready at the next match."""
    company = company_of(request)
    wanted = wanted_mapping(
        company=company, text=body.text, account=body.account, direction=body.direction, priority=body.priority,
        conditions=body.conditions, splits=body.splits,
    )  # fmt: skip
    return mapping_data(company, add_mapping(company=company, actor=request.auth.actor, mapping=wanted))


@routes.post("/mappings/try", CaughtLines, role="ACCOUNTANT")
def try_a_text_mapping(request: Call, body: MappingTry) -> dict[str, Any]:
    """Show which lines a mapping would have caught, and what they were put on; nothing is stored."""
    company = company_of(request)
    wanted = wanted_mapping(
        company=company, text=body.text, account=body.account, direction=body.direction, conditions=body.conditions
    )  # fmt: skip
    since = body.since or today() - timedelta(days=365)
    return {"items": [caught_data(one) for one in caught_lines(company=company, mapping=wanted, since=since)]}


@routes.delete("/mappings/{key:number}", role="ACCOUNTANT")
def remove_a_text_mapping(request: Call, number: int) -> None:
    """Take a text mapping away."""
    remove_mapping(company=company_of(request), actor=request.auth.actor, number=number)


@routes.get("/facts", Page[FactData])
def list_learned_facts(request: Call, asked: Query[FactsAsked]) -> dict[str, Any]:
    """List what people's decisions taught, with what it counts for."""
    found = list_facts(
        company=company_of(request), kind=KINDS.get(asked.kind, ""), means=asked.of, with_revoked=asked.with_revoked
    )
    return page_of(found, asked, key=lambda one: str(one.fact.number), build=fact_data)


@routes.post("/facts", FactData, role="ACCOUNTANT", status=201)
def add_a_fact(request: Call, body: NewFact) -> dict[str, Any]:
    """Say that an account, name, text or payer means a customer, a vendor or a G/L account."""
    wanted = WantedFact(body.kind, body.value, body.means, body.direction, body.note)
    return fact_data(add_fact(company=company_of(request), actor=request.auth.actor, wanted=wanted))


@routes.get("/facts/{key:number}", FactWhole)
def show_a_fact(request: Call, number: int) -> dict[str, Any]:
    """Show a fact with the decisions that taught it, and the lines it decided."""
    company = company_of(request)
    view = find_fact(company=company, number=number)
    return {
        **fact_data(view), "history": [taught_data(one) for one in history_of(company=company, fact_id=view.id)],
        "decided": [decided_data(one) for one in decided_by(company=company, fact_id=view.id)],
    }  # fmt: skip


@routes.patch("/facts/{key:number}", FactData, role="ACCOUNTANT")
def edit_a_fact(request: Call, number: int, body: FactEdit) -> dict[str, Any]:
    """Change what a fact means, its note, or whether a person stands by it."""
    change = FactChange(
        means=body.means, note=body.note, is_confirmed=body.confirmed, restores=body.restore
    )  # fmt: skip
    return fact_data(edit_fact(company=company_of(request), actor=request.auth.actor, number=number, change=change))


@routes.post("/facts/{key:number}/revoke", FactRevoked, role="ACCOUNTANT")
def revoke_a_fact(request: Call, number: int, body: FactRevoke) -> dict[str, Any]:
    """Take a fact back, and tell what it decided."""
    done = revoke_fact(company=company_of(request), actor=request.auth.actor, number=number, reason=body.reason)
    return {"decided": [decided_data(one) for one in done]}
