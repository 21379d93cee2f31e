"""Migrations applied, without reading again and again how all tables look.

Between two steps of a migration Django makes the classes of its models anew: of the one that changes, of all it
refers to, and of all that refer to those. Here every table refers to the company, so a step that adds one index made
every class anew, and an empty database took half a minute. A class has to follow only what it refers to.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import resolve_relation

Key = tuple[str, str]  # the app's label, the model's name in small letters


PATIENCE = "2s"  # for a lock: whoever comes after a change that waits for one waits, too
TRIES, SECONDS_BETWEEN = 60, 3.0
_NO_LOCK = "55P03"  # PostgreSQL's code for it, whatever language the server speaks


def migrate() -> None:
    """Apply to the database what it lacks.

    On PostgreSQL a change that does not get its lock soon lets the others pass, and is tried again: each migration is
    stored whole or not at all, and those before it stay.
    """
    with _made_anew_sparingly(), _soon_or_not_at_all():
        until_locked(lambda: call_command("migrate", verbosity=0, interactive=False))


def until_locked(do: Callable[[], object], *, seconds_between: float = SECONDS_BETWEEN) -> None:
    """Do it, and again while others have a lock that it waits for in vain."""
    for left in reversed(range(TRIES)):
        try:
            do()
            return
        except OperationalError as trouble:
            if getattr(trouble.__cause__, "sqlstate", "") != _NO_LOCK or not left:
                raise
        time.sleep(seconds_between)


@contextmanager
def _soon_or_not_at_all() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")


def made_anew_with(state: ProjectState, model: Key) -> set[Key]:
    """The model, and all that refer to it, at first or second hand: their classes hold its class."""
    referring = defaultdict(set)
    for key, each in state.models.items():
        for other in _references(key, each):
            referring[other].add(key)
    found, to_follow = {model}, [model]
    while to_follow:
        new = referring[to_follow.pop()] - found
        found |= new
        to_follow += new
    return found


def _references(key: Key, state: ModelState) -> Iterator[Key]:
    """What the model's fields and bases name."""
    for field in state.fields.values():
        if field.is_relation:
            remote: Any = field.remote_field
            yield resolve_relation(remote.model, *key)
            if through := getattr(remote, "through", None):
                yield resolve_relation(through, *key)
    for base in state.bases:
        if isinstance(base, str):
            yield resolve_relation(base, *key)


@contextmanager
def _made_anew_sparingly() -> Iterator[None]:
    every_one = ProjectState._find_reload_model  # type: ignore[attr-defined]

    def sparing(state: ProjectState, app: str, name: str, delay: bool = False) -> set[Key]:
        return made_anew_with(state, (app, name))

    ProjectState._find_reload_model = sparing  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._find_reload_model = every_one  # type: ignore[attr-defined]
