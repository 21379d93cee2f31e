"""place add, list, check, clear, remove: databases and schemas in which companies have their tables."""

from __future__ import annotations

from typing import Annotated

import typer
from django.db import DatabaseError
from django.utils.translation import gettext as _

from reskontra.cli.checks import missing_guards
from reskontra.cli.setup import prepare_here
from reskontra.companies.archiving import being_deleted
from reskontra.companies.placing import companies_at, tell_home, unlike_home
from reskontra.companies.queries import companies, named
from reskontra.core.wording import worded
from reskontra.database import places
from reskontra.founding.moving import as_stored, clear_left, in_words
from reskontra.founding.placing import NewPlace, add_place, remove_place
from reskontra.interface.console import REFUSED, FormatOption, Session, command
from reskontra.interface.database import trouble_in_words
from reskontra.interface.refusals import violation_wording
from reskontra.interface.roles_told import give_as_told, roles_unlike
from reskontra.operation.health import missing_migrations

place = typer.Typer(
    no_args_is_help=True, help="Databases and schemas in which companies have their tables, beside home."
)
PlaceArgument = Annotated[str, typer.Argument(metavar="PLACE", help="home, or the name of a place.")]


@command(place, "add")
def add(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="PLACE", help="What it is called from now on.")],
    url: Annotated[
        str, typer.Argument(metavar="[URL]", help="As RESKONTRA_DATABASE_URL, without a password; left out: home's.")
    ] = "",
    schema: Annotated[str, typer.Option(help="A schema of PostgreSQL, which is made.", metavar="NAME")] = "",
    password_from: Annotated[str, typer.Option(help="The variable that has the password.", metavar="VARIABLE")] = "",
) -> None:
    """Add a database, or a schema of one, and make the tables in it; companies come there by company move."""
    add_place(NewPlace(name=name, url=url, schema=schema, secret=password_from), prepare=prepare_here)
    session.say(
        _("{place} is ready. Move a company there with reskontra company move NAME {place}.").format(place=name)
    )


@command(place, "list")
def list_places(session: Session, format: FormatOption = "table") -> None:
    """List the places with the companies that are in them."""
    known = [places.Place(places.HOME_IN_WORDS, ""), *places.places()]
    found = [(one, companies_at(as_stored(one.name))) for one in known]
    if format == "json":
        session.json([{"place": p.name, "url": p.url, "schema": p.schema, "companies": names} for p, names in found])
        return
    rows = [(p.name, p.url, p.schema, ", ".join(names)) for p, names in found]
    session.table([(_("Place"), False), (_("Address"), False), (_("Schema"), False), (_("Companies"), False)], rows)


@command(place, "check")
def check(
    session: Session,
    mends: Annotated[
        bool, typer.Option("--mend", help="Let home say of its companies what the places say, whose trail is there.")
    ] = False,
) -> None:
    """Look whether every place can be reached, has the tables of this version and its guards; ends with 1 otherwise.

    Home and a place are stored one after the other: whether both say the same of a company is looked at, too.
    """
    is_troubled, good = False, _("it is as it should be.")
    for name in (places.HOME, *(one.name for one in places.places())):
        trouble = _trouble(name) or _unlike(name, mends)
        is_troubled |= bool(trouble)
        session.say(f"{in_words(name)}: {trouble or good}")
    if is_troubled:
        raise typer.Exit(REFUSED)


def _trouble(name: str) -> str:
    """What is not as it should be at the place, in words."""
    try:
        with places.at(name, is_whole=True):
            if missing := missing_migrations():
                told = _("it lacks {count:change|changes} of its tables. Run reskontra migrate.")
                return worded(told, count=len(missing))
            return " ".join(violation_wording(one) for one in missing_guards())
    except (places.PlaceSecretMissing, DatabaseError) as trouble:
        return trouble_in_words(trouble)


def _unlike(name: str, mends: bool) -> str:
    """The companies there of which home says otherwise, in words; mended where that is asked for."""
    told, going = [], being_deleted()
    for company, where in places.elsewhere():
        if where != name or company in going:
            continue
        with places.at(name):
            found, roles = unlike_home(company), roles_unlike(company=company)
            if mends:
                tell_home(company)
                give_as_told(company=company)
        for user, (held, role) in ({} if mends else roles).items():
            told.append(
                _('{user} has the role "{home}" at home, and "{there}" by the trail here.').format(
                    user=user, home=held.lower(), there=role.lower()
                )
            )
        for column, (at_home, there) in ({} if mends else found).items():
            told.append(
                _('{column} is "{there}" here and "{home}" at home.').format(column=column, there=there, home=at_home)
            )
    remedy = [_("Run reskontra place check --mend.")] if told else []
    return " ".join([*told, *remedy])


@command(place, "clear")
def clear(session: Session, name: PlaceArgument) -> None:
    """Delete the rows that the company (--company) left there when its books were moved away."""
    chosen = named(companies(), session.company_name)
    rows = clear_left(company=chosen, actor=session.actor, place=as_stored(name))
    told = _("{count:row|rows} of {company} are deleted from {place}.")
    session.say(worded(told, count=rows, company=chosen.name, place=name))


@command(place, "remove")
def remove(
    session: Session, name: Annotated[str, typer.Argument(metavar="PLACE", help="A place without companies.")]
) -> None:
    """Forget a place in which no company is; its tables stay as they are."""
    remove_place(name)
    session.say(_("{place} is no place of companies any more. Its tables are still there.").format(place=name))
