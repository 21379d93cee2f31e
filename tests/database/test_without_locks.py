"""An index is made beside the others' work, and made anew where making it was broken off."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.state import ProjectState

from reskontra.database.without_locks import AddIndexWithoutLock

NAME = "audit_event_actor"
INDEX = models.Index(fields=["company", "actor"], name=NAME)


@pytest.mark.django_db(transaction=True)
def test_an_index_is_made_though_half_of_it_was_left() -> None:
    state = ProjectState.from_apps(apps)
    made = state.clone()
    operation = AddIndexWithoutLock("event", INDEX)
    operation.state_forwards("audit", made)
    for _time in range(2):
        with connection.schema_editor(atomic=False) as editor:
            operation.database_forwards("audit", editor, state, made)
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "audit_event")
        cursor.execute(f"DROP INDEX {NAME}")
    assert found[NAME]["columns"] == ["company_id", "actor"]
