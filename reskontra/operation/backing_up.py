"""A back-up of the whole database, taken while others write: it has what was stored at one moment, and nothing half.

On SQLite the database itself copies its pages, with those still in the write-ahead log. On PostgreSQL pg_dump reads
the snapshot of a transaction of ours, in which the rows are counted and digested.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from reskontra import __version__
from reskontra.database import places
from reskontra.database.bulk import is_postgresql
from reskontra.interface.secret import installation_key
from reskontra.operation import backup_file, postgresql_tools, working_folders
from reskontra.operation.backup_file import Manifest
from reskontra.operation.contents import Contents, Driver, companies_of, contents_of, migrations_of

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DUMPS = {SQLITE: "database.sqlite3", POSTGRESQL: "database.dump"}
STAMP = "reskontra-%Y-%m-%dT%H%M%SZ"  # a back-up in a folder, by its moment; a second one of the same second has "-2"
_STAMPED = re.compile(r"(reskontra-\d{4}-\d{2}-\d{2}T\d{6}Z)(?:-(\d{1,6}))?((?:\.[a-z0-9_-]+)?)\.zip", re.ASCII)


def make_backup(path: Path, *, at: datetime) -> tuple[Path, Manifest]:
    """Write a back-up of where the thread is to the file, or to one of its own in the folder; gives where, and what.

    A file of a place has the place's name before its ending.

    refuses   BackupThere, ToolMissing, ToolRefused, BackupNotWritten
    """
    working_folders.sweep(working_folders.temporary())
    is_folder, stamp = path.is_dir(), at.astimezone(UTC).strftime(STAMP)
    ending = f".{places.here()}" if places.here() else ""
    target = path / f"{stamp}{ending}.zip" if is_folder else path.with_name(f"{path.stem}{ending}{path.suffix}")
    others = (path / f"{stamp}-{number}{ending}.zip" for number in count(2)) if is_folder else ()
    with backup_file.new_file(target, others=others) as new:
        dump = new.part.with_name(DUMPS[engine()])
        manifest = (_dump_postgresql if is_postgresql() else _copy_sqlite)(dump, at)
        backup_file.write(new.part, manifest=manifest, database=dump)
    return new.path, manifest


def thin_out(folder: Path, *, keep: int, made: Path) -> list[Path]:
    """Delete the back-ups that stand in the folder by their moment, but the newest so many; gives those deleted.

    Those of the place, or of home, that the one just made is of; others are left.

    made   the one that was just made: it is one of those that stay, whatever the clock said when others were made
    """
    found = {path: _STAMPED.fullmatch(path.name) for path in folder.iterdir() if path.is_file()}
    own = _STAMPED.fullmatch(made.name)
    ending = own[3] if own else ""
    stamped = {
        path: (one[1], int(one[2] or 1))
        for path, one in found.items()
        if one and one[3] == ending and not path.is_symlink()
    }
    others = sorted((path for path in stamped if path.name != made.name), key=stamped.__getitem__)
    old = others[: max(0, len(others) - (keep - 1))]
    for path in old:
        path.unlink()
    return old


def engine() -> str:
    """The kind of database that is set up."""
    return POSTGRESQL if is_postgresql() else SQLITE


def contents_now() -> dict[str, Contents]:
    """What is in the database that is set up, at one moment."""
    if is_postgresql():
        with postgresql_tools.driver_connection() as own:
            _read_one_moment(own)
            return contents_of(own)
    connection.ensure_connection()
    own = connection.connection
    if not connection.in_atomic_block:
        own.execute("BEGIN")  # a reader: it holds up nobody, and sees one moment
    try:
        return contents_of(own)
    finally:
        if not connection.in_atomic_block:
            own.execute("ROLLBACK")


def _copy_sqlite(dump: Path, at: datetime) -> Manifest:
    connection.ensure_connection()
    with closing(sqlite3.connect(dump)) as copy:
        connection.connection.backup(copy)  # all pages in one step
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, that may be opened where nothing may be written
        return _manifest(copy, dump, at=at, engine_version=sqlite3.sqlite_version)


def _dump_postgresql(dump: Path, at: datetime) -> Manifest:
    with postgresql_tools.driver_connection() as own:
        server = own.info.server_version // 10_000
        pg_dump = postgresql_tools.tool("pg_dump", server=server)
        _read_one_moment(own)
        (snapshot,) = own.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        patience = f"--lock-wait-timeout={settings.DATABASE_LOCK_SECONDS}s"
        words = [pg_dump, "--format=custom", f"--snapshot={snapshot}", patience, f"--file={dump}"]
        postgresql_tools.run([*words, *_schemas()])
        return _manifest(own, dump, at=at, engine_version=str(server))


def _schemas() -> list[str]:
    """What tells pg_dump to take what is of the place where the thread is, and nothing of others beside it."""
    if schema := postgresql_tools.schema_here():
        return [f"--schema={schema}"]
    return [
        f"--exclude-schema={schema}"
        for schema in sorted({one.schema for one in places.places_before_migrating()} - {""})
    ]


def _read_one_moment(own: psycopg.Connection[Any]) -> None:
    own.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    own.read_only = True


def _manifest(own: Driver, dump: Path, *, at: datetime, engine_version: str) -> Manifest:
    """What is known of a dump, from a connection that sees what is in it."""
    tables, migrations, companies = contents_of(own), migrations_of(own), companies_of(own)
    return Manifest(
        version=__version__,
        made_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        engine=engine(),
        engine_version=engine_version,
        dump=dump.name,
        size=dump.stat().st_size,
        sha256=backup_file.digest_of(dump),
        key=key_mark(),
        companies=tuple(companies),
        migrations=tuple(migrations),
        tables=tables,
        place=places.here(),
        schema=postgresql_tools.schema_here(),
    )


def key_mark() -> str:
    """By what the installation's secret key is known again; the key cannot be told from it."""
    return hashlib.sha256(f"back-up\0{installation_key()}".encode()).hexdigest()[:16]
