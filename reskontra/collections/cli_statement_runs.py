"""statement-runs list|show|send: statements of account that were issued, and how they went out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_sending import tell_sent
from reskontra.collections.print_files import PrintFiles
from reskontra.collections.sending_queries import CHANNEL_WORDS, SENDING_WORDS
from reskontra.collections.statement_runs import RunFacts, runs
from reskontra.collections.statement_sending import StatementOrder, mark_statements_sent, send_statements
from reskontra.collections.statement_sending_queries import StatementToSend, statements_to_send
from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value

statement_runs = typer.Typer(no_args_is_help=True, help="Statements of account that were issued, and sending them.")
Number = Annotated[int, typer.Argument(metavar="RUN", help="The number of the run.")]


@command(statement_runs, "list")
def list_(session: Session, format: FormatOption = "table") -> None:
    """List the runs, the latest first."""
    found = runs(company=find_company(name=session.company_name))
    if format == "json":
        session.json([statement_run_data(one) for one in found])
        return
    columns = [
        (_("Run"), True), (_("From"), False), (_("To"), False), (_("Statements"), True), (_("Issued"), False),
        (_("By"), False),
    ]  # fmt: skip
    rows = [
        (str(one.number), value(one.start), value(one.end), value(one.statements), value(one.made_at), one.made_by)
        for one in found
    ]
    session.table(columns, rows)


@command(statement_runs, "show")
def show(session: Session, run: Number, format: FormatOption = "table") -> None:
    """List the statements of a run: to whom, which way, and whether they went out."""
    found = statements_to_send(company=find_company(name=session.company_name), run=run)
    if format == "json":
        session.json([to_send_data(one) for one in found])
        return
    columns = [
        (_("Customer"), False), (_("Name"), False), (_("Number"), True), (_("Way"), False), (_("Address"), False),
        (_("State"), False), (_("Sent"), False), (_("Trouble"), False),
    ]  # fmt: skip
    session.table(columns, [_row(one) for one in found])


def _row(one: StatementToSend) -> tuple[str, ...]:
    last = one.last
    return (
        one.statement.customer, one.statement.name, str(one.statement.number),
        _(CHANNEL_WORDS[last.channel if last else one.channel]),
        last.address if last else one.address if one.channel == "EMAIL" else "",
        _(SENDING_WORDS[last.state]) if last else _("To be sent"),
        value(last.sent_at) if last and last.sent_at else "", last.failure if last else "",
    )  # fmt: skip


def statement_run_data(one: RunFacts) -> dict[str, object]:
    """A run as data."""
    return {
        "number": one.number, "from": one.start.isoformat(), "to": one.end.isoformat(), "statements": one.statements,
        "made_at": one.made_at.isoformat(), "made_by": one.made_by,
    }  # fmt: skip


def to_send_data(one: StatementToSend) -> dict[str, object]:
    """A statement of a run as data: which way it goes, and whether it went."""
    last = one.last
    return {
        "customer": one.statement.customer,
        "number": one.statement.number,
        "channel": (last.channel if last else one.channel).lower(),
        "address": last.address if last else one.address,
        "state": last.state.lower() if last else "",
        "sent_at": last.sent_at.isoformat() if last and last.sent_at else None,
        "failure": last.failure if last else "",
    }


@command(statement_runs, "send")
def send(
    session: Session,
    run: Number,
    customers: Annotated[
        list[str], typer.Argument(metavar="[CUSTOMER]...", help="All whose statement was not sent without.")
    ] = [],  # noqa: B006 - typer makes its own
    paper: Annotated[bool, typer.Option("--paper", help="On paper, also to those with an address.")] = False,
    print_to: Annotated[Path | None, typer.Option("--print-to", metavar="PDF", help="Of all to be printed.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what went out, or may have.")] = False,
    was_sent: Annotated[bool, typer.Option("--was-sent", help="Send nothing: say that these went out.")] = False,
) -> None:
    """Send the statements of a run: by e-mail, and on paper to customers without an address."""
    company = find_company(name=session.company_name)
    if was_sent:
        count = mark_statements_sent(company=company, actor=session.actor, run=run, customers=customers)
        session.say(worded(_("{count:letter is|letters are} marked as sent."), count=count))
        return
    order = StatementOrder(run, tuple(customers), "PRINT" if paper else "", is_again=again)
    write = PrintFiles(print_to) if print_to else None
    with session.progress(_("Statements of account")) as on_progress:
        done = send_statements(company=company, actor=session.actor, order=order, write=write, on_progress=on_progress)
    tell_sent(session, done, write)
