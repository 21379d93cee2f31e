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


_CONTENDED = ("deadlock detected", "could not serialize access", "conflict with recovery")
_HELD = ("database is locked", "database table is locked", "due to lock timeout")
_FULL = ("disk is full", "no space left", "could not extend file")
_DISK = ("disk i/o error", "input/output error")
_SHUT = ("unable to open", "readonly database", "not a database")
_SILENT = (
    "connection failed", "connection to server", "resolve host", "server closed the connection",
    "terminating connection", "connection is closed", "connection is lost", "connection already closed",
    "consuming input failed", "sending query failed", "connection timeout", "the database system is",
)  # fmt: skip
_EMPTY = ("no such table", "no such column")
_EMPTY_POSTGRESQL = ("relation ", "column ")

Told = tuple[tuple[type[Refused], tuple[str, ...]], ...]
_PLAIN: Told = ((BooksContended, _CONTENDED), (DatabaseFull, _FULL))
_WITH_REASON: Told = ((DiskSilent, _DISK), (DatabaseShut, _SHUT), (DatabaseSilent, _SILENT))


def database_refusal(trouble: Error) -> Refused | None:
    """How to tell it to the user; None where it is a bug and had better show itself."""
    reason = (str(trouble).splitlines() or [""])[0].rstrip(".")
    text = str(trouble).lower()
    if places.here() and any(words in text for words in (*_SHUT, *_SILENT)):
        return PlaceSilent(place=places.here(), reason=reason)
    database = settings.DATABASES["default"]
    where = str(database["NAME"])
    if "unable to open" in text and not Path(where).parent.exists():
        return NoBooks(database=where)  # init makes the folder
    if any(words in text for words in _HELD):
        return BooksHeld(database=where, seconds=_patience(database))
    for kind, told in _PLAIN:
        if any(words in text for words in told):
            return kind(database=where)
    for kind, told in _WITH_REASON:
        if any(words in text for words in told):
            return kind(database=where, reason=reason)
    if text.startswith(_EMPTY) or (text.startswith(_EMPTY_POSTGRESQL) and "does not exist" in text):
        return NoBooks(database=where)
    return None


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
