"""Databases with files of their own, copied in a moment, and what is in them.

SQLite or PostgreSQL as for the other tests: files in a folder, or databases on the tests' server.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.apps import apps
from django.db import connection, models

from tests import migrated

Key = tuple[Any, ...]
Rows = dict[str, dict[Key, dict[str, Any]]]  # table → key → column → value

# When and how long, and what follows from that; a row of another id is the same row.
PASSING = {"DateTimeField"}
PASSING_COLUMNS = {"id", "milliseconds", "payload_digest", "previous_digest", "digest"}
# A file of vouchers tells when each was posted, one for the bank when it was written: so do their digests.
PASSING_OF = {("ledger_voucherexport", "sha256"), ("companies_storedfile", "sha256")}
CONTENT = ("companies_storedfile", "content")
NAMES = {"name", "message_id"}  # of files
_TOLD_APART = rb"-\d{10}-[0-9A-F]{6}\b"  # a file for the bank from every other, by moment and chance
MOMENT = re.compile(_TOLD_APART + rb"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:Z|[+-]\d\d:\d\d)?")
# A repeated run is noted again: these are proved by the check of the books.
NOTES = {"matching_matchrun", "audit_event", "audit_payload"}


# A server that falls down gives ids of a database once more that was copied by way of its log: what its sequences had
# taken in advance is in the log of the other database alone. Only tests copy so: the product makes databases empty, and
# moves a company row by row.
_STRATEGY = " STRATEGY file_copy" if "RESKONTRA_TEST_STRIKE" in os.environ else ""


class Databases:
    """Those of one module of tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_postgresql = connection.vendor == "postgresql"
        self.made: list[str] = []

    def new(self) -> str:
        """The URL of an empty database."""
        return self._make("")

    def migrated(self) -> str:
        """The URL of a database with its tables, which are empty."""
        if self.is_postgresql:
            return self._make(f"/{migrated.postgresql_template()}")
        url = self._make("")
        migrated.copied_to(self.folder / _name(url))
        return url

    def copy(self, url: str) -> str:
        """The URL of a copy, which nobody else has."""
        return self._make(url)

    def _make(self, source: str) -> str:
        name = f"fault_{uuid4().hex[:12]}"
        if self.is_postgresql:
            template = f" TEMPLATE {_name(source)}{_STRATEGY}" if source else ""
            self._administer(f"CREATE DATABASE {name}{template}")
            self.made.append(name)
            return f"{os.environ['RESKONTRA_TEST_SERVER']}/{name}"
        path = self.folder / f"{name}.sqlite3"
        if source:
            for part in Path(source.removeprefix("sqlite:///")).parent.glob(f"{_name(source)}*"):  # with its log
                shutil.copyfile(part, path.parent / part.name.replace(_name(source), path.name))
        return f"sqlite:///{path}"

    def left_alone(self, url: str) -> str:
        """The URL, once the server has seen off every client: one that was killed may still hold its locks."""
        if self.is_postgresql:
            seen_off = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s"
            with psycopg.connect(f"{os.environ['RESKONTRA_TEST_SERVER']}/postgres", autocommit=True) as administration:
                administration.execute(seen_off, [_name(url)])
        return url

    def drop(self) -> None:
        for name in self.made:
            self._administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _administer(self, statement: str) -> None:
        server = os.environ["RESKONTRA_TEST_SERVER"]
        with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
            administration.execute(statement)


def _name(url: str) -> str:
    return url.rsplit("/", 1)[1]


@contextmanager
def opened(url: str) -> Iterator[Any]:
    """A connection of the driver's own."""
    if url.startswith("postgresql"):
        with psycopg.connect(url) as own:
            yield own
    else:
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as own:
            yield own


def rows(url: str) -> Rows:
    """Every row of every table of the product."""
    found: Rows = {}
    with opened(url) as own:
        for model in _models():
            cursor = own.execute(f"SELECT * FROM {model._meta.db_table}")
            columns = [column[0] for column in cursor.description]
            table = (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
            keys = [field.column for field in model._meta.pk_fields]
            found[model._meta.db_table] = {tuple(row[key] for key in keys): row for row in table}
    return found


def business(found: Rows) -> dict[str, Counter[str]]:
    """What the rows say, without ids and moments: a row that another refers to stands there with all it says.

    Two runs that did the same have the same, whichever ids they were given.
    """
    known: dict[tuple[str, Key], str] = {}
    return {
        model._meta.db_table: Counter(_said(model, key, found, known) for key in found[model._meta.db_table])
        for model in _models()
        if model._meta.db_table not in NOTES
    }


def _said(model: type[models.Model], key: Key, found: Rows, known: dict[tuple[str, Key], str]) -> str:
    table = model._meta.db_table
    if (table, key) not in known:
        row = found[table][key]
        values = {}
        for field in model._meta.concrete_fields:
            value = row[str(field.column)]
            is_passing = field.column in PASSING_COLUMNS or (table, field.column) in PASSING_OF
            if is_passing or field.get_internal_type() in PASSING:
                continue
            if field.is_relation and value is not None:
                value = _short(_said(field.related_model, (value,), found, known))  # type: ignore[arg-type]
            elif (table, field.column) == CONTENT:
                value = hashlib.sha256(MOMENT.sub(b"", zlib.decompress(value))).hexdigest()
            elif field.column in NAMES and value:
                value = MOMENT.sub(b"", value.encode()).decode()
            elif field.column == "alternatives" and value:
                entries = apps.get_model("receivables", "Entry")
                value = sorted(_short(_said(entries, (entry,), found, known)) for entry in json.loads(value))
            values[str(field.column)] = value
        known[(table, key)] = json.dumps(values, sort_keys=True, default=str)
    return known[(table, key)]


def _short(text: str) -> str:
    """Long texts that are told again are told by a digest."""
    return hashlib.sha256(text.encode()).hexdigest()


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("reskontra.")]
