"""reminders send, and the same of finance charge memos: by e-mail, or as one PDF to print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_finance_charges import app as finance_charges
from reskontra.collections.cli_reminders import app as reminders
from reskontra.collections.kept_post import KeptOrder, KeptPost
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.print_files import PrintFiles
from reskontra.collections.sending import SendOrder, mark_sent, send_documents
from reskontra.collections.sending_queries import CHANNEL_WORDS, SENDING_WORDS, SendingLine, sendings_of
from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command, tell
from reskontra.interface.display import value
from reskontra.interface.refusals import lines

Numbers = Annotated[list[str], typer.Argument(metavar="[NUMBER]...", help="All that were not sent without.")]
PaperOption = Annotated[bool, typer.Option("--paper", help="On paper, also to those with an address.")]
PrintTo = Annotated[Path | None, typer.Option("--print-to", metavar="PDF", help="Of all to be printed.")]
AgainOption = Annotated[bool, typer.Option("--again", help="Also what went out, or may have.")]
WasSent = Annotated[bool, typer.Option("--was-sent", help="Send nothing: say that these went out.")]


def add_send(app: typer.Typer, kind: str) -> Callable[..., None]:
    """Give a noun its command to send documents of that kind."""

    @command(app, "send")
    def send(
        session: Session,
        numbers: Numbers = [],  # noqa: B006 - typer makes its own
        email: Annotated[
            bool | None, typer.Option("--email/--paper", help="Instead of each customer's own way.")
        ] = None,
        print_to: PrintTo = None,
        again: AgainOption = False,
        was_sent: WasSent = False,
    ) -> None:
        """Send what is issued: by e-mail with the letter attached, or on paper."""
        company = find_company(name=session.company_name)
        if was_sent:
            tell_marked(session, mark_sent(company=company, actor=session.actor, kind=kind, numbers=numbers))
            return
        channel = "" if email is None else "EMAIL" if email else "PRINT"
        order = SendOrder(kind, tuple(numbers), channel, again)
        write = PrintFiles(print_to) if print_to else None
        done = send_documents(company=company, actor=session.actor, order=order, write=write)
        tell_sent(session, done, write)

    return send


def send_kept(session: Session, post: KeptPost, order: KeptOrder, print_to: Path | None, was_sent: bool) -> None:
    """Send letters that are made as they go out, or say that these went out."""
    if was_sent:
        tell_marked(session, post.mark_all(order.numbers))
        return
    write = PrintFiles(print_to) if print_to else None
    tell_sent(session, post.send_all(order, write), write)


def tell_marked(session: Session, count: int) -> None:
    session.say(worded(_("{count:letter is|letters are} marked as sent."), count=count))


def tell_sent(session: Session, done: SendOutcome, files: PrintFiles | None) -> None:
    """What was sent, what waits, and what was refused. files: where the PDFs to print went."""
    for number, address in done.mailed:
        session.say(_("{document} is sent to {address}.").format(document=number, address=address))
    if done.printed:
        told = _("{count:letter is|letters are} in {file}, to be printed: {documents}.")
        documents = ", ".join(done.printed)
        session.say(worded(told, count=len(done.printed), file=files.names() if files else "", documents=documents))
    if done.to_print:
        told = _("{count:letter waits|letters wait} for paper: {documents}. Name a PDF with --print-to.")
        session.say(worded(told, count=len(done.to_print), documents=", ".join(done.to_print)))
    if done.settled:
        told = _("Not sent, since paid or on a later reminder: {documents}. Name them to send them all the same.")
        session.say(told.format(documents=", ".join(done.settled)))
    if not (done.mailed or done.printed or done.to_print or done.refused or done.settled):
        session.say(_("Nothing is to be sent."))
    if done.refused:
        tell(line for refusal in done.refused for line in lines(refusal))


add_send(reminders, "REMINDER")
add_send(finance_charges, "FINANCE_CHARGE")


@command(reminders, "sendings")
def sendings(session: Session, format: FormatOption = "table") -> None:
    """List what was sent of reminders and memos, the newest first."""
    found = sendings_of(company=find_company(name=session.company_name))
    if format == "json":
        session.json([sending_data(one) for one in found])
        return
    columns = [
        (_("Number"), False), (_("Customer"), False), (_("Way"), False), (_("Address"), False), (_("State"), False),
        (_("Begun"), False), (_("Trouble"), False),
    ]  # fmt: skip
    rows = [
        (
            one.number, one.customer, _(CHANNEL_WORDS[one.channel]), one.address, _(SENDING_WORDS[one.state]),
            value(one.made_at), one.failure,
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def sending_data(one: SendingLine) -> dict[str, object]:
    """What was sent, as data."""
    return {
        "number": one.number, "customer": one.customer, "channel": one.channel.lower(), "address": one.address,
        "state": one.state.lower(), "began_at": one.made_at.isoformat(),
        "sent_at": one.sent_at.isoformat() if one.sent_at else None, "failure": one.failure,
    }  # fmt: skip
