"""statement import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.actions.import_statement import import_statement
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.interface.display import value
from reskontra.interface.files import opened

statement = typer.Typer(no_args_is_help=True, help="Bank statements.")


@command(statement, "import")
def import_file(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The bank's file.")],
    bank_account: Annotated[
        str, typer.Option(metavar="NO", help="The own account, where the file does not tell.")
    ] = "",
    format: Annotated[str, typer.Option(help="auto, or the format the file must have.")] = "auto",
    override: Annotated[list[str] | None, typer.Option(help="A doubt that does not count; repeatable.")] = None,
    reason: Annotated[str, typer.Option(help="Why the file is right; kept with the import.")] = "",
) -> None:
    """Import a bank statement: one payment reconciliation journal per statement and account."""
    session.file = path.name
    company = find_company(name=session.company_name)
    with opened(path) as stream, session.progress(_("Importing")):
        done = import_statement(
            company=company,
            actor=session.actor,
            name=path.name,
            content=stream.read(),
            bank_account=bank_account,
            overrides=frozenset(override or ()),
            reason=reason,
        )
    if done.already_imported_at:
        session.say(
            _("{file} was imported on {at} by {actor} as import {number}; 0 new.").format(
                file=path.name, at=value(done.already_imported_at), actor=done.already_imported_by, number=done.number
            )
        )
    else:
        session.say(
            _("Import {number}: {new} new, {known} known, {expected} expected.").format(
                number=done.number, new=done.new, known=done.known, expected=done.expected
            )
        )
    for journal in done.journals:
        session.say(
            _("{journal}  statement {statement}  {date}  {lines} lines").format(
                journal=journal.number, statement=journal.statement_id, date=journal.date, lines=journal.lines
            )
        )
    for message in done.messages:
        session.say(str(message))
