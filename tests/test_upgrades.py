"""A migration adds, so that the version before it goes on serving, or its name says that it takes away."""

from __future__ import annotations

import io
import json
import lzma
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models.fields import NOT_PROVIDED

from reskontra.operation.health import TAKING_AWAY
from tests.each import holds_for_each
from tests.released.keep import FOLDER

ADDING = (
    operations.CreateModel, operations.AddIndex, operations.RemoveIndex, operations.RenameIndex,
    operations.RemoveConstraint, operations.AlterModelOptions, operations.AlterModelManagers,
    operations.RunSQL, operations.RunPython,  # what they do is for who reads them to judge
)  # fmt: skip


def released() -> set[tuple[str, str]]:
    """Migrations that some released version brought."""
    found: set[tuple[str, str]] = set()
    for path in FOLDER.glob("*/sqlite.zip.xz"):
        with zipfile.ZipFile(io.BytesIO(lzma.decompress(path.read_bytes()))) as backup:
            manifest = json.loads(backup.read("manifest.json"))
        found |= {(room, name) for room, name in manifest["migrations"]}
    return found


def takes_away(steps: Sequence[Operation]) -> Iterator[str]:
    """What of a migration the version before could not live with: the row that it writes, the column that it reads."""
    new: set[str] = set()  # tables and fields of this very migration, and limits that it widens
    for step in _flat(steps):
        if isinstance(step, operations.CreateModel):
            new.add(step.name_lower)
        elif isinstance(step, operations.RemoveConstraint):
            new.add(step.name)
        elif isinstance(step, operations.AddField):
            new.add(f"{step.model_name_lower}.{step.name_lower}")
        if not _is_lived_with(step, new):
            yield step.describe()


def _flat(steps: Sequence[Operation]) -> Iterator[Operation]:
    for step in steps:
        if isinstance(step, operations.SeparateDatabaseAndState):
            yield from _flat(step.state_operations or step.database_operations)
        else:
            yield step


def _is_lived_with(step: Any, new: set[str]) -> bool:
    if isinstance(step, ADDING) or getattr(step, "model_name", "").lower() in new:
        return True
    if isinstance(step, operations.AddField):
        return step.field.null or step.field.many_to_many or step.field.db_default is not NOT_PROVIDED
    if isinstance(step, operations.AddConstraint):
        return step.constraint.name in new or _is_of_new_fields(step, new)
    return False


def _is_of_new_fields(step: operations.AddConstraint, new: set[str]) -> bool:
    """Every field it speaks of is one that the version before does not write."""
    constraint: Any = step.constraint
    named = constraint.condition.referenced_base_fields if isinstance(constraint, models.CheckConstraint) else ()
    return bool(named) and all(f"{step.model_name.lower()}.{name.lower()}" in new for name in named)


FIELD = {"model_name": "party", "name": "nickname"}
TEXT, NULL = models.TextField(default=""), models.TextField(null=True)
LIMIT = models.CheckConstraint(condition=models.Q(nickname="x"), name="nickname_known")


@pytest.mark.parametrize(
    ("steps", "count"),
    [
        ([migrations.CreateModel("Pet", [("name", models.TextField())])], 0),
        ([migrations.CreateModel("Pet", []), migrations.AddField("pet", "name", TEXT)], 0),
        ([migrations.AddField(**FIELD, field=models.TextField(db_default=""))], 0),
        ([migrations.AddField(**FIELD, field=NULL)], 0),
        ([migrations.AddField(**FIELD, field=TEXT)], 1),  # Django's default is not the database's
        (
            [migrations.AddField(**FIELD, field=NULL), migrations.AddConstraint("party", LIMIT)],
            0,
        ),
        ([migrations.AddConstraint("party", LIMIT)], 1),
        ([migrations.RemoveConstraint("party", "nickname_known"), migrations.AddConstraint("party", LIMIT)], 0),
        ([migrations.SeparateDatabaseAndState([], [migrations.RemoveField("party", "name")])], 1),
        ([migrations.RenameField("party", "name", "nickname"), migrations.DeleteModel("Party")], 2),
        ([migrations.AlterField(**FIELD, field=TEXT)], 1),
    ],
)
def test_what_the_version_before_lives_with(steps: list[Operation], count: int) -> None:
    assert len([*takes_away(steps)]) == count


def test_each_migration_since_the_release_adds_or_says_that_it_takes_away() -> None:
    before, loader = released(), MigrationLoader(None)
    since = [one for key, one in loader.disk_migrations.items() if key not in before and "reskontra" in one.__module__]
    assert before

    def adds(migration: migrations.Migration) -> None:
        assert TAKING_AWAY in migration.name or not [*takes_away(migration.operations)]

    holds_for_each(since, adds, named=str)
