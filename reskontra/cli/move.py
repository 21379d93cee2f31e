"""company move: a company's books to another database, or another schema of one."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.cli.checks import violations
from reskontra.companies.cli import company
from reskontra.companies.queries import companies, named
from reskontra.core.wording import worded
from reskontra.founding.moving import as_stored, give_up, in_words, move_company
from reskontra.interface.console import Session, command


@command(company, "move")
def move(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which company.")],
    to: Annotated[str, typer.Argument(metavar="[PLACE]", help="home, or the name of a place.")] = "",
    gives_up: Annotated[
        bool, typer.Option("--give-up", help="Leave it where it is, if a move was broken off.")
    ] = False,
) -> None:
    """Move a company's books to another place; meanwhile they are only read. Broken off, repeat it: it goes on."""
    chosen = named(companies(), name)
    if gives_up:
        give_up(company=chosen, actor=session.actor)
        session.say(_("The books of {company} stay in {place}.").format(company=name, place=in_words(chosen.place)))
        return
    if not to:
        raise typer.BadParameter(_("Name the place where it goes, or say --give-up."))
    with session.progress(_("Move")):
        done = move_company(
            company=chosen, actor=session.actor, to=as_stored(to), prove=lambda moved: violations(company=moved)
        )
    told = _("The books of {company} are in {place}: {count:row|rows}, the same as in {before}, and every check holds.")
    session.say(worded(told, company=chosen.name, place=to, count=done.rows, before=in_words(done.source)))
    told = _("What is left in {before} is no longer used. Delete it with reskontra place clear {before}.")
    session.say(told.format(before=in_words(done.source)))
