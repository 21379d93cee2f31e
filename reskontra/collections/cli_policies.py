"""collections policy add|change|list, run and runs: collecting by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_worklist import collecting
from reskontra.collections.policies import (
    PolicyFacts,
    find_policy,
    keep_policy,
    policies,
    read_channel,
    read_kind,
    read_steps,
)
from reskontra.collections.policy_jobs import run_in_background
from reskontra.collections.policy_runs import RunFacts, dry_run, find_run, run_due_policies, run_policy, runs
from reskontra.collections.policy_words import ITEM_WORDS, RUN_WORDS, STEP_WORDS, way_of, what_of, whom_of
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import format_minor, parse_minor
from reskontra.interface.clock import today
from reskontra.interface.console import REFUSED, FormatOption, Session, command, with_named
from reskontra.interface.display import value

policy = typer.Typer(no_args_is_help=True, help="What is sent to whom by itself, and how often.")
collecting.add_typer(policy, name="policy")

Code = Annotated[str, typer.Argument(metavar="CODE")]
Kind = Annotated[str | None, typer.Option("--kind", help="reminder, finance-charge or statement.")]
Terms = Annotated[
    list[str] | None, typer.Option("--terms", help="Reminder terms, of memos interest terms; may be repeated.")
]
Steps = Annotated[str | None, typer.Option("--steps", help="make,issue,send or some of them; statements: issue,send.")]
Channel = Annotated[str | None, typer.Option("--channel", help='email or print; "" for each customer\'s own way.')]
Every = Annotated[str | None, typer.Option("--every", help="From a run to the next: 1D, 1W, 1M.")]
Next = Annotated[datetime | None, typer.Option("--next", formats=["%Y-%m-%d"], help="The day of the next run.")]
Stops = Annotated[bool | None, typer.Option("--stop-on-error/--go-on", help="What is refused ends the run.")]
PaymentTerms = Annotated[
    list[str] | None, typer.Option("--payment-terms", help='Customers on these alone; may be repeated, "" for any.')
]
Groups = Annotated[list[str] | None, typer.Option("--posting-group", help="Customers of these groups alone.")]
Countries = Annotated[list[str] | None, typer.Option("--country", help="Customers in these countries alone.")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Customers with these languages alone.")]
Least = Annotated[str | None, typer.Option("--least", metavar="AMOUNT", help="Customers who owe so much overdue.")]


def policy_wanted(
    before: PolicyFacts,
    following: datetime | None,
    texts: dict[str, str | None],
    chosen: dict[str, tuple[str, ...]],
    **named: object,
) -> PolicyFacts:
    """The policy with what is named in place of what was.

    texts: of kind, steps and channel; chosen: columns of Chosen that are named. None leaves what is.

    refuses   what read_kind(), read_steps() and read_channel() refuse
    """
    found: dict[str, object] = {
        name: read(text)
        for name, read in (("kind", read_kind), ("steps", read_steps), ("channel", read_channel))
        if (text := texts[name]) is not None
    }
    return with_named(
        before, next_date=following.date() if following else None, chosen=replace(before.chosen, **chosen), **found,
        **named,
    )  # fmt: skip


@command(policy, "add")
def add(  # noqa: PLR0913 - one option for each thing that a policy says
    session: Session,
    code: Code,
    kind: Kind = None,
    terms: Terms = None,
    steps: Steps = None,
    channel: Channel = None,
    every: Every = None,
    following: Next = None,
    stops: Stops = None,
    payment_terms: PaymentTerms = None,
    posting_group: Groups = None,
    country: Countries = None,
    language: Languages = None,
    least: Least = None,
) -> None:
    """Add a policy; without more it drafts reminders of everybody on its terms every day from today."""
    company = find_company(name=session.company_name)
    first = "issue" if kind and read_kind(kind) == "STATEMENT" else "make"
    before = PolicyFacts(code, tuple(terms or ()), (first,), "1D", today())
    wanted = policy_wanted(
        before, following, {"kind": kind, "steps": steps, "channel": channel},
        chosen_of(payment_terms, posting_group, country, language), every=every, stops_on_error=stops,
        least_minor=_least(company, least),
    )  # fmt: skip
    keep_policy(company=company, actor=session.actor, policy=wanted, is_new=True)
    session.say(_told(wanted))


@command(policy, "change")
def change(  # noqa: PLR0913 - one option for each thing that may be changed
    session: Session,
    code: Code,
    kind: Kind = None,
    terms: Terms = None,
    steps: Steps = None,
    channel: Channel = None,
    every: Every = None,
    following: Next = None,
    stops: Stops = None,
    payment_terms: PaymentTerms = None,
    posting_group: Groups = None,
    country: Countries = None,
    language: Languages = None,
    least: Least = None,
    enabled: Annotated[bool | None, typer.Option("--on/--off", help="Whether it is run.")] = None,
) -> None:
    """Change what is named of a policy; the rest stays."""
    company = find_company(name=session.company_name)
    wanted = policy_wanted(
        find_policy(company=company, code=code), following, {"kind": kind, "steps": steps, "channel": channel},
        chosen_of(payment_terms, posting_group, country, language), every=every, stops_on_error=stops,
        terms=tuple(filter(None, terms)) if terms else None, is_enabled=enabled, least_minor=_least(company, least),
    )  # fmt: skip
    keep_policy(company=company, actor=session.actor, policy=wanted, is_new=False)
    session.say(_told(wanted))


def chosen_of(*codes: list[str] | None) -> dict[str, tuple[str, ...]]:
    """Columns of Chosen that are named: payment terms, posting groups, countries, languages."""
    names = ("payment_terms", "posting_groups", "countries", "languages")
    return {name: tuple(filter(None, given)) for name, given in zip(names, codes, strict=True) if given is not None}


def _least(company: CompanyFacts, text: str | None) -> int | None:
    return None if text is None else parse_minor(text or "0", company.currency)


def _told(one: PolicyFacts) -> str:
    if not one.is_enabled:
        return _("Policy {policy} is off.").format(policy=one.code)
    told = _("Policy {policy}: {steps} of {what}, every {every}, next on {day}.")
    return told.format(
        policy=one.code, steps=", ".join(_steps(one)), what=what_of(one), every=one.every,
        day=one.next_date.isoformat(),
    )  # fmt: skip


def _steps(one: PolicyFacts) -> list[str]:
    return [_(STEP_WORDS[step.upper()]).lower() for step in one.steps]


@command(policy, "list")
def list_policies(session: Session, format: FormatOption = "table") -> None:
    """List policies."""
    company = find_company(name=session.company_name)
    found = policies(company=company)
    if format == "json":
        session.json([policy_data(one, company.currency) for one in found])
        return
    columns = [
        (_("Code"), False), (_("What"), False), (_("Customers"), False), (_("Steps"), False), (_("Way"), False),
        (_("Every"), False), (_("Next run"), False),
    ]  # fmt: skip
    rows = [
        (
            one.code, what_of(one), whom_of(one, company.currency), ", ".join(_steps(one)), way_of(one), one.every,
            one.next_date.isoformat() if one.is_enabled else _("off"),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def policy_data(one: PolicyFacts, currency: str) -> dict[str, object]:
    """A policy as data."""
    return {
        "code": one.code, "kind": one.kind.lower(), "terms": list(one.terms), "steps": list(one.steps),
        "every": one.every, "next_date": one.next_date.isoformat(), "stop_on_error": one.stops_on_error,
        "enabled": one.is_enabled, "channel": one.channel.lower(), "payment_terms": list(one.chosen.payment_terms),
        "posting_groups": list(one.chosen.posting_groups), "countries": list(one.chosen.countries),
        "languages": list(one.chosen.languages), "least": format_minor(one.least_minor, currency),
    }  # fmt: skip


@command(collecting, "run")
def run(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="All that are due without.")] = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Tell what it would do; do nothing.")] = False,
    takes_over: Annotated[bool, typer.Option("--take-over", help="One that says it runs was ended.")] = False,
    in_background: Annotated[
        bool, typer.Option("--background", help="Leave it to the worker; the start page tells how far it is.")
    ] = False,
) -> None:
    """Run a policy now, or all that are due. Ends with 1 where something was refused."""
    company = find_company(name=session.company_name)
    if in_background:
        if not code or takes_over:
            raise typer.BadParameter(_("--background is of one policy, and takes over no other run."))
        job = run_in_background(company=company, actor=session.actor, code=code, is_dry=dry)
        session.say(_("Job {job} waits for the worker.").format(job=job))
        return
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
        session.json([run_data(one, bool(number)) for one in found])
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


def run_data(one: RunFacts, with_items: bool) -> dict[str, object]:
    """A run as data, with all it did or without."""
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
