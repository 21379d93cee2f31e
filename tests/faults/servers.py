"""A PostgreSQL server with a synchronous standby, behind a network that can be cut: for the storm.

    python -m tests.faults.servers -- COMMAND ...

runs the command with RESKONTRA_TEST_SERVER naming the way to the server that is the primary at the time, and with
RESKONTRA_TEST_STRIKE, by which the command may strike it: restart, cut_off, promote.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.faults.network import Network
from tests.postgresql import (
    SECONDS_TO_START,
    USER,
    binaries,
    free_port,
    identity_for,
    initialize,
    stop,
    wait_until_ready,
)

PATIENT = threading.Event()  # which nobody sets: waiting for it takes its time
SECONDS_GONE = 0.3
SETTINGS = (
    "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60", "wal_level=replica",
    "hot_standby=on", "wal_retrieve_retry_interval=100ms", "max_wal_size=4GB", "fsync=off", "jit=off",
    "wal_keep_size=256MB",
)  # fmt: skip


@dataclass(slots=True)
class Server:
    """One of them: its data and its port."""

    folder: Path
    home: Path
    identity: dict[str, Any]
    name: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.home / self.name

    def start(self) -> None:
        command = [str(self.folder / "postgres"), "-D", str(self.data), "-c", f"port={self.port}"]
        for setting in SETTINGS:
            command += ["-c", setting]
        with (self.home / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                **self.identity,
            )  # fmt: skip
        wait_until_ready(self.folder, self.port, self.process, self.home / f"{self.name}.log")

    def fall(self) -> None:
        """As when the machine goes: nothing is written any more, nobody is told."""
        assert self.process is not None
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(SECONDS_TO_START)

    def run(self, program: str, *words: str) -> None:
        subprocess.run(
            [str(self.folder / program), *words], cwd=self.home, check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, **self.identity,
        )  # fmt: skip

    def says(self, *statements: str) -> list[Any]:
        """The rows of the last one."""
        with psycopg.connect(f"postgresql://{USER}@127.0.0.1:{self.port}/postgres", autocommit=True) as own:
            for statement in statements[:-1]:
                own.execute(statement)
            cursor = own.execute(statements[-1])
            return cursor.fetchall() if cursor.description else []


class Pair:
    """The two, and what may become of them."""

    def __init__(self, home: Path) -> None:
        folder = binaries()
        assert folder is not None, "PostgreSQL is not installed"
        identity = identity_for(home)
        self.primary, self.standby = (Server(folder, home, identity, name) for name in ("one", "two"))
        initialize(folder, self.primary.data, home, identity)
        self.primary.start()
        self.network = Network(self.primary.port)
        self._follow()

    def restart(self) -> None:
        """The primary falls down and comes up again."""
        self.primary.fall()
        self.primary.start()

    def cut_off(self) -> None:
        """Nothing comes through for a while; then all connections are gone."""
        with self.network.cut():
            PATIENT.wait(SECONDS_GONE)

    def promote(self) -> None:
        """The primary is lost with all it had; the standby takes over, and gets one of its own."""
        with self.network.cut():
            self.primary.fall()
            shutil.rmtree(self.primary.data)
            self.standby.run("pg_ctl", "promote", "-w", "-D", str(self.standby.data))
            self.primary, self.standby = self.standby, self.primary
            self.network.leads_to = self.primary.port
        self._follow()

    def _follow(self) -> None:
        """The standby is made anew from the primary, which from then on waits for it with every commit."""
        where = ("-h", "127.0.0.1", "-p", str(self.primary.port), "-U", USER)
        self.standby.run("pg_basebackup", *where, "-D", str(self.standby.data), "-R", "-X", "stream", "-c", "fast")
        self.standby.start()
        self.primary.says("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()")
        for _attempt in range(600):
            if self.primary.says("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"):
                return
            PATIENT.wait(0.1)
        raise AssertionError("the standby does not follow")

    def close(self) -> None:
        self.network.close()
        for server in (self.primary, self.standby):
            if server.process is not None:
                stop(server.process)


@dataclass(frozen=True, slots=True)
class Servers:
    """How the storm strikes them."""

    port: int

    def restart(self) -> None:
        self._strike("restart")

    def cut_off(self) -> None:
        self._strike("cut_off")

    def promote(self) -> None:
        self._strike("promote")

    def _strike(self, word: str) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as asked:
            asked.sendall(f"{word}\n".encode())
            assert asked.makefile().readline() == "done\n", f"{word} was not done"


def servers_at_hand() -> Servers | None:
    port = os.environ.get("RESKONTRA_TEST_STRIKE")
    return Servers(int(port)) if port else None


@contextmanager
def _struck(pair: Pair) -> Iterator[int]:
    """Listens for what is to be struck; gives its port."""

    strikes = {"restart": pair.restart, "cut_off": pair.cut_off, "promote": pair.promote}

    class Told(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            strikes[self.rfile.readline().decode().strip()]()
            self.wfile.write(b"done\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Told) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_address[1]
        listening.shutdown()


def main(arguments: Sequence[str]) -> int:
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    home = Path(tempfile.mkdtemp(prefix="reskontra-servers-"))
    pair: Pair | None = None
    try:
        pair = Pair(home)
        server = f"postgresql://{USER}@127.0.0.1:{pair.network.port}"
        sys.stderr.write(f"PostgreSQL with a standby: {server}\n")
        with _struck(pair) as port:
            told = {"RESKONTRA_TEST_DATABASE": "postgresql", "RESKONTRA_TEST_SERVER": server}
            return subprocess.call(command, env=os.environ | told | {"RESKONTRA_TEST_STRIKE": str(port)})
    finally:
        with suppress(Exception):
            if pair is not None:
                pair.close()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
