"""Replicas of home's PostgreSQL: servers that have what it has, a moment later, and are only read.

They are named by RESKONTRA_REPLICA_URL, in the configuration of whatever serves pages. While a thread reads from one,
Django's "default" is the connection to it, as with places. What may be read there is said in audit/reading.py.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import Error, connection, connections

from reskontra.database import places

SECONDS_LEFT_ALONE = 30  # one that does not answer is not asked for as long
_PREFIX = "replica "
_left_alone: dict[str, float] = {}  # alias → until when by time.monotonic(), in this process
logger = logging.getLogger("reskontra.database")


def aliases_here() -> list[str]:
    """Those that have the tables of where the thread is, in an order of chance, so that each has its share.

    None inside a transaction, which has seen and may have written what they lack. Replicas are home's: none at a place
    in another database.
    """
    if not settings.REPLICAS or connection.in_atomic_block:
        return []
    place = places.place_here()
    if place and place.url:
        return []
    now, schema = time.monotonic(), place.schema if place else ""
    known = [_alias_of(number, schema) for number in range(len(settings.REPLICAS))]
    found = [alias for alias in known if _left_alone.get(alias, 0) <= now]
    return random.sample(found, k=len(found))


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """What is asked for meanwhile is read there. Its server refuses to write anything."""
    usual, place = connections[places.DEFAULT], places.here()
    connections[places.DEFAULT] = connections[alias]
    try:
        yield
    finally:
        assert places.here() == place, "a report went to another place"
        connections[places.DEFAULT] = usual


def leave_alone(alias: str, trouble: Error) -> None:
    """It did not answer: others are asked for a while, so that not every report waits for it."""
    _left_alone[alias] = time.monotonic() + SECONDS_LEFT_ALONE
    give_up(alias, trouble)


def give_up(alias: str, trouble: Error) -> None:
    """What was begun there is to be done elsewhere; it is told in the log."""
    connections[alias].close()
    logger.warning("The %s broke off: %s", alias, str(trouble).strip())


def _alias_of(number: int, schema: str) -> str:
    alias = f"{_PREFIX}{number + 1}" + (f" {schema}" if schema else "")
    if alias not in connections.settings:
        own: dict[str, Any] = dict(settings.REPLICAS[number])
        if schema:
            own["OPTIONS"] = own["OPTIONS"] | {"options": f"{own['OPTIONS']['options']} -c search_path={schema}"}
        places.introduce_as(alias, own)
    return alias
