"""Commands at random over one company, each struck by a fault while another runs beside it.

A program is killed at a step, stopped at one while the other goes on, finds no room left, or its connection is cut.
Where there is a disk that may be filled, it is; where servers may be struck (tests/faults/servers.py), the server of
the books is killed, cut off, or its standby takes over. After each fault the books are proved, nothing that the bank
sent is posted twice, and what was told as done is still there. The seed tells all that is done; which of two programs
is first is the machine's choice.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from reskontra.config.env import database_settings
from tests.faults import asked, programs
from tests.faults.asked import Books, Words
from tests.faults.databases import opened
from tests.faults.disk import Disk
from tests.faults.enqueue import enqueue
from tests.faults.programs import Ended, Under
from tests.faults.servers import Servers, servers_at_hand
from tests.faults.steps import Steps

MOMENTS = ("transaction", "statement", "before commit", "after commit")
SECONDS_HELD = 0.3  # for which another goes on beside one that is held
DONE, REFUSED = 0, 1
WORK = "work"  # a worker over a job that waits

_ONCE = (
    "SELECT COUNT(*) FROM (SELECT transaction_id FROM journals_journalline WHERE state = 'POSTED' "
    "GROUP BY transaction_id HAVING COUNT(*) > 1) twice"
)


@dataclass(slots=True)
class Storm:
    """steps: how many each command took when it was last undisturbed. told: what was done, a line each.

    kept   number and digest of the newest event that was there when a command was told as done
    """

    url: str
    books: Books
    rng: random.Random
    disk: Disk | None = None
    steps: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    kept: tuple[int, str] = (0, "")
    servers: Servers | None = field(default_factory=servers_at_hand)

    def strike(self) -> None:
        """One fault; afterwards the books are whole, and the command can be repeated."""
        name, words = self.command()
        fault = self.rng.choice(self._faults())
        beside = self.command()
        self.told.append(f"{fault.__name__} {' '.join(words)} | {' '.join(beside[1])}")
        with self._beside(beside):
            fault(name, words)
        self.faults[fault.__name__] = self.faults.get(fault.__name__, 0) + 1
        self.prove()
        self._took(name, self._ended(self._run(name, words)).steps)
        self._keep()

    def command(self, name: str = "") -> tuple[str, Words]:
        """A command, most of which can be done in most states, and its name."""
        if not name and self.rng.random() < 1 / (len(asked.NAMES) + 1):
            kind, journal = self.rng.choice(("match", "post")), self.rng.choice(asked.JOURNALS)
            programs.call(self.url, enqueue, kind, journal)
            return WORK, ("worker", "--once")
        return asked.command(self.rng, self.books, name)

    def _faults(self) -> list[Callable[[str, Words], None]]:
        """Those that can be here, the first twice."""
        found = [self.kill, self.kill, self.stop, self.starve]
        found += [self.fill] if self.disk else []
        return found + ([self.restart, self.cut_off, self.promote] if self.servers else [])

    def kill(self, name: str, words: Words) -> None:
        most = self.steps.get(name, 200)
        self._ended(self._run(name, words, kill_at=self.rng.randint(1, most)))

    def stop(self, name: str, words: Words) -> None:
        """Stopped at a step for a while, as by a machine that sleeps, and killed there or let go on."""
        moment, is_killed = self.rng.choice(MOMENTS), self.rng.random() < 0.5
        with programs.started(self.url, words, stops=[moment], under=_under(name)) as program:
            if not program.is_held(moment):
                return  # it came to no such step
            os.kill(program.process.pid, signal.SIGSTOP)
            program.process.join(SECONDS_HELD)
            if not is_killed:
                os.kill(program.process.pid, signal.SIGCONT)
                program.go_on()
                self._ended(program.end())

    def starve(self, name: str, words: Words) -> None:
        """No room for what it writes, or, where a server keeps the books, no connection any more."""
        if self.url.startswith("postgresql"):
            self._held(name, words, self._cut)
            return
        with opened(self.url) as own:
            (pages,) = own.execute("PRAGMA page_count").fetchone()
        full = f"PRAGMA max_page_count = {pages + self.rng.randint(0, 3)}"
        own_pragmas = database_settings(self.url)["OPTIONS"]["init_command"]
        under = Under(options={"init_command": own_pragmas + full}, actor=_under(name).actor)
        with programs.started(self.url, words, under=under) as program:
            self._ended(program.end())

    def fill(self, name: str, words: Words) -> None:
        """The disk that holds the books is full but for a few pages, for all who are at work."""
        assert self.disk is not None
        with self.disk.filled(left=self.rng.choice((0, 4096, 20_000, 100_000))):
            self._ended(self._run(name, words))

    def restart(self, name: str, words: Words) -> None:
        """The server of the books falls down in the midst of it, and comes up again."""
        assert self.servers is not None
        self._held(name, words, self.servers.restart)

    def cut_off(self, name: str, words: Words) -> None:
        """The network to the server is gone for a while."""
        assert self.servers is not None
        self._held(name, words, self.servers.cut_off)

    def promote(self, name: str, words: Words) -> None:
        """The server is lost for good, and its standby takes over."""
        assert self.servers is not None
        self._held(name, words, self.servers.promote)

    def _held(self, name: str, words: Words, strike: Callable[[], None]) -> None:
        moment = self.rng.choice(MOMENTS)
        with programs.started(self.url, words, stops=[moment], under=_under(name)) as program:
            is_held = program.is_held(moment)
            strike()
            if is_held:
                program.go_on()
                self._ended(program.end())

    def _cut(self) -> None:
        """The connections of every program at these books, as by a network that is gone."""
        server, name = self.url.rsplit("/", 1)
        with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
            administration.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    def _run(self, name: str, words: Words, *, kill_at: int = 0) -> Ended:
        return programs.run(self.url, words, kill_at=kill_at, under=_under(name))

    def _keep(self) -> None:
        """What was told as done is there from now on, whatever happens."""
        with opened(self.url) as own:
            newest = own.execute("SELECT number, digest FROM audit_event ORDER BY number DESC LIMIT 1").fetchone()
            found = own.execute(f"SELECT digest FROM audit_event WHERE number = {self.kept[0]}").fetchone()
        assert not self.kept[0] or found == (self.kept[1],), "\n".join([*self.told[-12:], f"lost: {self.kept}"])
        self.kept = newest

    def prove(self) -> None:
        """refuses   nothing: what does not hold is told with all that was done"""
        proof = programs.run(self.url, ("check",))
        assert "are whole" in proof.out, self._all(proof)
        with opened(self.url) as own:
            (twice,) = own.execute(_ONCE).fetchone()
        assert not twice, self._all(proof)

    @contextmanager
    def _beside(self, command: tuple[str, Words]) -> Iterator[None]:
        with programs.started(self.url, command[1], under=_under(command[0])) as program:
            yield
            self._ended(program.end())

    def _ended(self, ended: Ended) -> Ended:
        """A command is done, refused in words, or killed: it never falls over."""
        assert ended.was_killed or (ended.code in (DONE, REFUSED) and "Traceback" not in ended.err), self._all(ended)
        return ended

    def _took(self, name: str, steps: Steps) -> None:
        self.steps[name] = max(steps.count, 20)

    def _all(self, ended: Ended) -> str:
        return "\n".join([*self.told[-12:], f"{len(self.told)} faults", str(ended.code), ended.out, ended.err[-3000:]])


def undisturbed(storm: Storm, names: Sequence[str] = ("post all", "reverse", "match")) -> None:
    """Nothing is in the way any more: what was begun can be finished."""
    for name in names:
        words = storm.command(name)[1]
        assert "Traceback" not in programs.run(storm.url, words).err
    storm.prove()


def _under(name: str) -> Under:
    return Under(actor=asked.ACTORS.get(name, ""))
