"""token create, list, revoke: which programs are let in by the REST API, and what they may do."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.interface.role_words import role_word
from reskontra.interface.scopes import EVERYTHING
from reskontra.interface.second_pair import has_shown
from reskontra.interface.tokens import create_token, revoke_token, state_word, token_data, tokens

token = typer.Typer(no_args_is_help=True, help="Tokens of programs that use the REST API.")


@command(token, "create")
def create(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The program that gets it.")],
    role: Annotated[str, typer.Option(help="reader, auditor, clerk, accountant or administrator.")] = "reader",
    scope: Annotated[
        list[str] | None,
        typer.Option(help="read, write, or a part such as entries:read; repeatable. Without it: read and write."),
    ] = None,
    expires: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day it is good for; a year without it.")
    ] = None,
) -> None:
    """Let a program in: the token is shown this once, and kept nowhere.

    It approves nothing that another prepared, unless RESKONTRA_ACTOR_PASSWORD shows who gives the command.
    """
    company = find_company(name=session.company_name)
    secret = create_token(
        company=company.id,
        actor=session.actor,
        name=name,
        role=role.upper(),
        scopes=scope or EVERYTHING,
        expires_on=expires.date() if expires else None,
        is_told=not has_shown(company=company.id, actor=session.actor, role="ADMINISTRATOR"),
    )
    session.say(secret)
    session.say(_("Keep it now: it is not shown again."))


@command(token, "list")
def list_tokens(session: Session, format: FormatOption = "table") -> None:
    """List the company's tokens, the newest first; revoked and expired ones too."""
    found = tokens(company=find_company(name=session.company_name).id)
    if format == "json":
        session.json([token_data(one) for one in found])
        return
    columns = [
        (_("Program"), False), (_("Ends with"), False), (_("Role"), False), (_("Scopes"), False),
        (_("Until"), False), (_("Last used"), False), (_("State"), False),
    ]  # fmt: skip
    rows = [
        (
            one.name, one.hint, role_word(one.role), " ".join(one.scopes), one.expires_on.isoformat(),
            value(one.last_used_at) if one.last_used_at else "", state_word(one),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(token, "revoke")
def revoke(
    session: Session, name: Annotated[str, typer.Argument(metavar="NAME", help="The program that has it.")]
) -> None:
    """Shut a program out, from its next request on."""
    done = revoke_token(company=find_company(name=session.company_name).id, actor=session.actor, name=name)
    session.say(_("{token} is shut out.").format(token=done.name))
