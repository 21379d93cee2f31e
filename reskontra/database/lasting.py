"""Connections that last from request to request: to open one and to close it costs more than most requests do.

Each thread of a server keeps its own. SQLite's file is looked at before every request, and where another stands in its
place the connection to the former goes; a server of PostgreSQL that ended or was started anew is noticed likewise, by
what it said in parting: it is not asked.
"""

from __future__ import annotations

import select
import threading
from pathlib import Path
from weakref import WeakSet

from django.core.signals import request_started
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

SECONDS_KEPT = 60  # of a connection, asked for before each request
CACHE_KIB = 16_384  # of each: there are as many as threads
_of_thread = threading.local()
_opened_here: WeakSet[BaseDatabaseWrapper] = WeakSet()


def keep_connections() -> None:
    """Let connections of this process last; for a process that answers requests."""
    connections.settings["default"].update(CONN_MAX_AGE=SECONDS_KEPT)
    connection_created.connect(_opened)
    request_started.connect(_leave_what_was_replaced)


def leave_connections() -> None:
    """Close what every thread kept, for the process ends: SQLite brings its log home with the last of them."""
    for one in list(_opened_here):
        if not one.in_atomic_block:
            one.inc_thread_sharing()
            one.close()


def bring_home() -> None:
    """Put into SQLite's file what the log beside it holds, as far as that waits for nobody: a copy of it is whole then.

    Where no connection lasts, the last one to be closed does it.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _opened(connection: BaseDatabaseWrapper, **_rest: object) -> None:
    _opened_here.add(connection)
    if connection.vendor == "sqlite":
        _of_thread.file = _file_of(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _leave_what_was_replaced(**_rest: object) -> None:
    if connection.connection is None or connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        is_there = _file_of(connection) == getattr(_of_thread, "file", None)
    else:
        is_there = not _has_parted(connection)
    if not is_there:
        connection.close()


def _has_parted(connection: BaseDatabaseWrapper) -> bool:
    """Whether the server ended the connection: between requests nothing but its parting words is there to be read."""
    if connection.connection.closed:
        return True
    asking = select.poll()
    asking.register(connection.connection.fileno(), select.POLLIN)
    return bool(asking.poll(0))


def _file_of(connection: BaseDatabaseWrapper) -> tuple[int, int] | None:
    """Which file it is, whatever it is called; None of one that is not there."""
    try:
        found = Path(connection.settings_dict["NAME"]).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
