"""No migration since the last release holds up those who work while it runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations import operations as of
from django.db.migrations.state import ModelState, ProjectState

from reskontra.database.without_locks import AddIndexWithoutLock
from tests import migration_rules as rules

INDEX = models.Index(fields=["name"], name="by_name")
SHORT, LONG = models.CharField(max_length=10), models.CharField(max_length=20)


def test_no_migration_since_the_last_release_holds_up_anybody() -> None:
    assert {key: told for key, told in rules.findings().items() if told} == {}


def _fill(apps: Any, _editor: Any) -> None:
    apps.get_model("a", "Entry").objects.update(name="")


def _guard(_apps: Any, editor: Any) -> None:
    editor.execute("CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON a_entry EXECUTE FUNCTION refuse()")


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (of.AddIndex("entry", INDEX), rules.INDEX),
        (AddIndexWithoutLock("entry", INDEX), rules.NOT_ATOMIC),
        (of.AddConstraint("entry", models.UniqueConstraint(fields=["name"], name="one")), rules.UNIQUE),
        (of.AddConstraint("entry", models.CheckConstraint(condition=models.Q(id__gt=0), name="id")), rules.CHECKED),
        (of.AddField("entry", "city", models.TextField(db_default="")), ""),
        (of.AddField("entry", "day", models.DateField(null=True)), ""),
        (of.AddField("entry", "day", models.DateField(null=True, db_index=True)), rules.INDEX),
        (of.AlterField("entry", "name", LONG), ""),
        (of.AlterField("entry", "name", models.TextField()), ""),
        (of.AlterField("entry", "name", SHORT), rules.REWRITTEN),
        (of.AlterField("entry", "count", models.BigIntegerField(null=True)), rules.REWRITTEN),
        (of.AlterField("entry", "count", models.IntegerField()), rules.NARROWER),
        (of.RunPython(_fill), rules.ROWS),
        (of.RunPython(_guard), ""),
        (of.RunSQL("UPDATE a_entry SET name = ''"), rules.ROWS),
    ],
)
def test_what_holds_up_others_is_told(operation: Any, told: str) -> None:
    assert list(rules.looked_at(_looking([operation]))) == ([f"{operation.describe()}: it {told}."] if told else [])


def test_a_table_made_since_the_release_is_small() -> None:
    made = of.CreateModel("Note", [("id", models.BigAutoField(primary_key=True)), ("name", SHORT)])
    assert list(rules.looked_at(_looking([made, of.AddIndex("note", INDEX)]))) == []
    assert list(rules.looked_at(_looking([AddIndexWithoutLock("entry", INDEX)], atomic=False))) == []


def _looking(operations: list[Any], *, atomic: bool = True) -> rules.Looking:
    state = ProjectState()
    fields: dict[str, Any] = {"id": models.BigAutoField(primary_key=True), "name": models.CharField(max_length=15)}
    state.add_model(ModelState("a", "Entry", list((fields | {"count": models.IntegerField(null=True)}).items())))
    kind = type("Migration", (migrations.Migration,), {"operations": operations, "atomic": atomic})
    return rules.Looking(kind("0002_change", "a"), state)
