"""The program as its users start it, each time in a process of its own, over a database of the test's choosing.

The processes are forked from one that has the program loaded already: a start takes a tenth of a second.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.faults.steps import Steps, install

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60  # longer than any of these commands takes, and than SQLite waits for another writer


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a command; was_killed: it said and did nothing more."""

    code: int
    out: str
    err: str
    steps: Steps

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Under:
    """How a program is set up.

    options       of the database, beside the product's and in place of them
    in_two_from   so many lines are matched in two processes; 0 leaves the product's own number
    private_webhooks   whether events may be sent to this machine
    actor         who gives the command
    """

    options: dict[str, Any] = field(default_factory=dict)
    in_two_from: int = 0
    private_webhooks: bool = False
    actor: str = ""


AS_IT_IS = Under()


@dataclass(slots=True)
class Program:
    """A command under way."""

    process: Any
    pipe: Connection
    folder: TemporaryDirectory[str]

    def is_at(self, kind: str) -> None:
        """Wait until the program is held at a step of this kind."""
        assert self.pipe.poll(SECONDS), f"the program did not come to a {kind} in {SECONDS} s"
        assert self.pipe.recv() == kind

    def is_held(self, kind: str) -> bool:
        """Whether it came to such a step, where it is held now; else it ended."""
        assert self.pipe.poll(SECONDS), f"the program neither came to a {kind} nor ended in {SECONDS} s"
        with suppress(EOFError):
            return bool(self.pipe.recv() == kind)
        return False

    def go_on(self) -> None:
        self.pipe.send("go on")

    def end(self) -> Ended:
        """Wait for the end of the program."""
        steps = Steps()
        if self.pipe.poll(SECONDS):
            with suppress(EOFError):  # killed
                steps = self.pipe.recv()
        self.process.join(SECONDS)
        assert self.process.exitcode is not None, f"the program did not end in {SECONDS} s"
        out, err = ((Path(self.folder.name) / name).read_text(encoding="utf-8") for name in ("out", "err"))
        self.folder.cleanup()
        return Ended(self.process.exitcode, out, err, steps)


def run(url: str, words: Sequence[object], *, kill_at: int = 0, under: Under = AS_IT_IS) -> Ended:
    """Run a command to its end, or until it is killed at a step."""
    with started(url, words, kill_at=kill_at, under=under) as program:
        return program.end()


def done(url: str, *words: object, under: Under = AS_IT_IS) -> Ended:
    """A command that does what it is asked."""
    ended = run(url, words, under=under)
    assert (ended.code, ended.err) == (0, ""), f"{words}: {ended.err or ended.out}"
    return ended


def call(url: str, function: Callable[..., None], *arguments: object) -> None:
    """What no command does, in a process of its own; the function is one of a module."""
    process = forked().Process(target=_call, args=(url, function, arguments))
    process.start()
    process.join(SECONDS)
    assert process.exitcode == 0, f"{function.__name__} ended with {process.exitcode}"


def _call(url: str, function: Callable[..., None], arguments: tuple[object, ...]) -> None:
    use(url, AS_IT_IS)
    function(*arguments)


@contextmanager
def started(
    url: str, words: Sequence[object], *, kill_at: int = 0, stops: Sequence[str] = (), under: Under = AS_IT_IS
) -> Iterator[Program]:
    """Start a command; stops are the kinds of steps at whose first it is held until told to go on."""
    context = forked()
    ours, theirs = context.Pipe()
    folder = TemporaryDirectory(prefix="reskontra-fault-")
    arguments = (url, [str(word) for word in words], kill_at, tuple(stops), under, theirs, folder.name)
    process = context.Process(target=_run, args=arguments, daemon=True)
    process.start()
    theirs.close()
    try:
        yield Program(process, ours, folder)
    finally:
        process.kill()
        process.join()
        ours.close()
        folder.cleanup()


@cache
def forked() -> Any:
    """The one from which all are forked."""
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.preload"])
    return context


def _run(
    url: str, words: list[str], kill_at: int, stops: tuple[str, ...], under: Under, pipe: Connection, folder: str
) -> None:
    """In the process that is the program."""
    write_to(Path(folder))
    use(url, under)
    steps = Steps(kill_at, {kind: _holding(pipe, kind) for kind in stops})
    install(steps)
    from reskontra.cli.main import main

    sys.argv = ["reskontra", *words]
    try:
        main()
    finally:
        steps.stops = {}
        pipe.send(steps)


def write_to(folder: Path) -> None:
    """What this process says goes to the files out and err."""
    for name, descriptor in (("out", 1), ("err", 2)):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)


def use(url: str, under: Under) -> None:
    """Set this process up."""
    from django.conf import settings
    from django.db import connections

    from reskontra.config.env import database_settings
    from reskontra.matching import searching

    database = database_settings(url)
    database["OPTIONS"] = database.get("OPTIONS", {}) | under.options
    settings.DATABASES = {"default": database}
    connections.settings = connections.configure_settings(settings.DATABASES)
    del connections["default"]  # looked at while the program was loaded
    searching.LINES_FOR_TWO = under.in_two_from or searching.LINES_FOR_TWO
    settings.PRIVATE_WEBHOOKS = under.private_webhooks
    os.environ["RESKONTRA_ACTOR"] = under.actor or os.environ["RESKONTRA_ACTOR"]


def _holding(pipe: Connection, kind: str) -> Any:
    def hold() -> None:
        pipe.send(kind)
        pipe.recv()

    return hold
