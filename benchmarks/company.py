"""A company with a book of a chosen size, made once per folder by the command line itself."""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.book import BANK_IBAN, OPENING_DATE, OPENING_MINOR, Book
from benchmarks.common import Run, report, reskontra


@dataclass(frozen=True, slots=True)
class Sizes:
    customers: int
    entries: int
    payments: int
    seed: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the book's files and its database are."""

    folder: Path
    path: Path

    @property
    def database(self) -> str:
        return f"sqlite:///{self.path}"

    @property
    def statement(self) -> Path:
        return self.folder / "statement.xml"


def sizes(description: str) -> Sizes:
    """The sizes that the command line asks for."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--payments", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    return Sizes(**vars(parser.parse_args()))


def prepare(folder: Path, chosen: Sizes) -> Prepared:
    """A company with customers, open documents and a bank account; nothing imported yet."""
    made = Prepared(folder, folder / "books.sqlite3")
    fill(folder, made.database, chosen)
    return made


def fill(folder: Path, database: str, chosen: Sizes) -> None:
    """The same in any empty database; the book's files stay in the folder."""
    Book(customers=chosen.customers, entries=chosen.entries, payments=chosen.payments, seed=chosen.seed).write(folder)
    reskontra("init", "--company", "Bench", database=database)
    reskontra(
        "bank-account", "add", "B1", "--iban", BANK_IBAN, "--opening-balance", f"{OPENING_MINOR / 100:.2f}",
        "--opening-date", OPENING_DATE.isoformat(), database=database,
    )  # fmt: skip
    reskontra("load", "customers", folder / "customers.csv", database=database)
    loaded = reskontra("load", "entries", folder / "entries.csv", database=database)
    report(f"load {chosen.entries:,} open documents", loaded.seconds)


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="reskontra-bench-")


def start_up(database: str) -> Run:
    """What the program takes to do next to nothing: taken off from what a command took."""
    runs = [reskontra("company", "list", database=database) for _ in range(3)]
    return Run(min(one.seconds for one in runs), min(one.cpu for one in runs), 0, "")


def bare_inserts(source: Path, tables: Sequence[str], *, since: dict[str, int] | None = None) -> float:
    """Seconds of processor for executemany of these tables' rows into bare ones, in one transaction.

    No index, no trigger, no foreign key, no row that was there before: less than any program could do with it.

    since   table → rows it had before; only later ones are counted
    """
    rows = _rows(source, tables, since or {})
    with temporary_folder() as folder:
        target = _connected(Path(folder) / "floor.sqlite3")
        for table, (columns, _) in rows.items():
            target.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        return _inserted(target, rows)


def guarded_inserts(before: Path, after: Path, tables: Sequence[str]) -> float:
    """Seconds of processor for executemany of the rows that a command added, into the books as they were before it.

    Every index, trigger and foreign key is on, and what was there is there: vouchers are inserted as drafts and
    sealed, entries empty, so that their details move what remains. None of the program is in it.
    """
    added = _rows(after, tables, counts(before, tables))
    seals = "UPDATE ledger_voucher SET posted_at = '2026-03-31 12:00:00' WHERE company_id = 1 AND posted_at IS NULL"
    with temporary_folder() as folder:
        copy = Path(folder) / "floor.sqlite3"
        shutil.copyfile(before, copy)
        return _inserted(_connected(copy), added, then=seals if "ledger_voucher" in tables else "")


_BORN = {
    ("ledger_voucher", "posted_at"): "NULL",
    ("receivables_entry", "remaining_minor"): "0",
    ("receivables_entry", "remaining_local_minor"): "0",
}
Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]


def _rows(source: Path, tables: Sequence[str], since: dict[str, int]) -> Rows:
    """Table → its columns, and the rows after so many, as they are inserted."""
    found: Rows = {}
    with sqlite3.connect(source) as connection:
        for table in tables:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            chosen = ", ".join(_BORN.get((table, name), f'"{name}"') for name in columns)
            sql = f"SELECT {chosen} FROM {table} ORDER BY id LIMIT -1 OFFSET {since.get(table, 0)}"
            found[table] = ([f'"{name}"' for name in columns], connection.execute(sql).fetchall())
    return found


def _connected(path: Path) -> sqlite3.Connection:
    """As the program connects."""
    from reskontra.config.env import database_settings

    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(database_settings(f"sqlite:///{path}")["OPTIONS"]["init_command"])
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _inserted(target: sqlite3.Connection, rows: Rows, *, then: str = "") -> float:
    started = time.process_time()
    target.execute("BEGIN IMMEDIATE")
    for table, (columns, found) in rows.items():
        marks = ", ".join("?" for _ in columns)
        target.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", found)
    if then:
        target.execute(then)
    target.execute("COMMIT")
    took = time.process_time() - started
    target.close()
    return took


def counts(source: Path, tables: Iterable[str]) -> dict[str, int]:
    """Table → how many rows it has."""
    with sqlite3.connect(source) as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def copied(made: Prepared, name: str) -> Prepared:
    """A copy of the database, so that a command can be measured again from the same start."""
    with sqlite3.connect(made.path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = made.folder / name
    shutil.copyfile(made.path, path)
    return Prepared(made.folder, path)
