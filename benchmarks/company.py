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
from benchmarks.common import report, reskontra


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
    Book(customers=chosen.customers, entries=chosen.entries, payments=chosen.payments, seed=chosen.seed).write(folder)
    made = Prepared(folder, folder / "books.sqlite3")
    reskontra("init", "--company", "Bench", database=made.database)
    reskontra(
        "bank-account", "add", "B1", "--iban", BANK_IBAN, "--opening-balance", f"{OPENING_MINOR / 100:.2f}",
        "--opening-date", OPENING_DATE.isoformat(), database=made.database,
    )  # fmt: skip
    reskontra("load", "customers", folder / "customers.csv", database=made.database)
    loaded = reskontra("load", "entries", folder / "entries.csv", database=made.database)
    report(f"load {chosen.entries:,} open documents", loaded.seconds)
    return made


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="reskontra-bench-")


def start_up(database: str) -> float:
    """What the program takes to do next to nothing: taken off from what a command took."""
    return min(reskontra("company", "list", database=database).seconds for _ in range(3))


def bare_inserts(source: Path, tables: Sequence[str], *, since: dict[str, int] | None = None) -> float:
    """Seconds for executemany of the rows of these tables into bare ones: no index, no trigger, one transaction.

    since   table → rows it had before; only later ones are counted
    """
    rows: dict[str, tuple[str, list[tuple[object, ...]]]] = {}
    with sqlite3.connect(source) as connection:
        for table in tables:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            skipped = (since or {}).get(table, 0)
            found = connection.execute(f"SELECT * FROM {table} LIMIT -1 OFFSET {skipped}").fetchall()
            rows[table] = (", ".join(f'"{column}"' for column in columns), found)
    with temporary_folder() as folder:
        target = sqlite3.connect(Path(folder) / "floor.sqlite3")
        target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        for table, (columns, _) in rows.items():
            target.execute(f"CREATE TABLE {table} ({columns})")
        target.commit()
        started = time.perf_counter()
        for table, (columns, found) in rows.items():
            marks = ", ".join("?" for _ in columns.split(","))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
        target.commit()
        took = time.perf_counter() - started
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
