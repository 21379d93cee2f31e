"""database grants: the role by which a server serves without being able to switch the guards off."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from reskontra.database import places
from reskontra.founding.moving import as_stored
from reskontra.interface.console import Session, command
from reskontra.operation.grants import grants

database = typer.Typer(no_args_is_help=True, help="The database itself.")


@command(database, "grants")
def show_grants(
    session: Session,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Whom serve, worker and commands sign in as.")],
    place: Annotated[
        str, typer.Option(help="Of a place of companies; home where it is left out.", metavar="PLACE")
    ] = "",
) -> None:
    """Print the SQL that makes a role which reads and writes rows, and cannot switch guards off; for PostgreSQL."""
    with places.at(as_stored(place), is_whole=bool(as_stored(place))):
        sys.stdout.write(grants(role=role))
