"""policies: collecting by itself; their runs, and what these did."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Any, Literal

from ninja import Query
from ninja.responses import Status
from pydantic import Field

from reskontra.collections.cli_policies import chosen_of, policy_data, policy_wanted, run_data
from reskontra.collections.policies import PolicyFacts, find_policy, keep_policy, policies
from reskontra.collections.policy_jobs import run_in_background
from reskontra.collections.policy_runs import find_run, runs
from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import parse_minor
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Page, Paged
from reskontra.interface.clock import today

routes = Routes("collections", "Policies")
Kind = Literal["reminder", "finance-charge", "statement"]
Codes = Annotated[list[Code], Field(max_length=1000)]
Steps = Annotated[list[Literal["make", "issue", "send"]], Field(min_length=1, max_length=3)]
Formula = Annotated[str, Field(max_length=40, examples=["1W"])]


class PolicyData(Data):
    """What is sent to whom by itself, and how often; least: overdue, in local currency."""

    code: str
    kind: str
    terms: list[str]
    steps: list[str]
    every: str
    next_date: str
    stop_on_error: bool
    enabled: bool
    channel: str
    payment_terms: list[str]
    posting_groups: list[str]
    countries: list[str]
    languages: list[str]
    least: str


class PolicyChange(Body):
    """null leaves what is there. terms: of reminders or of memos; an empty list of whom is anybody."""

    terms: Codes | None = None
    steps: Steps | None = None
    channel: Literal["", "email", "print"] | None = None
    every: Formula | None = None
    next_date: Day | None = None
    stop_on_error: bool | None = None
    enabled: bool | None = None
    payment_terms: Codes | None = None
    posting_groups: Codes | None = None
    countries: Codes | None = None
    languages: Codes | None = None
    least: Amount | None = None


class NewPolicy(PolicyChange):
    """Without more it drafts reminders of everybody on its terms every day from today."""

    code: Code
    kind: Kind = "reminder"


class RunBody(Body):
    """trial: tell what it would do; do nothing."""

    trial: bool = False


class PolicyRunItem(Data):
    """What was done, held back or refused, and why."""

    step: str
    outcome: str
    customer: str
    document: str
    told: str


class PolicyRunData(Data):
    """state: running, done, failed, or crashed where it was ended from outside."""

    number: int
    policy: str
    state: str
    started_at: str
    finished_at: str | None
    made: int
    issued: int
    sent: int


class PolicyRunWhole(PolicyRunData):
    """A run with all that it did."""

    items: list[PolicyRunItem]


def _wanted(company: CompanyFacts, before: PolicyFacts, body: PolicyChange, kind: str | None = None) -> PolicyFacts:
    return policy_wanted(
        before, datetime.combine(body.next_date, time()) if body.next_date else None,
        {"kind": kind, "steps": ",".join(body.steps) if body.steps else None, "channel": body.channel},
        chosen_of(body.payment_terms, body.posting_groups, body.countries, body.languages),
        every=body.every, stops_on_error=body.stop_on_error, is_enabled=body.enabled,
        terms=None if body.terms is None else tuple(body.terms),
        least_minor=None if body.least is None else parse_minor(body.least, company.currency),
    )  # fmt: skip


@routes.get("/policies", Page[PolicyData])
def list_the_policies(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List what is sent to whom by itself, and how often."""
    company = company_of(request)
    return page_of(
        policies(company=company), asked, key=lambda one: one.code,
        build=lambda one: policy_data(one, company.currency),
    )  # fmt: skip


@routes.post("/policies", PolicyData, role="ACCOUNTANT", status=201)
def add_a_policy(request: Call, body: NewPolicy) -> dict[str, Any]:
    """Add a policy, which is run by itself from its first day on."""
    company = company_of(request)
    before = PolicyFacts(body.code, (), ("issue" if body.kind == "statement" else "make",), "1D", today())
    wanted = _wanted(company, before, body, body.kind)
    keep_policy(company=company, actor=request.auth.actor, policy=wanted, is_new=True)
    return policy_data(find_policy(company=company, code=body.code), company.currency)


@routes.get("/policies/{code}", PolicyData)
def show_a_policy(request: Call, code: str) -> dict[str, Any]:
    """Show what a policy sends to whom."""
    company = company_of(request)
    return policy_data(find_policy(company=company, code=code), company.currency)


@routes.patch("/policies/{code}", PolicyData, role="ACCOUNTANT")
def change_a_policy(request: Call, code: str, body: PolicyChange) -> dict[str, Any]:
    """Change what is named of a policy, or turn it off; the rest stays."""
    company = company_of(request)
    wanted = _wanted(company, find_policy(company=company, code=code), body)
    keep_policy(company=company, actor=request.auth.actor, policy=wanted, is_new=False)
    return policy_data(find_policy(company=company, code=code), company.currency)


@routes.post("/policies/{code}/run", JobData, role="ACCOUNTANT", status=202)
def run_a_policy(request: Call, code: str, body: RunBody) -> Status[dict[str, Any]]:
    """Run a policy now, or try what it would do; the job tells how far it is."""
    number = run_in_background(
        company=company_of(request), actor=request.auth.actor, code=code, is_dry=body.trial
    )  # fmt: skip
    return under_way(request, number)


@routes.get("/policy-runs", Page[PolicyRunData])
def list_policy_runs(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List what policies did, the newest run first."""
    return page_of(
        runs(company=company_of(request)), asked, key=lambda one: str(one.number),
        build=lambda one: run_data(one, with_items=False),
    )  # fmt: skip


@routes.get("/policy-runs/{key:number}", PolicyRunWhole)
def show_policy_run(request: Call, number: int) -> dict[str, Any]:
    """Show all that a run of a policy made, issued, sent, held back and was refused."""
    return run_data(find_run(company=company_of(request), number=number), with_items=True)
