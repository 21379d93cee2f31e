"""letters list|print: reminders and memos that are issued and wait for paper, as one PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_sending import tell_sent
from reskontra.collections.print_files import PrintFiles
from reskontra.collections.sending import SendOrder, send_documents
from reskontra.collections.sending_queries import CHANNEL_WORDS, KIND_WORDS, SENDING_WORDS, ToSend, to_send
from reskontra.companies.queries import find_company
from reskontra.interface.console import FormatOption, Session, command

letters = typer.Typer(no_args_is_help=True, help="Reminders and memos that wait to be sent, of both kinds at once.")


@command(letters, "list")
def list_(session: Session, format: FormatOption = "table") -> None:
    """List what is issued and was not sent: which way it goes, and what is in the way."""
    company = find_company(name=session.company_name)
    found = [one for one in to_send(company=company, kind="") if one.was_not_sent]
    if format == "json":
        session.json([waiting_data(one) for one in found])
        return
    columns = [
        (_("Number"), False), (_("Type"), False), (_("Customer"), False), (_("Way"), False), (_("Address"), False),
        (_("State"), False),
    ]  # fmt: skip
    rows = [
        (
            one.document.number, _(KIND_WORDS[one.document.kind]), one.card.name if one.card else "–",
            _(CHANNEL_WORDS[one.channel]), one.address if one.channel == "EMAIL" else "",
            _(SENDING_WORDS[one.state]) if one.last else _("To be sent"),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(letters, "print")
def print_(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="PDF", help="To be written.")],
    all_: Annotated[bool, typer.Option("--all", help="Also what would go by e-mail.")] = False,
) -> None:
    """Write one PDF of all that go on paper and were not sent, for the printer; they count as sent then."""
    company = find_company(name=session.company_name)
    order = SendOrder("", channel="PRINT") if all_ else SendOrder("", only="PRINT")
    files = PrintFiles(file)
    done = send_documents(company=company, actor=session.actor, order=order, write=files)
    tell_sent(session, done, files)


def waiting_data(one: ToSend) -> dict[str, object]:
    """A letter that waits, as data."""
    return {
        "number": one.document.number, "kind": one.document.kind.lower(),
        "customer": one.card.number if one.card else None, "channel": one.channel.lower(), "address": one.address,
        "state": one.state.lower(), "is_settled": one.is_settled,
    }  # fmt: skip
