"""A database beside the one that is set up, for a back-up to be looked at: what stands is not opened any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.bulk import is_postgresql
from reskontra.operation import postgresql_tools

_NAME = re.compile("[a-z_][a-z0-9_]{0,62}")


class CopyThere(Refused):
    code = "copy_there"
    template = "{copy} is there already, and nothing is written over. Choose another name."


class CopyNotMade(Refused):
    code = "copy_not_made"
    template = "No database {copy} can be made: {reason}. Name another, as a user who may make databases."


@contextmanager
def beside(target: str) -> Iterator[str]:
    """Make an empty database, a file on SQLite, which from here on is the one that is set up; gives its address.

    Where what is done inside does not end well, it is taken away.

    refuses   CopyThere, CopyNotMade
    """
    usual = dict(settings.DATABASES["default"])
    (_make_postgresql if is_postgresql() else _make_sqlite)(target)
    name = target if is_postgresql() else str(Path(target).absolute())
    is_server = is_postgresql()
    places.close_all()
    _use(usual | {"NAME": name})
    try:
        yield _address(usual, name) if is_server else f"sqlite:///{name}"
    except BaseException:
        places.close_all()
        _use(usual)
        _take_away(name, is_server=is_server)
        raise


def _make_sqlite(target: str) -> None:
    path = Path(target)
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as reason:
        raise CopyThere(copy=target) from reason
    except OSError as reason:
        raise CopyNotMade(copy=target, reason=reason.strerror) from reason


def _make_postgresql(target: str) -> None:
    if not _NAME.fullmatch(target):
        raise CopyNotMade(copy=target, reason="its name has other letters than a–z, 0–9 and _")
    try:
        with postgresql_tools.driver_connection() as own:
            own.autocommit = True
            own.execute(f"CREATE DATABASE {target}")
    except psycopg.errors.DuplicateDatabase as reason:
        raise CopyThere(copy=target) from reason
    except psycopg.Error as reason:
        raise CopyNotMade(copy=target, reason=str(reason).strip().rstrip(".")) from reason


def _take_away(name: str, *, is_server: bool) -> None:
    if not is_server:
        for ending in ("", "-wal", "-shm"):
            Path(f"{name}{ending}").unlink(missing_ok=True)
        return
    with suppress(psycopg.Error), postgresql_tools.driver_connection() as own:
        own.autocommit = True
        own.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _use(database: dict[str, Any]) -> None:
    """Let this process have that database for home."""
    settings.DATABASES["default"] = database
    connections.settings[places.DEFAULT] = connections.configure_settings({places.DEFAULT: dict(database)})[
        places.DEFAULT
    ]
    with suppress(AttributeError):
        del connections[places.DEFAULT]


def _address(database: dict[str, Any], name: str) -> str:
    """Without the password."""
    user, host, port = (str(database.get(key) or "") for key in ("USER", "HOST", "PORT"))
    return f"postgresql://{user}{'@' if user else ''}{host}{':' if port else ''}{port}/{name}"
