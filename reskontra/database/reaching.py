"""Every place asked at the same time, with little patience: who watches the server is answered soon."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from django.db import Error, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from reskontra.core.errors import Refused
from reskontra.database import places

SECONDS_PATIENT = 2  # until a server that says nothing is silent
MOST_AT_ONCE = 16
Found = TypeVar("Found")


def ask_each(look: Callable[[BaseDatabaseWrapper], Found]) -> dict[str, Found | Exception]:
    """By the name of each place what is found there, or why nothing is: it is silent, or its password is not told.

    look   is given a connection of its own
    """
    names = [place.name for place in places.places()]
    if not names:
        return {}
    aliases = [_alias_of(name) for name in names]
    with ThreadPoolExecutor(max_workers=MOST_AT_ONCE) as pool:
        return dict(zip(names, pool.map(lambda alias: _asked(alias, look), aliases), strict=True))


def _alias_of(name: str) -> str | Refused:
    try:
        return places.alias_of(name)
    except Refused as refusal:
        return refusal


def _asked(alias: str | Refused, look: Callable[[BaseDatabaseWrapper], Found]) -> Found | Exception:
    if isinstance(alias, Refused):
        return alias
    own = connections.create_connection(alias)
    if own.vendor == "postgresql":
        options = own.settings_dict["OPTIONS"] | {"connect_timeout": SECONDS_PATIENT}
        own.settings_dict = own.settings_dict | {"OPTIONS": options}
    elif not Path(own.settings_dict["NAME"]).exists():  # it would be made
        return OperationalError(f"{own.settings_dict['NAME']} is not there")
    try:
        return look(own)
    except Error as trouble:
        return trouble
    finally:
        own.close()
