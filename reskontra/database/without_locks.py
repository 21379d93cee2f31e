"""An index on a table that is big already, made while others write to it: for migrations, which say atomic = False.

On PostgreSQL Django's AddIndex holds up every writer until all rows are read.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddIndex
from django.db.migrations.state import ProjectState

from reskontra.database.migrating import PATIENCE


class AddIndexWithoutLock(AddIndex):
    """As AddIndex. Broken off at whatever moment and begun anew, it first takes away what it left."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        name = schema_editor.quote_name(self.index.name)
        if schema_editor.connection.vendor != "postgresql":
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.execute("SET lock_timeout = 0")  # it waits for who reads and writes, and nobody waits for it
        try:
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            schema_editor.add_index(model, self.index, concurrently=True)  # type: ignore[call-arg]
        finally:
            schema_editor.execute(f"SET lock_timeout = '{PATIENCE}'")
