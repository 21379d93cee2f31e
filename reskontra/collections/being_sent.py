"""Letters that are being handed over just now, told from those that were cut short."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from reskontra.database import bulk
from reskontra.database.held import held, is_held


@contextmanager
def at_it(*, company: int, actor: str) -> Iterator[datetime]:
    """Hand letters over: until its end others are told that those which began at this moment are being sent."""
    since = bulk.moment()
    with held(_name(company, actor, since)):
        yield since


def sending_state(*, company: int, state: str, actor: str, since: datetime) -> str:
    """SENDING where a letter that began then, and has no end yet, is being handed over; else the state as it is."""
    is_at_it = state == "WAITING" and is_held(_name(company, actor, since))
    return "SENDING" if is_at_it else state


def _name(company: int, actor: str, since: datetime) -> str:
    return f"letters {company} {since.astimezone(UTC).isoformat()} {actor}"
