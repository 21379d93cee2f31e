"""Books on a PostgreSQL server with a standby that is only read, for a test: Django's default is the primary."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from reskontra.config.env import database_settings, replica_settings
from reskontra.database import replicas
from tests import migrated
from tests.faults.servers import PATIENT, Pair, Server
from tests.postgresql import USER, binaries

BOOKS = "books"


@dataclass(frozen=True, slots=True)
class Replicated:
    """The two servers."""

    primary: Server
    standby: Server

    def catch_up(self) -> None:
        """Until the standby has all that the primary has."""
        [(wanted,)] = self.primary.says("SELECT pg_current_wal_lsn()")
        for _attempt in range(600):
            if self.standby.says(f"SELECT pg_last_wal_replay_lsn() >= '{wanted}'") == [(True,)]:
                return
            PATIENT.wait(0.05)
        raise AssertionError("the standby does not follow")

    @contextmanager
    def held(self) -> Iterator[None]:
        """The standby takes nothing in meanwhile; after it all that came."""
        self.standby.says("SELECT pg_wal_replay_pause()")
        yield
        self.standby.says("SELECT pg_wal_replay_resume()")
        self.catch_up()


@contextmanager
def replicated() -> Iterator[Replicated]:
    home = Path(tempfile.mkdtemp(prefix="reskontra-replicated-"))
    pair: Pair | None = None
    try:
        pair = Pair(home)
        pair.primary.says("ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()")
        url = with_tables(pair.primary)
        with pytest.MonkeyPatch.context() as patch, _default(url):
            there = url.replace(str(pair.primary.port), str(pair.standby.port))
            patch.setenv("RESKONTRA_REPLICA_URL", there)
            patch.setattr(settings, "REPLICAS", replica_settings("RESKONTRA_REPLICA_URL", database_settings(url)))
            patch.setattr(replicas, "_left_alone", {})
            yield Replicated(pair.primary, pair.standby)
    finally:
        if pair is not None:
            pair.close()
        shutil.rmtree(home, ignore_errors=True)


def with_tables(server: Server) -> str:
    """The address of a database with tables and no rows."""
    url = f"postgresql://{USER}@127.0.0.1:{server.port}/{BOOKS}"
    server.says(f"CREATE DATABASE {BOOKS}")
    tools = binaries()
    assert tools is not None
    template = f"{os.environ['RESKONTRA_TEST_SERVER']}/{migrated.postgresql_template()}"
    dump = subprocess.run([str(tools / "pg_dump"), template], check=True, capture_output=True).stdout
    words = [str(tools / "psql"), "--quiet", "--set=ON_ERROR_STOP=1", url]
    subprocess.run(words, input=dump, check=True, stdout=subprocess.DEVNULL)
    return url


@contextmanager
def _default(url: str) -> Iterator[None]:
    """Django's default is that database."""
    usual, usual_settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": database_settings(url)})["default"]
    del connections["default"]
    try:
        yield
    finally:
        connections.close_all()
        for alias in [alias for alias in connections.settings if alias.startswith("replica ")]:
            del connections[alias], connections.settings[alias]
        connections["default"], connections.settings["default"] = usual, usual_settings
