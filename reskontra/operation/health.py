"""Whether the server can do its work: the database answers, has the tables of this version, and somebody takes jobs.

A place that does not answer keeps nobody from the companies elsewhere: it is told, and the server is ready.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.bulk import moment
from reskontra.database.reaching import ask_each
from reskontra.interface.database import NoBooks
from reskontra.interface.worker import is_working, oldest_waiting
from reskontra.operation.last_done import WORKER, last_done

WORKER_SILENT = timedelta(minutes=2)  # it looks at its queue twice a second, and says so twice a minute
SECONDS_KNOWN = 5  # what a place answered
OK, SILENT, BEHIND, AHEAD, ABSENT = "ok", "silent", "behind", "ahead", "absent"
TAKING_AWAY = "_take_away_"  # in the name of a migration: the version before it can serve no longer
Migration = tuple[str, str]  # room, name


class BooksOfLaterVersion(Refused):
    code = "books_of_later_version"
    template = (
        "A later version took away what this one reads from {database}: {migration} in {room}. "
        "Install that version here, too."
    )


@dataclass(slots=True)
class _OfPlaces:
    """What was found of the places last, and when by time.monotonic()."""

    names: tuple[str, ...] = ()
    asked_at: float = 0
    states: dict[str, str] = field(default_factory=dict)


_of_places = _OfPlaces()


@dataclass(frozen=True, slots=True)
class Readiness:
    """database, migrations: ok, or silent. worker: ok, or absent.

    migrations   also behind (reskontra migrate is due), and ahead (a later version took away what this one reads)
    places       of each place of companies: ok, silent or behind
    """

    database: str
    migrations: str
    worker: str
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether requests should come here. Pages are made without a worker: that one is absent is only told."""
        return self.database == self.migrations == OK


def readiness() -> Readiness:
    """What holds now; nothing is written."""
    try:
        migrations = AHEAD if taken_away() else BEHIND if missing_migrations() else OK
        worker = ABSENT if is_worker_absent(now=moment()) else OK
        return Readiness(OK, migrations, worker, {} if migrations == BEHIND else states_of_places())
    except Error:
        connection.close()
        return Readiness(SILENT, SILENT, SILENT)


def missing_migrations() -> list[Migration]:
    """Those of this version that the database lacks."""
    return sorted(_known() - _applied())


def later_migrations() -> list[Migration]:
    """Those of our rooms that the database has and this version does not know: a later one brought it up."""
    rooms = {one.label for one in apps.get_app_configs() if one.name.startswith("reskontra.")}
    return sorted((room, name) for room, name in _applied() - _known_of() if room in rooms)


def taken_away() -> list[Migration]:
    """Those of a later version that took away what this one reads; with all others of it this one serves."""
    return [one for one in later_migrations() if TAKING_AWAY in one[1]]


def require_nothing_taken_away() -> None:
    """
    refuses   BooksOfLaterVersion
    """
    for room, name in taken_away():
        raise BooksOfLaterVersion(database=str(settings.DATABASES["default"]["NAME"]), room=room, migration=name)


def require_tables() -> None:
    """That the database can be served by this version as it is.

    refuses   BooksOfLaterVersion, NoBooks
    """
    require_nothing_taken_away()
    if missing_migrations():
        raise NoBooks(database=str(settings.DATABASES["default"]["NAME"]))


def states_of_places() -> dict[str, str]:
    """OK, SILENT or BEHIND of each place, as it was at most a few seconds ago: who watches asks often."""
    names, now = tuple(place.name for place in places.places()), time.monotonic()
    if names and (_of_places.names != names or now - _of_places.asked_at > SECONDS_KNOWN):
        found = {name: _state(applied) for name, applied in ask_each(_applied_of).items()}
        _of_places.names, _of_places.asked_at, _of_places.states = names, now, found
    return _of_places.states if names else {}


def silent_places() -> list[str]:
    """Those that do not answer."""
    return [name for name, state in states_of_places().items() if state == SILENT]


def _state(applied: set[Migration] | Exception) -> str:
    if isinstance(applied, Exception):
        return SILENT
    return BEHIND if _known() - applied else OK


def is_worker_absent(*, now: datetime) -> bool:
    """Whether no worker looked at the queue for minutes, though something waits in it for as long."""
    waits_since, seen = oldest_waiting(), last_done(WORKER)
    if waits_since is None or now - waits_since <= WORKER_SILENT or is_working():
        return False
    return seen is None or now - seen.done_at > WORKER_SILENT


def _applied() -> set[Migration]:
    return _applied_of(places.own())


def _applied_of(own: BaseDatabaseWrapper) -> set[Migration]:
    return set(MigrationRecorder(own).applied_migrations())


@cache
def _known() -> frozenset[Migration]:
    return frozenset(MigrationLoader(connection).graph.nodes)


@cache
def _known_of() -> frozenset[Migration]:
    """Also those that others stand for."""
    found = MigrationLoader(None).disk_migrations
    return frozenset(found) | {(room, name) for one in found.values() for room, name in one.replaces}
