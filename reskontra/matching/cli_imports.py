"""statement undo-import."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.cli import statement
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command
from reskontra.matching.actions.undo_import import undo_import
from reskontra.matching.cli import LINE_MAX


@command(statement, "undo-import")
def undo(
    session: Session,
    number: Annotated[int, typer.Argument(metavar="NO", min=1, max=LINE_MAX, help="The import, by its number.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the import.")] = "",
) -> None:
    """Take back an import of which nothing is posted; the same file may be imported again."""
    company = find_company(name=session.company_name)
    done = undo_import(company=company, actor=session.actor, number=number, reason=reason)
    session.say(
        _(
            "Import {number} ({file}) is undone: {transactions} transactions, {lines} lines, journals {journals}."
        ).format(
            number=done.number,
            file=done.file,
            transactions=done.transactions,
            lines=done.lines,
            journals=", ".join(done.journals) or "-",
        )
    )
    if done.standing:
        session.say(_("{count} lines on sums stand again.").format(count=done.standing))
    if done.unreserved:
        told = _("Other lines have reserved the money of {count} of them: match their journals again.")
        session.say(told.format(count=done.unreserved))
