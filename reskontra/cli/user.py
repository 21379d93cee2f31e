"""user add, list, role, password, disable, enable, sessions, sign-out, reset-2fa: who may use the web application."""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, companies, find_company
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command, known_language, yes_no
from reskontra.interface.demanded_step import is_demanded_of
from reskontra.interface.display import value
from reskontra.interface.people import (
    PasswordsDiffer,
    Person,
    add_user,
    change_email,
    change_password,
    find_user,
    give_role,
    let_in,
    people,
    reset_two_steps,
    sign_out_everywhere,
)
from reskontra.interface.role_words import role_word
from reskontra.interface.sessions import sessions_of

_MOMENTS = ("began_at", "used_at")

user = typer.Typer(no_args_is_help=True, help="Who may use the web application, and as what.")

LentOption = Annotated[
    bool, typer.Option("--lent", help="She is told it, and chooses her own when she first signs in with it.")
]
NameArgument = Annotated[str, typer.Argument(metavar="USER", help="The name she signs in with.")]


class PasswordMissing(Refused):
    code = "password_missing"
    template = "No password was given for {user}. Write one when asked, or set RESKONTRA_PASSWORD."


class RoleMissing(Refused):
    code = "role_missing"
    template = "No role was given for {user}. Write one, or --none to take the role away."


@command(user, "add")
def add(
    session: Session,
    username: NameArgument,
    name: Annotated[str, typer.Option(help="What others see her called.")] = "",
    language: Annotated[
        str, typer.Option(callback=known_language, help="Her language: sv or en; without it, the browser's.")
    ] = "",
    role: Annotated[
        str, typer.Option(help="Her role in the company: reader, auditor, clerk, accountant, administrator.")
    ] = "",
    lent: LentOption = False,
) -> None:
    """Add a user, with a password that is asked for, or taken from RESKONTRA_PASSWORD or the standard input."""
    company = find_company(name=session.company_name) if role else None
    password = asked_password(username)
    with transaction.atomic():
        joins = company.name if company else ""
        made = add_user(
            username=username, password=password, name=name, language=language[:2].lower(), joins=joins, is_lent=lent
        )  # fmt: skip
        if company:
            give_role(company=company.id, actor=session.actor, username=made.username, role=role.upper())
    if company:
        session.say(_said_role(made.username, company, role.upper()))
    else:
        session.say(_("{user} is added, and has no role yet. Give one with user role.").format(user=made.username))


@command(user, "list")
def list_users(session: Session, format: FormatOption = "table") -> None:
    """List users with their roles; with --company those who have one there."""
    names = {company.id: company.name for company in companies()}
    found = people()
    if session.company_name:
        chosen = find_company(name=session.company_name).id
        found = [one for one in found if chosen in one.roles]
        names = {chosen: names[chosen]}
    if format == "json":
        session.json([_as_data(one, names) for one in found])
        return
    columns = [(_("User"), False), (_("Name"), False), (_("Roles"), False), (_("Two steps"), False), (_("Open"), False)]
    session.table(columns, [_row(one, names) for one in found])


@command(user, "role")
def role(
    session: Session,
    username: NameArgument,
    role: Annotated[
        str, typer.Argument(metavar="ROLE", help="reader, clerk, accountant or administrator.", show_default=False)
    ] = "",
    none: Annotated[bool, typer.Option("--none", help="Take the role away: she no longer sees the company.")] = False,
) -> None:
    """Give a user a role in the company, or take it away; the audit trail keeps what it was."""
    if not role and not none:
        raise RoleMissing(user=username)
    company = find_company(name=session.company_name)
    given = "" if none else role.upper()
    give_role(company=company.id, actor=session.actor, username=username, role=given)
    session.say(_said_role(find_user(username=username).username, company, given))


@command(user, "password")
def password(session: Session, username: NameArgument, lent: LentOption = False) -> None:
    """Give a user another password; wherever she is signed in, she has to sign in again."""
    found = find_user(username=username)
    given = asked_password(found.username)
    change_password(actor=session.actor, username=username, password=given, is_lent=lent)
    session.say(_("{user} has another password, and is signed out everywhere.").format(user=found.username))


