"""company sandbox, company delete-sandbox: a copy to try things in, and its end."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.cli import company
from reskontra.companies.queries import find_company
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.founding.sandbox import delete_sandbox, make_sandbox, refuse_company
from reskontra.interface.console import Session, command, is_confirmed


@command(company, "sandbox")
def sandbox(
    session: Session,
    name: Annotated[str, typer.Option(help="What the copy is called; its own name with (sandbox) if left out.")] = "",
) -> None:
    """Copy the company whole, to try things in: nothing is sent from the copy, and feeds are left out."""
    chosen = find_company(name=session.company_name)
    wanted = name or _("{company} (sandbox)").format(company=chosen.name)
    made = make_sandbox(company=chosen, actor=session.actor, name=wanted)
    session.say(_("{sandbox} is a copy of {company} to try things in.").format(sandbox=made.name, company=chosen.name))


class DeletionUnconfirmed(Refused):
    code = "deletion_unconfirmed"
    template = "{sandbox} was to be deleted, and nobody said yes. Answer yes, or say --yes."


@command(company, "delete-sandbox")
def delete(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the sandbox is called.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Delete a sandbox with all that is in it, after asking; any other company is refused."""
    chosen = find_company(name=name)
    refuse_company(chosen)
    question = _("Delete {sandbox} with all that is in it? It cannot be taken back.").format(sandbox=chosen.name)
    if not (yes or is_confirmed(question)):
        raise DeletionUnconfirmed(sandbox=chosen.name)
    rows = delete_sandbox(company=chosen, actor=session.actor)
    session.say(worded(_("{sandbox} is deleted with {count:row|rows}."), sandbox=chosen.name, count=rows))
