"""A back-up put back: whole or not at all, over an empty database unless told otherwise.

On SQLite the database takes over all pages in one transaction of its own, so that whoever has it open sees the old
books or the new ones. On PostgreSQL everything happens in one transaction too: what stood there goes with it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Malformed, Refused
from reskontra.database.bulk import is_postgresql
from reskontra.interface.database import BooksHeld
from reskontra.operation import backup_file, postgresql_tools
from reskontra.operation.backing_up import contents_now, engine
from reskontra.operation.backup_file import Manifest
from reskontra.operation.contents import Contents, companies_of, contents_of, differing, tables_of
from reskontra.operation.guards_kept import triggers_of_dump, triggers_of_file
from reskontra.operation.working_folders import working_folder

SESSIONS = ("interface_browsersession", "django_session")  # the second held them up to version 0.1
NOBODY = "people without a company"
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class BackupDiffers(Malformed):
    code = "backup_differs"
    template = "{file} has other rows in {tables} than its manifest says. Use another copy of it, or an older back-up."


class BackupOfOtherEngine(Refused):
    code = "backup_of_other_engine"
    template = (
        "{file} was made on {made_on}, and {database} is {engine}. Name a database of its kind to put it back in."
    )


class BackupNewer(Refused):
    code = "backup_newer"
    template = (
        "{file} was made by version {version}, whose {migration} is not known here. "
        "Install that version or a later one, and put the back-up back with it."
    )


class BackupOfOtherSchema(Refused):
    code = "backup_of_other_schema"
    template = (
        '{file} is of the schema "{made_of}", and the place {place} has "{schema}". '
        "Add a place of that name with that schema, and put it back there."
    )


class TargetHoldsBooks(Refused):
    code = "target_holds_books"
    template = (
        "{database} holds the books of {companies}. Name an empty database with RESKONTRA_DATABASE_URL, "
        "or say --replace: then these books go, and those of the back-up stand in their place."
    )


@dataclass(frozen=True, slots=True)
class Verified:
    """A back-up that is as it was written.

    triggers   the names of those that its tables have; None where there is no pg_restore to tell
    is_older   made by a version before, whose tables had fewer
    """

    manifest: Manifest
    triggers: frozenset[str] | None
    is_older: bool


def verify(path: Path) -> Verified:
    """Read the back-up through and hold all that is in it against its seal and its manifest.

    On SQLite every table is counted and digested anew; of a dump of PostgreSQL the bytes are held against its digest.

    refuses   NoBackup, BackupDamaged, BackupDiffers, BackupNotWritten where there is no room to unpack it, ToolRefused
    """
    backup_file.require_whole(path)
    manifest = backup_file.read_manifest(path)
    with working_folder() as folder:
        triggers = _triggers(_unpacked(path, manifest, folder), manifest)
    newest = MigrationLoader(None).graph.leaf_nodes()
    return Verified(manifest, triggers, is_older=not set(newest) <= set(manifest.migrations))


def _triggers(dump: Path, manifest: Manifest) -> frozenset[str] | None:
    if manifest.engine == "sqlite":
        return triggers_of_file(dump)
    try:
        return triggers_of_dump(dump, server=int(manifest.engine_version))
    except postgresql_tools.ToolMissing:
        return None


def differing_from_database(manifest: Manifest) -> list[str]:
    """The tables of which the database that is set up holds other rows than the back-up."""
    return differing(manifest.tables, contents_now())


def restore(path: Path, *, replaces: bool) -> Manifest:
    """Put the back-up in the place of what the database holds where the thread is, which is where it belongs.

    replaces   whether there may be books, which then are gone

    Nobody is signed in afterwards.

    refuses   NoBackup, BackupDamaged, BackupDiffers, BackupOfOtherEngine, BackupNewer, BackupOfOtherSchema,
              TargetHoldsBooks, BooksHeld, ToolMissing, ToolRefused, BackupNotWritten: nothing is changed then
    """
    backup_file.require_whole(path)
    manifest = backup_file.read_manifest(path)
    if manifest.engine != engine():
        database = postgresql_tools.database_name()
        raise BackupOfOtherEngine(file=str(path), made_on=manifest.engine, database=database, engine=engine())
    if unknown := sorted(set(manifest.migrations) - _known_migrations()):
        raise BackupNewer(file=str(path), version=manifest.version, migration=".".join(unknown[0]))
    schema = postgresql_tools.schema_here()
    if manifest.schema != schema:
        raise BackupOfOtherSchema(file=str(path), made_of=manifest.schema, place=manifest.place, schema=schema)
    connection.ensure_connection()
    with working_folder() as folder:
        dump = _unpacked(path, manifest, folder)
        (_restore_postgresql if is_postgresql() else _restore_sqlite)(dump, replaces)
    connection.close()  # what it knows of the tables is of those before
    if found := differing_from_database(manifest):
        raise BackupDiffers(file=str(path), tables=", ".join(found))
    with connection.cursor() as cursor:
        for table in SESSIONS:
            if table in manifest.tables:
                cursor.execute(f"DELETE FROM {table}")  # whoever was signed in then, or has signed out since
    return manifest


def _known_migrations() -> set[tuple[str, str]]:
    """Those of this version, and those that they stand in for."""
    found = MigrationLoader(None).disk_migrations
    return {*found, *((app, name) for migration in found.values() for app, name in migration.replaces)}


def _unpacked(path: Path, manifest: Manifest, folder: Path) -> Path:
    dump = folder / "database"
    backup_file.extract(path, manifest=manifest, into=dump)
    if manifest.engine == "sqlite":
        try:
            with closing(sqlite3.connect(f"file:{dump}?mode=ro&immutable=1", uri=True)) as own:
                _require(path, manifest, contents_of(own))
        except sqlite3.Error as reason:
            raise backup_file.damage(path, noop("what is in it is no database")) from reason
    return dump


def _require(path: Path, manifest: Manifest, found: dict[str, Contents]) -> None:
    if others := differing(manifest.tables, found):
        raise BackupDiffers(file=str(path), tables=", ".join(others))


def _restore_sqlite(dump: Path, replaces: bool) -> None:
    own: sqlite3.Connection = connection.connection
    _refuse_books(own, replaces)
    since = time.monotonic()

    def waiting(status: int, _left: int, _total: int) -> None:
        if status in _BUSY and time.monotonic() - since > settings.DATABASE_LOCK_SECONDS:
            raise BooksHeld(database=postgresql_tools.database_name(), seconds=settings.DATABASE_LOCK_SECONDS)

    with closing(sqlite3.connect(f"file:{dump}?mode=ro&immutable=1", uri=True)) as source:
        source.backup(own, progress=waiting)
    own.execute("PRAGMA journal_mode = WAL")


def _restore_postgresql(dump: Path, replaces: bool) -> None:
    with postgresql_tools.driver_connection() as own:
        server = own.info.server_version // 10_000
        pg_restore, psql = (postgresql_tools.tool(name, server=server) for name in ("pg_restore", "psql"))
        _refuse_books(own, replaces)
        cleared = _drops(own)
    strict = [psql, "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    first = [f"--command={statement}" for statement in cleared]
    feeds = [pg_restore, "--no-owner", "--no-privileges", "--file=-", str(dump)]
    postgresql_tools.run([*strict, *first, "--file=-"], feeds=feeds)


def _drops(own: psycopg.Connection[Any]) -> Sequence[str]:
    """The statements that take away what stands there: tables with all that is theirs, and functions.

    Of a place with a schema of its own: the schema, which the dump makes anew.
    """
    if schema := postgresql_tools.schema_here():
        return [f'DROP SCHEMA IF EXISTS "{schema}" CASCADE']
    tables = ", ".join(f'"{name}"' for name in tables_of(own))
    functions = own.execute(
        "SELECT string_agg(oid::regprocedure::text, ', ') FROM pg_proc "
        "WHERE pronamespace = current_schema()::regnamespace AND prorettype = 'trigger'::regtype"
    ).fetchone()
    found = [f"DROP TABLE {tables} CASCADE"] if tables else []
    return [*found, f"DROP FUNCTION {functions[0]} CASCADE"] if functions and functions[0] else found


def _refuse_books(own: sqlite3.Connection | psycopg.Connection[Any], replaces: bool) -> None:
    """refuses   TargetHoldsBooks"""
    if replaces:
        return
    held = companies_of(own)
    if not held and "interface_user" in tables_of(own):
        held = [NOBODY] if own.execute("SELECT 1 FROM interface_user LIMIT 1").fetchone() else []
    if held:
        raise TargetHoldsBooks(database=postgresql_tools.database_name(), companies=", ".join(held))
