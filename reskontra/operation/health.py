"""Whether the server can do its work: the database answers, has the tables of this version, and somebody takes jobs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader

from reskontra.database.bulk import moment
from reskontra.interface.worker import is_working, oldest_waiting
from reskontra.operation.last_done import WORKER, last_done

WORKER_SILENT = timedelta(minutes=2)  # it looks at its queue twice a second, and says so twice a minute
OK, SILENT, BEHIND, AHEAD, ABSENT = "ok", "silent", "behind", "ahead", "absent"


@dataclass(frozen=True, slots=True)
class Readiness:
    """database, migrations: ok, or silent, behind (reskontra migrate is due). worker: ok, or absent."""

    database: str
    migrations: str
    worker: str

    @property
    def is_ready(self) -> bool:
        """Whether requests should come here. Pages are made without a worker: that one is absent is only told."""
        return self.database == self.migrations == OK


def readiness() -> Readiness:
    """What holds now; nothing is written."""
    try:
        missing = missing_migrations()
        return Readiness(OK, BEHIND if missing else OK, ABSENT if is_worker_absent(now=moment()) else OK)
    except Error:
        connection.close()
        return Readiness(SILENT, SILENT, SILENT)


def missing_migrations() -> list[tuple[str, str]]:
    """Those of this version that the database lacks: (room, name)."""
    return sorted(_known() - set(MigrationLoader(connection).applied_migrations))


def is_worker_absent(*, now: datetime) -> bool:
    """Whether no worker looked at the queue for minutes, though something waits in it for as long."""
    waits_since, seen = oldest_waiting(), last_done(WORKER)
    if waits_since is None or now - waits_since <= WORKER_SILENT or is_working():
        return False
    return seen is None or now - seen.done_at > WORKER_SILENT


@cache
def _known() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(connection).graph.nodes)
