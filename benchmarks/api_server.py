"""A server of the REST API over books of its own, for those who measure it."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import reskontra
from benchmarks.company import Sizes, fill

SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Server:
    """pid: of the process whose children answer."""

    port: int
    token: str
    pid: int

    def ask(
        self, link: http.client.HTTPConnection, method: str, path: str, body: object = None, key: str = ""
    ) -> bytes:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        link.request(method, f"/api/v1/{path}", json.dumps(body) if body is not None else None, headers)
        answer = link.getresponse()
        told = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path} answered {answer.status}: {told[:300]!r}")
        return told

    def link(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)


def cores() -> list[int]:
    return sorted(os.sched_getaffinity(0))


def new_database(folder: Path, *, is_postgresql: bool) -> str:
    if not is_postgresql:
        return f"sqlite:///{folder}/books.sqlite3"
    import psycopg

    server = os.environ["RESKONTRA_TEST_SERVER"]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
        administration.execute("CREATE DATABASE api_load")
    return f"{server}/api_load"


def prepare(folder: Path, database: str, entries: int) -> str:
    """Books with a statement imported, and events gathered; gives the secret of a token that may do anything."""
    fill(folder, database, Sizes(customers=1_000, entries=entries, payments=1_000, seed=1))
    reskontra("events", "on", database=database)
    reskontra("statement", "import", folder / "statement.xml", database=database)
    words = ("token", "create", "load", "--role", "administrator", "--scope", "write")
    return next(word for word in reskontra(*words, database=database).output.split() if len(word) > 40)


@contextmanager
def serving(database: str, token: str, *, on: Collection[int], workers: int = 1) -> Iterator[Server]:
    """A server that is held to these cores; several workers on PostgreSQL alone."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [str(Path(sys.executable).parent / "reskontra"), "serve", "--bind", f"127.0.0.1:{port}", "--no-worker"]
    words += ["--workers", str(workers)]
    environment = os.environ | {
        "RESKONTRA_DATABASE_URL": database, "RESKONTRA_CONFIG": os.devnull, "RESKONTRA_API_REQUESTS": "1000000",
        "RESKONTRA_SECRET_KEY": "of a benchmark, and of nothing else",
    }  # fmt: skip
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL) as process:
        os.sched_setaffinity(process.pid, on)
        try:
            _wait_for(port)
            yield Server(port, token, process.pid)
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise SystemExit("the server did not start") from None
            time.sleep(0.1)
        else:
            return


def share(ordered: Sequence[float], share: float) -> float:
    """What so much of them is within."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
