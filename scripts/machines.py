"""Machines that are tried on this one: network namespaces on one bridge. Made by root, and gone at the end."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NET, BOOKS = "10.77.0", "10.77.0.100"
MACHINES = {"db1": 1, "db2": 2, "web1": 11, "web2": 12, "work1": 21, "work2": 22, "front": 30, "people": 40}
SECONDS_TO_START = 120
POSTGRESQL = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
SETTINGS = (
    "listen_addresses=*", "unix_socket_directories=", "wal_level=replica", "hot_standby=on", "max_connections=100",
    "wal_retrieve_retry_interval=200ms", "wal_sender_timeout=5s",
)  # fmt: skip


def run(*words: object, **named: Any) -> str:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [str(word) for word in words], check=False, capture_output=True, text=True, **named
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} ended with {done.returncode}: {done.stderr or done.stdout}")
    return done.stdout


def say(text: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stdout.flush()


@dataclass(slots=True)
class Machine:
    """A namespace with one address, and the programs that run in it."""

    name: str
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def space(self) -> str:
        return f"rsk-{self.name}"

    @property
    def address(self) -> str:
        return f"{NET}.{MACHINES[self.name]}"

    def inside(self, *words: object) -> list[str]:
        return ["ip", "netns", "exec", self.space, *map(str, words)]

    def start(self, *words: object, log: Path, environment: dict[str, str] | None = None) -> None:
        with log.open("ab") as file:
            self.running.append(
                subprocess.Popen(
                    self.inside(*words), env=environment, stdout=file, stderr=file, stdin=subprocess.DEVNULL
                )
            )

    def end(self, sent: signal.Signals) -> None:
        """All that runs there is told, and has ended."""
        for pid in run("ip", "netns", "pids", self.space).split():
            if sent == signal.SIGKILL or any(pid == str(one.pid) for one in self.running):
                os.kill(int(pid), sent)
        for one in self.running:
            one.wait(SECONDS_TO_START)
        self.running.clear()

    def is_lost(self) -> None:
        """The machine is gone: its network first, so that nobody hears of it."""
        run(*self.inside("ip", "link", "set", "eth0", "down"))
        self.end(signal.SIGKILL)


@contextmanager
def machines() -> Iterator[dict[str, Machine]]:
    """All of them on one bridge."""
    found = {name: Machine(name) for name in MACHINES}
    lan = "rsk-lan"
    try:
        run("ip", "netns", "add", lan)
        run("ip", "-n", lan, "link", "add", "br0", "type", "bridge")
        run("ip", "-n", lan, "link", "set", "br0", "up")
        for name, one in found.items():
            run("ip", "netns", "add", one.space)
            run("ip", "link", "add", "eth0", "netns", one.space, "type", "veth", "peer", "name", name, "netns", lan)
            run("ip", "-n", lan, "link", "set", name, "master", "br0", "up")
            run("ip", "-n", one.space, "addr", "add", f"{one.address}/24", "dev", "eth0")
            run("ip", "-n", one.space, "link", "set", "eth0", "up")
            run("ip", "-n", one.space, "link", "set", "lo", "up")
        yield found
    finally:
        for space in [*(one.space for one in found.values()), lan]:
            for pid in subprocess.run(
                ["ip", "netns", "pids", space], capture_output=True, text=True, check=False
            ).stdout.split():
                os.kill(int(pid), signal.SIGKILL)
            subprocess.run(["ip", "netns", "del", space], capture_output=True, check=False)


@contextmanager
def in_space(machine: Machine) -> Iterator[None]:
    """This thread is on that machine, as long as the block runs."""
    enter = ctypes.CDLL(None, use_errno=True).setns
    with Path("/proc/thread-self/ns/net").open() as own, Path(f"/run/netns/{machine.space}").open() as there:
        if enter(there.fileno(), 0):
            raise OSError(ctypes.get_errno(), "setns")
        try:
            yield
        finally:
            enter(own.fileno(), 0)


def until(is_so: Callable[[], object], what: str) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + SECONDS_TO_START
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"{what}: not in {SECONDS_TO_START} s")
        time.sleep(0.2)


class Servers:
    """PostgreSQL on db1, followed by db2; the address of the books is where the primary is."""

    def __init__(self, all_of_them: dict[str, Machine], home: Path) -> None:
        self.machines, self.home = all_of_them, home
        shutil.chown(home, "postgres", "postgres")
        self.primary, self.standby = all_of_them["db1"], all_of_them["db2"]

    def begin(self) -> None:
        one, two = self.primary, self.standby
        self._run(
            one,
            "initdb",
            "-D",
            self._data(one),
            "-U",
            "reskontra",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        with (self._data(one) / "pg_hba.conf").open("a") as allowed:
            allowed.write(f"host all all {NET}.0/24 trust\nhost replication all {NET}.0/24 trust\n")
        self._start(one)
        self._lead(one)
        self._run(
            two,
            "pg_basebackup",
            "-h",
            one.address,
            "-U",
            "reskontra",
            "-D",
            self._data(two),
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
        )
        self._start(two)
        self.says(
            "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()", "CREATE DATABASE reskontra"
        )
        until(lambda: "sync" in self.says("SELECT sync_state FROM pg_stat_replication"), "the standby follows")

    def promote(self) -> None:
        """The primary is lost; the standby takes over, and the address with it. It waits for no other."""
        self.primary.is_lost()
        self._run(self.standby, "pg_ctl", "promote", "-w", "-D", self._data(self.standby))
        self.primary = self.standby
        self._lead(self.primary)

    def says(self, *statements: str) -> str:
        words = [word for one in statements for word in ("-c", one)]
        psql = ("psql", "-h", BOOKS, "-U", "reskontra", "-d", "postgres", "-At", *words)
        return run(*self.machines["people"].inside(*psql))

    def _lead(self, machine: Machine) -> None:
        run("ip", "-n", machine.space, "addr", "add", f"{BOOKS}/24", "dev", "eth0")
        for one in self.machines.values():
            run("ip", "-n", one.space, "neigh", "flush", "all")

    def _data(self, machine: Machine) -> Path:
        return self.home / machine.name

    def _start(self, machine: Machine) -> None:
        settings = [word for one in SETTINGS for word in ("-c", one)]
        words = ("postgres", "-D", self._data(machine), *settings)
        machine.start(*self._as_postgres(*words), log=self.home / f"{machine.name}.log")
        ready = machine.inside(POSTGRESQL / "pg_isready", "-q", "-h", "127.0.0.1")
        until(lambda: not subprocess.run(ready, check=False).returncode, f"PostgreSQL on {machine.name}")

    def _run(self, machine: Machine, *words: object) -> None:
        run(*machine.inside(*self._as_postgres(*words)), cwd=self.home)

    def _as_postgres(self, program: object, *words: object) -> list[object]:
        who = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
        return [*who, POSTGRESQL / str(program), *words]
