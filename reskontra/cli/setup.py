"""The database made ready, and its rows counted."""

from __future__ import annotations

from pathlib import Path

from django.db import Error, ProgrammingError, connection

from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.migrating import migrate
from reskontra.database.statistics import count_again
from reskontra.interface.database import DatabaseShut, told_as_refusals
from reskontra.operation.health import require_nothing_taken_away


class TablesOfOwner(Refused):
    code = "tables_of_owner"
    template = (
        "The tables of {database} are of an earlier version, and {user} is not their owner. "
        "Run reskontra migrate as the owner."
    )


_NOT_ALLOWED = "42501"  # PostgreSQL's code for it


def prepare_database() -> None:
    """Make the tables of home and of every place, or bring them up to this version; a file's folder is made with it.

    refuses   DatabaseShut, BooksOfLaterVersion, TablesOfOwner; PlaceSecretMissing, PlaceSilent of one place, once the
              others are done
    """
    prepare_here()
    troubles: list[Exception] = []
    for place in places.places():
        try:
            with places.at(place.name, is_whole=True), told_as_refusals():
                connection.ensure_connection()
                prepare_here()
        except (Refused, Error) as trouble:
            troubles.append(trouble)
    for first in troubles[:1]:
        raise first


def prepare_here() -> None:
    """The same, where the thread is alone."""
    make_folder()
    require_nothing_taken_away()
    try:
        migrate()
    except ProgrammingError as trouble:
        if getattr(trouble.__cause__, "sqlstate", "") != _NOT_ALLOWED:
            raise
        mine = connection.settings_dict
        raise TablesOfOwner(database=str(mine["NAME"]), user=str(mine["USER"])) from trouble
    count_again()


def make_folder() -> None:
    """Make the folder that the file of the database is to be in.

    refuses   DatabaseShut
    """
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.name != ":memory:" and not str(path).startswith("file:") and not path.exists():
                path.touch(mode=0o600)  # the books are for who serves them alone; what SQLite puts beside is as it is
        except OSError as reason:
            raise DatabaseShut(database=str(path), reason=reason.strerror) from reason


def update_statistics() -> None:
    """Let the database count its rows, so that it chooses the right indexes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
