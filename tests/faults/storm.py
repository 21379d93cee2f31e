"""Commands at random over one company, each struck by a fault while another runs beside it.

A program is killed at a step, held at one while the other goes on, or finds no room left (SQLite) or its connection
cut (PostgreSQL). After each the books are proved, and nothing that the bank sent is posted twice. The seed tells all
that is done; which of two programs is first is the machine's choice.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from reskontra.config.env import database_settings
from tests.faults import programs
from tests.faults.databases import opened
from tests.faults.programs import Ended, Program
from tests.faults.steps import Steps

Words = tuple[str, ...]
JOURNALS = ("PRJ000001", "PRJ000002", "PRJ000003")
LINES, INVOICES, CUSTOMERS = 26, 180, 30
MOMENTS = ("transaction", "statement", "before commit", "after commit")
SECONDS_HELD = 0.3  # for which another goes on beside one that is held
DONE, REFUSED = 0, 1

_ONCE = (
    "SELECT COUNT(*) FROM (SELECT transaction_id FROM journals_journalline WHERE state = 'POSTED' "
    "GROUP BY transaction_id HAVING COUNT(*) > 1) twice"
)


@dataclass(slots=True)
class Storm:
    """steps: how many each command took when it was last undisturbed. told: what was done, a line each."""

    url: str
    folder: Path
    rng: random.Random
    statement: Path
    steps: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    loaded: int = 0

    def on_terms(self) -> None:
        """Let the customers get reminders and pay interest."""
        path = self.folder / "terms.csv"
        with opened(self.url) as own:
            found = own.execute("SELECT number, name FROM parties_party WHERE ledger = 'CUSTOMER'").fetchall()
        rows = [f"{number},{name},SE-FÖRETAG,STANDARD" for number, name in found]
        path.write_text("\n".join(["number,name,reminder_terms,finance_charge_terms", *rows]) + "\n", encoding="utf-8")
        programs.done(self.url, "load", "customers", path)

    def strike(self) -> None:
        """One fault; afterwards the books are whole, and the command can be repeated."""
        name, words = self.command()
        fault = self.rng.choice((self.kill, self.kill, self.hold, self.starve))
        beside = self.command()
        self.told.append(f"{fault.__name__} {' '.join(words)} | {' '.join(beside[1])}")
        with self._beside(beside):
            fault(name, words)
        self.faults[fault.__name__] = self.faults.get(fault.__name__, 0) + 1
        self.prove()
        self._took(name, self._ended(programs.run(self.url, words)).steps)

    def command(self) -> tuple[str, Words]:
        """A command, most of which can be done in most states, and its name."""
        name = self.rng.choice(sorted(self._commands))
        return name, self._commands[name](self)

    def kill(self, name: str, words: Words) -> None:
        most = self.steps.get(name, 200)
        self._ended(programs.run(self.url, words, kill_at=self.rng.randint(1, most)))

    def hold(self, _name: str, words: Words) -> None:
        """Held at a step for a while, as by a machine that sleeps, and killed there or let go on."""
        moment, is_killed = self.rng.choice(MOMENTS), self.rng.random() < 0.5
        with programs.started(self.url, words, stops=[moment]) as program:
            if not program.pipe.poll(programs.SECONDS) or program.pipe.recv() != moment:
                return  # it came to no such step
            program.process.join(SECONDS_HELD)
            if not is_killed:
                program.go_on()
                self._ended(program.end())

    def starve(self, _name: str, words: Words) -> None:
        """No room for what it writes, or, where a server keeps the books, no connection any more."""
        if self.url.startswith("postgresql"):
            with programs.started(self.url, words, stops=[self.rng.choice(MOMENTS)]) as program:
                if program.pipe.poll(programs.SECONDS) and isinstance(program.pipe.recv(), str):
                    self._cut(program)
                    program.go_on()
                    self._ended(program.end())
            return
        with opened(self.url) as own:
            (pages,) = own.execute("PRAGMA page_count").fetchone()
        full = f"PRAGMA max_page_count = {pages + self.rng.randint(0, 3)}"
        own_pragmas = database_settings(self.url)["OPTIONS"]["init_command"]
        with programs.started(self.url, words, options={"init_command": own_pragmas + full}) as program:
            self._ended(program.end())

    def _cut(self, program: Program) -> None:
        """The connections of every program at these books, as by a network that is gone."""
        assert program.process.is_alive()
        server, name = self.url.rsplit("/", 1)
        with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
            administration.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    def prove(self) -> None:
        """refuses   nothing: what does not hold is told with all that was done"""
        proof = programs.run(self.url, ("check",))
        assert "are whole" in proof.out, self._all(proof)
        with opened(self.url) as own:
            (twice,) = own.execute(_ONCE).fetchone()
        assert not twice, self._all(proof)

    @contextmanager
    def _beside(self, command: tuple[str, Words]) -> Iterator[None]:
        with programs.started(self.url, command[1]) as program:
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

    def _load(self) -> Words:
        """New invoices, or those of a file that was tried before."""
        self.loaded += self.rng.random() < 0.7 or not self.loaded
        path = self.folder / f"more-{self.loaded}.csv"
        head = "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount"
        rows = [
            f"customer,C{at % CUSTOMERS:03d},invoice,N{self.loaded}-{at},2026-02-20,2026-02-27,SEK,{at}00.00,{at}00.00"
            for at in range(1, 6)
        ]
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return ("load", "entries", str(path))

    def _line(self, *more: str) -> Words:
        return ("journal", "apply", self.rng.choice(JOURNALS), str(self.rng.randint(1, LINES)), *more)

    def _document(self) -> str:
        return f"customer:10{self.rng.randint(1, INVOICES):04d}"

    def _journal(self, verb: str, *more: str) -> Words:
        return ("journal", verb, self.rng.choice(JOURNALS), *more)

    _commands: dict[str, Callable[[Storm], Words]] = field(
        default_factory=lambda: {
            "load": Storm._load,
            "import": lambda self: ("statement", "import", str(self.statement)),
            "match": lambda self: self._journal("match"),
            "post": lambda self: self._journal("post"),
            "post all": lambda _self: ("journal", "post", "--import", "1"),
            "reverse": lambda self: self._journal("reverse", "--reason", "storm"),
            "apply": lambda self: self._line("--document", self._document()),
            "leave": lambda self: self._line("--unapply"),
            "unapply": lambda self: ("entry", "unapply", self._document(), "--reason", "storm"),
            "remind": lambda _self: ("reminders", "make", "--document-date", "2026-04-20", "--override", "storm"),
            "issue": lambda _self: ("reminders", "issue", "--all"),
            "charge": lambda _self: ("finance-charges", "make", "--document-date", "2026-04-20"),
            "book charges": lambda _self: ("finance-charges", "issue"),
        }
    )


def undisturbed(storm: Storm, names: Sequence[str] = ("post all", "reverse", "match")) -> None:
    """Nothing is in the way any more: what was begun can be finished."""
    for name in names:
        words = storm._commands[name](storm)
        assert "Traceback" not in programs.run(storm.url, words).err
    storm.prove()
