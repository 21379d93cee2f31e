"""mail setup|show|test|bounce: by which server letters are sent, and what came back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.bounces import take_bounces
from reskontra.collections.mail_setup import MailFacts, find_mail, mail_of, send_test, set_up_mail
from reskontra.companies.queries import find_company
from reskontra.formats.delivery_status import Bounce, read_bounces
from reskontra.interface.console import FormatOption, Session, command, with_named

mail = typer.Typer(no_args_is_help=True, help="By which server letters are sent, and which came back.")


@command(mail, "setup")
def setup(
    session: Session,
    sender: Annotated[str | None, typer.Option("--sender", help="The address that letters are from.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="The sender's name.")] = None,
    reply_to: Annotated[str | None, typer.Option("--reply-to", help="Where answers go.")] = None,
    server: Annotated[
        str | None, typer.Option("--server", help="smtp://user@host:587, smtps://user@host:465, file:///folder")
    ] = None,
    password_env: Annotated[
        str | None,
        typer.Option(
            "--password-env", help="The environment variable that holds the password: RESKONTRA_MAIL_ and a name."
        ),
    ] = None,
    copy: Annotated[bool | None, typer.Option("--copy/--no-copy", help="A blind copy to the sender.")] = None,
) -> None:
    """Set up what is named; the rest stays."""
    company = find_company(name=session.company_name)
    before = find_mail(company=company) or MailFacts("")
    wanted = with_named(
        before, sender=sender, sender_name=name, reply_to=reply_to, server=server, password_env=password_env,
        copies_self=copy,
    )  # fmt: skip
    set_up_mail(company=company, actor=session.actor, mail=wanted)
    session.say(_("Letters are sent from {sender} by {server}.").format(sender=wanted.sent_from, server=wanted.server))


@command(mail, "show")
def show(session: Session, format: FormatOption = "table") -> None:
    """Show how mail is set up."""
    found = mail_of(company=find_company(name=session.company_name))
    if format == "json":
        session.json(
            {
                "sender": found.sender,
                "sender_name": found.sender_name,
                "reply_to": found.reply_to,
                "server": found.server,
                "password_env": found.password_env,
                "copy": found.copies_self,
            }
        )
        return
    rows = [
        (_("Sender"), found.sent_from), (_("Answers to"), found.reply_to), (_("Server"), found.server),
        (_("Password in"), found.password_env), (_("Copy to sender"), _("yes") if found.copies_self else _("no")),
    ]  # fmt: skip
    session.table([(_("What"), False), (_("Value"), False)], rows)


@command(mail, "test")
def test(session: Session, address: Annotated[str, typer.Argument(metavar="ADDRESS")]) -> None:
    """Send a message that tries it."""
    send_test(company=find_company(name=session.company_name), actor=session.actor, address=address)
    session.say(_("A test message is on its way to {address}.").format(address=address))


@command(mail, "bounce")
def bounce(
    session: Session,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", exists=True, dir_okay=False, help="A mailbox, or one message.")
    ] = None,
    address: Annotated[str, typer.Option("--address", help="Say that mail to this address comes back.")] = "",
) -> None:
    """Take in messages that say that mail could not be delivered."""
    company = find_company(name=session.company_name)
    if bool(file) == bool(address):
        raise typer.BadParameter(_("Give a file, or --address, not both."))
    found = [Bounce(address, "", "", "")] if address else read_bounces(file.read_bytes() if file else b"")
    done = take_bounces(company=company, actor=session.actor, bounces=found, file=file.name if file else address)
    for one in done:
        if one.document:
            told = _("{document} to {customer}, {address}, came back. {reason}")
        else:
            told = _("{address}: no letter of the company. {reason}")
        values = {"document": one.document, "customer": one.customer, "address": one.address, "reason": one.reason}
        session.say(told.format(**values).strip())