@command(user, "email")
def email(
    session: Session,
    username: NameArgument,
    address: Annotated[str, typer.Argument(help="Where she is told of changes to her sign-in; empty removes it.")],
) -> None:
    """The e-mail address of a user: changes in how she signs in are told there, and single sign-on finds her by it."""
    change_email(actor=session.actor, username=username, email=address.strip())
    session.say(_("{user} is known by {email}.").format(user=username, email=address.strip() or "-"))


@command(user, "disable")
def disable(session: Session, username: NameArgument) -> None:
    """Let a user sign in no more, from the next click on; what she did stays under her name."""
    let_in(actor=session.actor, username=username, is_active=False)
    session.say(_("{user} may not sign in.").format(user=username))


@command(user, "enable")
def enable(session: Session, username: NameArgument) -> None:
    """Let a user sign in again."""
    let_in(actor=session.actor, username=username, is_active=True)
    session.say(_("{user} may sign in.").format(user=username))


@command(user, "sessions")
def sessions(session: Session, username: NameArgument, format: FormatOption = "table") -> None:
    """List where a user is signed in: the device, since when, and when it was last used."""
    found = sessions_of(user_id=find_user(username=username).pk)
    if format == "json":
        session.json([asdict(one) | {key: getattr(one, key).isoformat() for key in _MOMENTS} for one in found])
        return
    columns = [(_("Device"), False), (_("Signed in"), False), (_("Last used"), False)]
    session.table(columns, [(one.device, value(one.began_at), value(one.used_at)) for one in found])


@command(user, "sign-out")
def sign_out(session: Session, username: NameArgument) -> None:
    """Sign a user out everywhere; she may sign in again."""
    found = find_user(username=username)
    count = sign_out_everywhere(actor=session.actor, username=username)
    session.say(worded(_("{user} is signed out in {count:place|places}."), user=found.username, count=count))


@command(user, "reset-2fa")
def reset(session: Session, username: NameArgument) -> None:
    """Take away the second step of a user who lost her device; the password then lets her in, or to set up another."""
    had = reset_two_steps(actor=session.actor, username=username)
    session.say(_said_step(username, had).format(user=username))


def asked_password(username: str) -> str:
    """From the environment, from a pipe, or typed twice without being shown.

    refuses   PasswordMissing, PasswordsDiffer
    """
    given = os.environ.get("RESKONTRA_PASSWORD", "")
    if not given and not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\r\n")
    elif not given:
        given = getpass.getpass(_("Password for {user}: ").format(user=username))
        if given and getpass.getpass(_("Once more: ")) != given:
            raise PasswordsDiffer(user=username)
    if not given:
        raise PasswordMissing(user=username)
    return given


def _said_role(username: str, company: CompanyFacts, role: str) -> str:
    if not role:
        return _("{user} has no role in {company}.").format(user=username, company=company.name)
    return _("{user} is {role} in {company}.").format(user=username, role=role_word(role), company=company.name)


def _said_step(username: str, had: bool) -> str:
    if is_demanded_of(user_id=find_user(username=username).pk):
        return _("{user} sets up a new second step when she signs in next.")
    return _("{user} signs in with the password alone.") if had else _("{user} has no second step.")


def _row(one: Person, names: dict[int, str]) -> tuple[str, ...]:
    held = [f"{names[company]}: {role_word(role)}" for company, role in one.roles.items() if company in names]
    return one.username, one.name, ", ".join(held), yes_no(one.has_two_steps), yes_no(one.is_active)


def _as_data(one: Person, names: dict[int, str]) -> dict[str, object]:
    return {
        "user": one.username,
        "name": one.name,
        "email": one.email,
        "language": one.language,
        "roles": {names[company]: role.lower() for company, role in one.roles.items() if company in names},
        "two_steps": one.has_two_steps,
        "is_active": one.is_active,
    }
