"""Many clients of one company, each a process with a connection of its own, told round by round what to ask.

In a round each gives one command and is held before its first transaction, until all have read the books as they were
then; after that they go on all at once, or one after the other in an order that is drawn.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.faults.programs import SECONDS, Under, forked, use, write_to
from tests.faults.steps import Steps, install

HELD = "held"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said; code 0 done, 1 refused."""

    code: int
    said: str


@dataclass(slots=True)
class Client:
    """name: the actor of all it does."""

    name: str
    process: Any
    pipe: Connection

    def ask(self, words: Sequence[str], *, is_held: bool, actor: str = "") -> None:
        self.pipe.send((list(words), is_held, actor or self.name))

    def told(self) -> Answer | None:
        """What it answers; None while it is held."""
        assert self.pipe.poll(SECONDS), f"{self.name} said nothing in {SECONDS} s"
        said = self.pipe.recv()
        return None if said == HELD else said

    def go_on(self) -> None:
        self.pipe.send("go on")


@contextmanager
def clients(url: str, count: int) -> Iterator[list[Client]]:
    """So many of them, as long as the block runs."""
    with TemporaryDirectory(prefix="reskontra-clients-") as folder:
        made = [_client(url, f"Client {number}", Path(folder)) for number in range(1, count + 1)]
        try:
            yield made
        finally:
            for one in made:
                one.process.kill()
                one.process.join()
                one.pipe.close()


def together(asked: Sequence[tuple[Client, Sequence[str]]]) -> list[Answer]:
    """All go on at once when all have read."""
    told = _held(asked)
    for client, _words in asked:
        if told[client.name] is None:
            client.go_on()
    return [told[client.name] or _at_last(client) for client, _words in asked]


def in_order(asked: Sequence[tuple[Client, Sequence[str]]], order: Sequence[int]) -> list[Answer]:
    """Each goes on when the one before it is done, all having read before the first."""
    told = _held(asked)
    for at in order:
        client = asked[at][0]
        if told[client.name] is None:
            client.go_on()
            told[client.name] = _at_last(client)
    return [told[client.name] or _at_last(client) for client, _words in asked]


def one_by_one(asked: Sequence[tuple[Client, Sequence[str]]]) -> list[Answer]:
    """Each begins when the one before it is done."""
    answers = []
    for client, words in asked:
        client.ask(words, is_held=False)
        answers.append(_at_last(client))
    return answers


def _held(asked: Sequence[tuple[Client, Sequence[str]]]) -> dict[str, Answer | None]:
    for client, words in asked:
        client.ask(words, is_held=True)
    return {client.name: client.told() for client, _words in asked}


def _at_last(client: Client) -> Answer:
    told = client.told()
    assert told is not None
    return told


def _client(url: str, name: str, folder: Path) -> Client:
    context = forked()
    ours, theirs = context.Pipe()
    own = folder / name
    own.mkdir()
    process = context.Process(target=_serve, args=(url, name, theirs, own), daemon=True)
    process.start()
    theirs.close()
    return Client(name, process, ours)


def _serve(url: str, name: str, pipe: Connection, folder: Path) -> None:
    """In the process that is the client."""
    write_to(folder)
    use(url, Under(actor=name))
    steps = Steps()
    install(steps)

    def hold() -> None:
        pipe.send(HELD)
        pipe.recv()

    while True:
        words, is_held, actor = pipe.recv()
        steps.stops = {"transaction": hold} if is_held else {}
        os.environ["RESKONTRA_ACTOR"] = actor
        pipe.send(_answered(words, folder))


def _answered(words: list[str], folder: Path) -> Answer:
    from reskontra.cli.main import main

    sys.argv = ["reskontra", *words]
    for name in ("out", "err"):
        os.truncate(folder / name, 0)
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    return Answer(code, "".join((folder / name).read_text(encoding="utf-8") for name in ("out", "err")))
