"""A database with every migration applied, made once for all workers of a run: the others copy it in a moment.

On SQLite a file in .work/tests, named by what the migrations say, which later runs find again; on PostgreSQL
a database of the tests' server, the template of the others. That the program makes its tables in an empty
database is proved by tests/cli/test_main.py and test_serve.py.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".work" / "tests"
TEMPLATE = "reskontra_migrated"

_kept_open: list[sqlite3.Connection] = []


def sqlite_file() -> Path:
    """The migrated file, which nobody writes to."""
    path = FOLDER / f"migrated-{_digest()}.sqlite3"
    with _one_at_a_time():
        if not path.exists():
            for old in FOLDER.glob("migrated-*"):
                old.unlink()
            _migrate(f"sqlite:///{path}.new")
            path.with_name(f"{path.name}.new").rename(path)
    return path


def copied_to(path: Path) -> None:
    """A migrated SQLite database in a file of its own."""
    shutil.copyfile(sqlite_file(), path)


def postgresql_template() -> str:
    """The name of the migrated database, to which nobody is connected."""
    server = os.environ["RESKONTRA_TEST_SERVER"]
    with _one_at_a_time(), psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
        if administration.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone() is None:
            administration.execute(f"CREATE DATABASE {TEMPLATE}_new")
            _migrate(f"{server}/{TEMPLATE}_new")
            administration.execute(f"ALTER DATABASE {TEMPLATE}_new RENAME TO {TEMPLATE}")
    return TEMPLATE


def begin_with_it() -> None:
    """The test database, which Django is about to make, begins as a copy; migrations that it lacks are applied."""
    if connection.vendor == "postgresql":
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = postgresql_template()
        return
    creation: Any = connection.creation
    make = creation._create_test_db

    def made(*arguments: Any, **named: Any) -> str:
        name: str = make(*arguments, **named)
        memory = sqlite3.connect(name, uri=True)
        with closing(sqlite3.connect(sqlite_file())) as migrated:
            migrated.backup(memory)
        _kept_open.append(memory)  # it is there as long as somebody is connected
        return name

    creation._create_test_db = made


def _digest() -> str:
    """What the migrations say: those of the product, what they are written with, and the packages that bring some."""
    said = hashlib.sha256(repr((django.VERSION, sys.version_info, sqlite3.sqlite_version)).encode())
    files = [*ROOT.glob("reskontra/*/migrations/*.py"), *ROOT.glob("reskontra/database/*.py"), ROOT / "constraints.txt"]
    for file in sorted(files):
        said.update(file.name.encode() + b"\0" + file.read_bytes())
    return said.hexdigest()[:16]


def _migrate(url: str) -> None:
    environment = os.environ | {"RESKONTRA_DATABASE_URL": url, "RESKONTRA_CONFIG": os.devnull}
    command = [sys.executable, "-m", "reskontra.cli.main", "migrate"]
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
