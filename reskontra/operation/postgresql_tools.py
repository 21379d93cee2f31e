"""PostgreSQL's own programs, which make and read the dump of a whole database."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import psycopg.conninfo
from django.conf import settings
from django.db import connection

from reskontra.core.errors import Refused
from reskontra.database import places

FOLDERS = Path("/usr/lib/postgresql")  # where Debian keeps those of every version
CONNECTION = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}


class ToolMissing(Refused):
    code = "tool_missing"
    template = (
        "The server is PostgreSQL {version}, and its {tool} is not installed here{found}. "
        "Install the package postgresql-client-{version}, or put the program on the path."
    )


class ToolRefused(Refused):
    code = "tool_refused"
    template = '{tool} ended with {code}: "{said}". Nothing was changed; do as it says, and repeat the command.'


def database_name() -> str:
    """The database where the thread is: the path of a file, or the name on the server."""
    return str(connection.settings_dict["NAME"])


def driver_connection() -> psycopg.Connection[Any]:
    """A connection of the driver's own to where the thread is."""
    found = connection.settings_dict
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    named = {driver: str(found[ours]) for ours, driver in names.items() if found.get(ours)}
    path = {"options": f"-c search_path={schema}"} if (schema := schema_here()) else {}
    return psycopg.connect(psycopg.conninfo.make_conninfo(**named, **path))


def schema_here() -> str:
    """The schema that the place has of its own; "" where it is the one that the database's user has anyway."""
    place = places.place_here()
    return place.schema if place else ""


def tool(name: str, *, server: int) -> str:
    """The path of pg_dump, pg_restore or psql that knows this version of the server: its own, else a newer one.

    refuses   ToolMissing
    """
    own = FOLDERS / str(server) / "bin" / name
    if own.exists():
        return str(own)
    found = shutil.which(name)
    version = _version(found) if found else 0
    if found and version >= server:
        return found
    raise ToolMissing(tool=name, version=server, found=f" ({found} is of version {version})" if found else "")


def run(words: Sequence[str], *, feeds: Sequence[str] = ()) -> bytes:
    """Run a program over the database where the thread is; gives what it said.

    feeds   another program whose output it reads

    refuses   ToolRefused
    """
    patience = f"-c lock_timeout={settings.DATABASE_LOCK_SECONDS}s"
    if schema := schema_here():
        patience += f" -c search_path={schema}"
    environment = os.environ | {"PGCLIENTENCODING": "UTF8", "LC_ALL": "C", "PGOPTIONS": patience} | _connection()
    if not feeds:
        return _ended(words, subprocess.run(words, env=environment, capture_output=True, check=False))  # noqa: S603
    with subprocess.Popen(feeds, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as source:  # noqa: S603
        done = subprocess.run(words, env=environment, stdin=source.stdout, capture_output=True, check=False)  # noqa: S603
        assert source.stdout is not None
        assert source.stderr is not None
        source.stdout.close()
        said = source.stderr.read()
        source.wait()
    told = _ended(words, done)
    _ended(feeds, subprocess.CompletedProcess(feeds, source.returncode, b"", said))
    return told


def _connection() -> dict[str, str]:
    """Where the server is and who we are, as its programs read it: passwords stand in no list of processes."""
    found = connection.settings_dict
    return {variable: str(found[name]) for name, variable in CONNECTION.items() if found.get(name)}


def _ended(words: Sequence[str], done: subprocess.CompletedProcess[bytes]) -> bytes:
    if done.returncode:
        said = (done.stderr.decode(errors="replace").strip().splitlines() or [""])[0]
        raise ToolRefused(tool=Path(words[0]).name, code=done.returncode, said=said)
    return done.stdout


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\b(\d+)\.", said)
    return int(found[1]) if found else 0
