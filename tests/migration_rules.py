"""What a migration may not do to tables that are big already, while others work.

On PostgreSQL most changes of a table take a lock for a moment. These hold it as long as all rows are read or written.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.migrations import Migration, RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations import operations as of
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from reskontra.database.without_locks import AddIndexWithoutLock
from tests.test_upgrades import released

_CHANGES_ROWS = re.compile(r"get_model|UPDATE\s+\S+\s+SET\s|INSERT\s+INTO|DELETE\s+FROM", re.IGNORECASE)
INDEX = "makes an index while every writer waits. Use AddIndexWithoutLock, and say atomic = False"
NOT_ATOMIC = "makes an index beside the others' work in one transaction. Say atomic = False"
CHECKED = "reads all rows while every writer waits. Add it NOT VALID, and validate it in a migration after this one"
UNIQUE = "makes an index while every writer waits. Make a unique index CONCURRENTLY, and the constraint of it"
REWRITTEN = "has all rows written anew while everybody waits. Add another column, and fill it in pieces"
NARROWER = "has all rows read while everybody waits. Add a check NOT VALID, validate it, and then let the column follow"
ROWS = "changes rows in one transaction. Say atomic = False, and change some thousands at a time"


@dataclass(slots=True)
class Looking:
    """A migration under way.

    state   the tables as the operation finds them
    fresh   those made since the last release
    """

    migration: Migration
    state: ProjectState
    fresh: set[tuple[str, str]] = field(default_factory=set)


def findings() -> dict[tuple[str, str], list[str]]:
    """What the migrations do since the last release that they may not, by room and name."""
    loader = MigrationLoader(None)
    known, fresh = released(), set[tuple[str, str]]()
    found = {}
    for key in _in_order(loader):
        migration = loader.disk_migrations[key]
        if key in known or not migration.__module__.startswith("reskontra."):
            continue
        looking = Looking(migration, loader.project_state(key, at_end=False), fresh)
        found[key] = list(looked_at(looking))
    return found


def looked_at(looking: Looking) -> Iterator[str]:
    """What the migration does that it may not. Its operations are carried out on the state."""
    room = looking.migration.app_label
    for operation in looking.migration.operations:
        parts = operation.database_operations if isinstance(operation, SeparateDatabaseAndState) else [operation]
        for part in parts:
            name = str(getattr(part, "model_name", "") or getattr(part, "name", "")).lower()
            if (room, name) not in looking.fresh:
                yield from (f"{part.describe()}: it {told}." for told in _told(part, looking))
        if isinstance(operation, of.CreateModel):
            looking.fresh.add((room, operation.name.lower()))
        operation.state_forwards(room, looking.state)


def _told(one: Operation, looking: Looking) -> Iterator[str]:
    if isinstance(one, AddIndexWithoutLock):
        yield from [NOT_ATOMIC] if looking.migration.atomic else []
    elif isinstance(one, (of.AddIndex, of.AlterUniqueTogether, of.AlterIndexTogether)):
        yield INDEX
    elif isinstance(one, of.AddConstraint):
        yield UNIQUE if isinstance(one.constraint, models.UniqueConstraint) else CHECKED
    elif isinstance(one, of.AddField):
        yield from _added(one.field)
    elif isinstance(one, of.AlterField):
        yield from _altered(_before(one, looking), one.field)
    elif looking.migration.atomic and isinstance(one, (RunPython, RunSQL)) and _CHANGES_ROWS.search(_text(one)):
        yield ROWS


def _added(new: Any) -> Iterator[str]:
    is_reckoned = new.has_db_default() and not isinstance(new._db_default_expression, models.Value)
    if isinstance(new, models.GeneratedField) or is_reckoned:
        yield REWRITTEN
    if new.unique or new.db_index:
        yield INDEX


def _altered(old: Any, new: Any) -> Iterator[str]:
    kinds = old.get_internal_type(), new.get_internal_type()
    is_shorter = (new.max_length or 0) < (old.max_length or 0)
    if kinds != ("CharField", "TextField") and (kinds[0] != kinds[1] or is_shorter):
        yield REWRITTEN
    if old.null and not new.null:
        yield NARROWER
    if (new.unique and not old.unique) or (new.db_index and not old.db_index):
        yield INDEX


def _before(one: of.AlterField, looking: Looking) -> Any:
    return looking.state.models[looking.migration.app_label, one.model_name_lower].fields[one.name]


def _text(one: RunPython | RunSQL) -> str:
    return inspect.getsource(one.code) if isinstance(one, RunPython) else str(one.sql)


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Each after those that it depends on."""
    found: dict[tuple[str, str], None] = {}
    for leaf in loader.graph.leaf_nodes():
        found |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return list(found)
