"""A place that did not answer is left alone for some seconds: one asks again then, and everybody else is told at once.

Else each page, and each company that the worker looks at, would wait for a server that is down.
"""

from __future__ import annotations

import logging
import threading
import time

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger("reskontra.places")

SECONDS_PATIENT = 3  # until a server of a place that says nothing is silent
SECONDS_ALONE = 15
_silent_at: dict[str, float] = {}  # when a place was asked that did not answer, by time.monotonic()
_asking = threading.Lock()


def knock(name: str, own: BaseDatabaseWrapper) -> None:
    """Connect to the place where this thread has not; OperationalError at once where it is left alone."""
    if own.connection is not None:
        return
    with _asking:
        _refuse_left_alone(name)
    try:
        own.ensure_connection()
    except OperationalError as trouble:
        _silent_at[name] = time.monotonic()
        logger.warning("place.silent place=%s reason=%s", name, " ".join(str(trouble).split()))
        raise
    if _silent_at.pop(name, None) is not None:
        logger.warning("place.answers place=%s", name)


def forget(name: str) -> None:
    """What is asked next is asked at once."""
    _silent_at.pop(name, None)


def _refuse_left_alone(name: str) -> None:
    now, asked = time.monotonic(), _silent_at.get(name)
    if asked is None:
        return
    if now - asked < SECONDS_ALONE:
        raise OperationalError(f"connection failed {now - asked:.0f} seconds ago, and is tried again soon")
    _silent_at[name] = now  # by this one
