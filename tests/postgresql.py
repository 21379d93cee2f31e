"""A private PostgreSQL server for one run of the tests, from the binaries that are installed.

    python -m tests.postgresql -- COMMAND ...

starts a server in a folder of its own, runs the command with RESKONTRA_TEST_DATABASE and RESKONTRA_TEST_SERVER
set, and stops and removes the server. Without binaries it says so and runs nothing; with REQUIRE_POSTGRESQL=1
that is a failure. pytest alone does the same when RESKONTRA_TEST_DATABASE=postgresql and no server is named.

The server sorts text as Swedish people do, not by code points, as a server in use would: what depends on the
order of text is found here.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.left_behind import is_alive

USER = "reskontra"
LAX = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")
# Nothing runs beside the tests, and no query of theirs is worth compiling.
STILL = ("autovacuum=off", "jit=off", "max_wal_size=4GB", "checkpoint_timeout=1h")
SECONDS_TO_START = 60
FOLDER = "reskontra-postgresql-"  # and the process that started the server


class NoServer(Exception):
    """There are no binaries, or the server did not start."""


def binaries() -> Path | None:
    """The folder with initdb and postgres: the newest of Debian's, else the one on the path."""
    versions = [found.parent for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if versions:
        return max(versions, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def private_server() -> Iterator[str]:
    """Start a server and give its address as postgresql://USER@HOST:PORT; stop it at the end."""
    folder = binaries()
    if folder is None:
        raise NoServer("no initdb in /usr/lib/postgresql/*/bin or on the path")
    sweep()
    home = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
    process: subprocess.Popen[bytes] | None = None
    try:
        identity = identity_for(home)
        data = home / "data"
        initialize(folder, data, home, identity)
        port = free_port()
        process = _start(folder, data, port, home, identity)
        wait_until_ready(folder, port, process, home / "log")
        yield f"postgresql://{USER}@127.0.0.1:{port}"
    finally:
        if process is not None:
            stop(process)
        shutil.rmtree(home, ignore_errors=True)


def sweep() -> None:
    """Stop and remove the servers of runs that were killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        if is_alive(home.name.removeprefix(FOLDER).split("-")[0]):
            continue
        with suppress(OSError, ValueError):
            number = int((home / "data" / "postmaster.pid").read_text().split()[0])
            if str(home) in Path(f"/proc/{number}/cmdline").read_text():  # and not another that got its number
                os.kill(number, signal.SIGQUIT)
        shutil.rmtree(home, ignore_errors=True)


def identity_for(home: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    person = known.get("postgres") or known["nobody"]
    os.chown(home, person.pw_uid, person.pw_gid)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def initialize(folder: Path, data: Path, home: Path, identity: dict[str, Any]) -> None:
    command = [
        str(folder / "initdb"), "--pgdata", str(data), "--username", USER, "--auth", "trust", "--encoding", "UTF8",
        "--locale", "C", "--locale-provider", "icu", "--icu-locale", "sv-SE", "--no-sync",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False, **identity)
    if done.returncode:
        raise NoServer(f"initdb ended with {done.returncode}: {done.stderr.strip()}")


def _start(folder: Path, data: Path, port: int, home: Path, identity: dict[str, Any]) -> subprocess.Popen[bytes]:
    settings = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60")
    command = [str(folder / "postgres"), "-D", str(data)]
    for setting in (*settings, *LAX, *STILL):
        command += ["-c", setting]
    log = (home / "log").open("wb")
    try:
        # A session of its own: Ctrl-C ends the tests first, and the server after them.
        return subprocess.Popen(
            command, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **identity
        )
    finally:
        log.close()


def wait_until_ready(folder: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ready = [str(folder / "pg_isready"), "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    deadline = time.monotonic() + SECONDS_TO_START
    while subprocess.run(ready, check=False).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            raise NoServer(f"the server did not start: {log.read_text(errors='replace').strip()}")
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # fast shutdown: whoever is connected is cut off
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def main(arguments: Sequence[str]) -> int:
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        sys.stderr.write("usage: python -m tests.postgresql -- COMMAND ...\n")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with private_server() as address:
            sys.stderr.write(f"PostgreSQL: {address}\n")
            environment = os.environ | {"RESKONTRA_TEST_DATABASE": "postgresql", "RESKONTRA_TEST_SERVER": address}
            return subprocess.call(command, env=environment)
    except NoServer as reason:
        required = os.environ.get("REQUIRE_POSTGRESQL") == "1"
        line = "*" * 78
        verdict = "FAILED: PostgreSQL is required" if required else "SKIPPED: THE TESTS DID NOT RUN ON POSTGRESQL"
        sys.stderr.write(f"{line}\n{verdict} ({reason}).\nInstall it with: apt-get install postgresql\n{line}\n")
        return 1 if required else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
