"""collections policy add|change|list, run and runs: collecting by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_worklist import collecting
from reskontra.collections.policies import PolicyFacts, find_policy, keep_policy, policies, read_steps
from reskontra.collections.policy_runs import RunFacts, dry_run, find_run, run_due_policies, run_policy, runs
from reskontra.collections.policy_words import ITEM_WORDS, RUN_WORDS, STEP_WORDS
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.interface.clock import today
from reskontra.interface.console import REFUSED, FormatOption, Session, command, with_named
from reskontra.interface.display import value

policy = typer.Typer(no_args_is_help=True, help="Which terms are collected by themselves, and how often.")
collecting.add_typer(policy, name="policy")

Code = Annotated[str, typer.Argument(metavar="CODE")]
Terms = Annotated[list[str] | None, typer.Option("--terms", help="Reminder terms; may be repeated.")]
Steps = Annotated[str | None, typer.Option("--steps", help="make,issue,send or some of them.")]
Every = Annotated[str | None, typer.Option("--every", help="From a run to the next: 1D, 1W, 1M.")]
Next = Annotated[datetime | None, typer.Option("--next", formats=["%Y-%m-%d"], help="The day of the next run.")]
Stops = Annotated[bool | None, typer.Option("--stop-on-error/--go-on", help="What is refused ends the run.")]


def _wanted(before: PolicyFacts, steps: str | None, following: datetime | None, **named: object) -> PolicyFacts:
    """refuses   what read_steps() refuses"""
    listed = read_steps(steps) if steps is not None else None
    return with_named(before, steps=listed, next_date=following.date() if following else None, **named)


@command(policy, "add")
def add(
    session: Session,
    code: Code,
    terms: Terms = None,
    steps: Steps = None,
    every: Every = None,
    following: Next = None,
    stops: Stops = None,
) -> None:
    """Add a policy; without more it drafts reminders every day from today."""
    company = find_company(name=session.company_name)
    before = PolicyFacts(code, tuple(terms or ()), ("make",), "1D", today())
    wanted = _wanted(before, steps, following, every=every, stops_on_error=stops)
    keep_policy(company=company, actor=session.actor, policy=wanted, is_new=True)
    session.say(_told(wanted))


@command(policy, "change")
def change(  # noqa: PLR0913 - one option for each thing that may be changed
    session: Session,
    code: Code,
    terms: Terms = None,
    steps: Steps = None,
    every: Every = None,
    following: Next = None,
    stops: Stops = None,
    enabled: Annotated[bool | None, typer.Option("--on/--off", help="Whether it is run.")] = None,
) -> None:
    """Change what is named of a policy; the rest stays."""
    company = find_company(name=session.company_name)
    wanted = _wanted(
        find_policy(company=company, code=code), steps, following, every=every, stops_on_error=stops,
        terms=tuple(terms) if terms else None, is_enabled=enabled,
    )  # fmt: skip
    keep_policy(company=company, actor=session.actor, policy=wanted, is_new=False)
    session.say(_told(wanted))


def _told(one: PolicyFacts) -> str:
    if not one.is_enabled:
        return _("Policy {policy} is off.").format(policy=one.code)
    told = _("Policy {policy}: {steps} of {terms}, every {every}, next on {day}.")
    steps = ", ".join(_steps(one))
    return told.format(
        policy=one.code, steps=steps, terms=", ".join(one.terms), every=one.every, day=one.next_date.isoformat()
    )


def _steps(one: PolicyFacts) -> list[str]:
    return [_(STEP_WORDS[step.upper()]).lower() for step in one.steps]


@command(policy, "list")
def list_policies(session: Session, format: FormatOption = "table") -> None:
    """List policies."""
    found = policies(company=find_company(name=session.company_name))
    if format == "json":
        session.json(
            [
                {
                    "code": one.code,
                    "terms": list(one.terms),
                    "steps": list(one.steps),
                    "every": one.every,
                    "next_date": one.next_date.isoformat(),
                    "stop_on_error": one.stops_on_error,
                    "enabled": one.is_enabled,
                }
                for one in found
            ]
        )
        return
    columns = [
        (_("Code"), False), (_("Terms"), False), (_("Steps"), False), (_("Every"), False), (_("Next run"), False),
    ]  # fmt: skip
    rows = [
        (
            one.code, ", ".join(one.terms), ", ".join(_steps(one)), one.every,
            one.next_date.isoformat() if one.is_enabled else _("off"),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(collecting, "run")
def run(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="All that are due without.")] = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Tell what it would do; do nothing.")] = False,
    takes_over: Annotated[bool, typer.Option("--take-over", help="One that says it runs was ended.")] = False,
) -> None:
    """Run a policy now, or all that are due. Ends with 1 where something was refused."""
    company = find_company(name=session.company_name)
    if not code:
        done = run_due_policies(company=company, actor=session.actor, today=today())
        if not done:
            session.say(_("No policy is due."))
    elif dry:
        done = [dry_run(company=company, actor=session.actor, code=code, today=today())]
    else:
        done = [run_policy(company=company, actor=session.actor, code=code, today=today(), takes_over=takes_over)]
    if tell_policy_runs(session, company, done):
        raise typer.Exit(REFUSED)


def tell_policy_runs(session: Session, company: CompanyFacts, done: list[RunFacts]) -> bool:
    """What runs did, and whether there was trouble."""
    for one in done:
        made, issued, sent = (one.count(step) for step in ("MAKE", "ISSUE", "SEND"))
        told = _("Policy {policy}: {made} drafted, {issued} issued, {sent} sent, {held} held back, {refused} refused.")
        held = sum(item.outcome == "HELD" for item in one.items)
        refused = sum(item.outcome == "REFUSED" for item in one.items)
        session.say(told.format(policy=one.policy, made=made, issued=issued, sent=sent, held=held, refused=refused))
        for item in one.items:
            if item.outcome != "DONE":
                what = " ".join(part for part in (item.customer, item.document, item.told) if part)
                session.say(f"{_(STEP_WORDS[item.step])}, {_(ITEM_WORDS[item.outcome]).lower()}: {what}")
        if not one.number:
            session.say(_("A preview: nothing was stored."))
    return any(one.is_troubled for one in done)


@command(collecting, "runs")
def list_runs(
    session: Session,
    number: Annotated[int, typer.Argument(metavar="[NUMBER]", min=0, help="Of one, with all it did.")] = 0,
    format: FormatOption = "table",
) -> None:
    """List what policies did, the newest run first."""
    company = find_company(name=session.company_name)
    found = [find_run(company=company, number=number)] if number else runs(company=company)
    if format == "json":
        session.json([_data(one, bool(number)) for one in found])
        return
    if number:
        columns = [
            (_("Step"), False), (_("Outcome"), False), (_("Customer"), False), (_("Document"), False),
            (_("Why"), False),
        ]  # fmt: skip
        session.table(
            columns,
            [
                (_(STEP_WORDS[one.step]), _(ITEM_WORDS[one.outcome]), one.customer, one.document, one.told)
                for one in found[0].items
            ],
        )
        return
    columns = [
        (_("Run"), True), (_("Policy"), False), (_("Begun"), False), (_("State"), False), (_("Drafted"), True),
        (_("Issued"), True), (_("Sent"), True), (_("Refused"), True),
    ]  # fmt: skip
    rows = [
        (
            str(one.number), one.policy, value(one.started_at), _(RUN_WORDS[one.state]), str(one.count("MAKE")),
            str(one.count("ISSUE")), str(one.count("SEND")), str(sum(i.outcome == "REFUSED" for i in one.items)),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def _data(one: RunFacts, with_items: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "number": one.number,
        "policy": one.policy,
        "state": one.state.lower(),
        "started_at": one.started_at.isoformat(),
        "finished_at": one.finished_at.isoformat() if one.finished_at else None,
        "made": one.count("MAKE"),
        "issued": one.count("ISSUE"),
        "sent": one.count("SEND"),
    }
    if with_items:
        data["items"] = [item._asdict() for item in one.items]
    return data
