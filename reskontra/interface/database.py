"""What the database would not do, as a refusal that tells the user what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error

from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.interface.refusals import wording


class NoBooks(Refused):
    code = "no_books"
    template = (
        "The database {database} holds no books of this version. "
        "Bring books of an earlier version up to it with reskontra migrate, or make a company with reskontra init."
    )


class BooksHeld(Refused):
    code = "books_held"
    template = "Another command has held the books in {database} for {seconds} seconds. Try again when it is done."


class DatabaseShut(Refused):
    code = "database_shut"
    template = "{database} cannot be opened: {reason}. Name an SQLite file that you may write, in a folder that exists."


class DatabaseFull(Refused):
    code = "database_full"
    template = "There is no room left for {database}. Nothing was stored; make room and repeat the command."


class DatabaseSilent(Refused):
    code = "database_silent"
    template = "{database} cannot be reached: {reason}. Check RESKONTRA_DATABASE_URL, and that the server runs."


class PlaceSilent(Refused):
    code = "place_silent"
    template = (
        "The books in {place} cannot be reached: {reason}. "
        "See that its server runs, and with reskontra place list where it is said to be."
    )


class DiskSilent(Refused):
    code = "disk_silent"
    template = (
        "The disk would not read or write {database}: {reason}. "
        "Nothing was stored; make room on it, or let it be looked at, and repeat the command."
    )


class BooksContended(Refused):
    code = "books_contended"
    template = "Another command was at the same rows of {database}. Nothing was stored; repeat the command."


Kind = type[Refused]

# PostgreSQL speaks the language of its server; its codes are everywhere the same, or begin so.
_BY_CODE: Mapping[str, Kind] = {
    "40001": BooksContended, "40P01": BooksContended,  # also what a standby gives up for what it is sent
    "55P03": BooksHeld,
    "53100": DatabaseFull,
    "58030": DiskSilent,
    "08": DatabaseSilent, "57P": DatabaseSilent, "25P03": DatabaseSilent, "53300": DatabaseSilent,
    "42P01": NoBooks, "42703": NoBooks,
}  # fmt: skip
# SQLite and the driver of PostgreSQL have no codes, and speak English alone.
_BY_WORDS: Mapping[Kind, tuple[str, ...]] = {
    BooksHeld: ("database is locked", "database table is locked"),
    DatabaseFull: ("disk is full",),
    DiskSilent: ("disk i/o error",),
    DatabaseShut: ("unable to open", "readonly database", "not a database"),
    DatabaseSilent: (
        "connection failed", "connection to server", "resolve host", "server closed the connection",
        "connection is closed", "connection is lost", "connection already closed", "consuming input failed",
        "sending query failed", "connection timeout",
    ),
    NoBooks: ("no such table", "no such column"),
}  # fmt: skip


def database_refusal(trouble: Error) -> Refused | None:
    """How to tell it to the user; None where it is a bug and had better show itself."""
    kind = _kind(trouble)
    if kind is None:
        return None
    reason = (str(trouble).splitlines() or [""])[0].rstrip(".")
    if places.here() and kind in (DatabaseShut, DatabaseSilent):
        return PlaceSilent(place=places.here(), reason=reason)
    database = settings.DATABASES["default"]
    where = str(database["NAME"])
    if kind is DatabaseShut and "unable to open" in reason and not Path(where).parent.exists():
        return NoBooks(database=where)  # init makes the folder
    if kind is BooksHeld:
        return kind(database=where, seconds=_patience(database))
    if kind in (DiskSilent, DatabaseShut, DatabaseSilent):
        return kind(database=where, reason=reason)
    return kind(database=where)


def _kind(trouble: Error) -> Kind | None:
    code = getattr(trouble.__cause__, "sqlstate", None)
    if code:
        return next((kind for begins, kind in _BY_CODE.items() if code.startswith(begins)), None)
    text = str(trouble).lower()
    return next((kind for kind, told in _BY_WORDS.items() if any(words in text for words in told)), None)


@contextmanager
def told_as_refusals() -> Iterator[None]:
    """What the database would not do is raised as a refusal, where it is known how to tell it."""
    try:
        yield
    except Error as trouble:
        if told := database_refusal(trouble):
            raise told from trouble
        raise


def trouble_in_words(trouble: Exception) -> str:
    """Why something could not be done, as far as it is known how to tell it."""
    refusal = database_refusal(trouble) if isinstance(trouble, Error) else trouble
    return wording(refusal) if isinstance(refusal, Refused) else str(trouble)


def _patience(database: Mapping[str, Any]) -> int:
    """How long a command waits for another: SQLite's own time limit, or the one that PostgreSQL was told."""
    return int(database.get("OPTIONS", {}).get("timeout", settings.DATABASE_LOCK_SECONDS))
