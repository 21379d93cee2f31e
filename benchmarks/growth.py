"""How the work grows with the book: import, match, post, aged receivables, a journal's page, from 10,000 documents on.

    python -m benchmarks.growth                                     10,000, 100,000 and 1,000,000 documents, on SQLite
    python -m benchmarks.growth --sizes 10000000                    the largest
    python -m tests.postgresql -- python -m benchmarks.growth --postgresql

Twenty documents a customer at every size. What clerks and programs do stays the same: a statement of 1,000 payments, a
page of its journal; the least of three counts. What goes over the whole book (load, report, check) grows with it.
Seconds are of processor: of the program, without what it takes to start, and on PostgreSQL of the server's processes
too. Figures are added to those in --figures; benchmarks.performance writes them into docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.book import BANK_IBAN, OPENING_DATE, OPENING_MINOR, TODAY, Book
from benchmarks.common import reskontra
from benchmarks.company import start_up, temporary_folder
from benchmarks.growth_figures import FIGURES, add

SIZES = (10_000, 100_000, 1_000_000)
PER_CUSTOMER = 20
STATEMENTS, PAYMENTS = 3, 1_000
LOADED_AT_ONCE = 1_000_000
SMALL = 100_000
PAGES = 20
MONTH_BEFORE = "2026-02-28"
PASSWORD = "of a benchmark, and of nothing else"


@dataclass
class Books:
    """A database, and the seconds of processor of what is done in it.

    address     as in RESKONTRA_DATABASE_URL
    postmaster  the process of PostgreSQL whose children do the work; 0 of SQLite
    """

    address: str
    postmaster: int = 0
    start: float = 0.0
    took: dict[str, float] = field(default_factory=dict)

    def do(self, work: str, *words: str | Path, least: bool = False, adds: bool = False) -> None:
        """least: of the times that it is done; adds: together."""
        before = self.of_server()
        cpu = reskontra(*words, database=self.address).cpu - self.start
        seconds = max(cpu + self.of_server() - before, 0.001)
        if work:
            known = self.took.get(work)
            if known is not None and least:
                seconds = min(known, seconds)
            elif known is not None and adds:
                seconds += known
            self.took[work] = seconds

    def of_server(self) -> float:
        """Seconds of PostgreSQL's processes, of those that ended too: each connection has one. 0 of SQLite."""
        if not self.postmaster:
            return 0.0
        time.sleep(0.2)  # the process of a connection that was closed ends a little later
        children = Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children").read_text(encoding="ascii").split()
        ticks = sum(sum(_ticks(one)[:2]) for one in children) + sum(_ticks(str(self.postmaster)))
        return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: str) -> list[int]:
    """Own in the program and in the kernel, and the same of children that ended."""
    try:
        values = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return [0, 0, 0, 0]
    return [int(one) for one in values[11:15]]


def main() -> None:
    if os.environ.get("BENCH_GROWTH"):
        _measure_page(sys.argv[1])
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="documents of each book")
    parser.add_argument("--figures", type=Path, default=FIGURES, help="a folder")
    parser.add_argument("--postgresql", action="store_true", help="on the server that tests.postgresql started")
    chosen = parser.parse_args()
    for size in chosen.sizes:
        with temporary_folder() as folder, _books(Path(folder), size, is_postgresql=chosen.postgresql) as books:
            _measure(books, Path(folder), size)
            measured = {"seconds": books.took, "bytes": _bytes(books), "tables": _tables(books)}
        file = chosen.figures / f"growth-{'postgresql' if chosen.postgresql else 'sqlite'}.json"
        add(file, size, measured)
        print(f"{size:,}: {json.dumps(measured['seconds'])}", flush=True)


@contextmanager
def _books(folder: Path, size: int, *, is_postgresql: bool) -> Iterator[Books]:
    if not is_postgresql:
        yield Books(f"sqlite:///{folder}/books.sqlite3")
        return
    import psycopg

    server, name = os.environ["RESKONTRA_TEST_SERVER"], f"growth_{size}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name}")
        backend = administration.info.backend_pid
        stat = Path(f"/proc/{backend}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        yield Books(f"{server}/{name}", int(stat[1]))
        administration.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _measure(books: Books, folder: Path, size: int) -> None:
    book = Book(customers=size // PER_CUSTOMER, entries=size, payments=STATEMENTS * PAYMENTS, seed=1)
    book.write_in_parts(folder, STATEMENTS)
    reskontra("init", "--company", "Bench", database=books.address)
    reskontra(
        "bank-account", "add", "B1", "--iban", BANK_IBAN, "--opening-balance", f"{OPENING_MINOR / 100:.2f}",
        "--opening-date", OPENING_DATE.isoformat(), database=books.address,
    )  # fmt: skip
    books.start = start_up(books.address).cpu
    reskontra("load", "customers", folder / "customers.csv", database=books.address)
    for part in _parts(folder / "entries.csv"):
        books.do("load the book", "load", "entries", part, adds=True)
    if books.postmaster:
        _vacuum(books)
    for number in range(1, STATEMENTS + 1):
        file, one = folder / f"statement-{number}.xml", str(number)
        books.do("import a statement of 1,000", "statement", "import", file, "--no-match", least=True)
        books.do("match its lines", "journal", "match", "--import", one, least=True)
        if number == STATEMENTS:
            books.took["a page of its journal"] = _page(books)
        books.do("post what is ready", "journal", "post", "--import", one, least=True)
    report = ("report", "aged-receivables", "--format", "csv", "--as-of")
    for _time in range(3 if size <= SMALL else 1):  # of what takes next to nothing the start is told too much of
        books.do("aged receivables", *report, TODAY.isoformat(), least=True)
        books.do("aged receivables of a month before", *report, MONTH_BEFORE, least=True)
        books.do("check", "check", least=True)
    if books.postmaster:
        books.took["vacuum"] = _vacuum(books)


def _parts(file: Path) -> Iterator[Path]:
    """The file in files of so many rows, each with the heading; written over one another."""
    with file.open(encoding="utf-8") as rows:
        heading = next(rows)
        while lines := list(islice(rows, LOADED_AT_ONCE)):
            part = file.with_name("part.csv")
            part.write_text(heading + "".join(lines), encoding="utf-8")
            del lines
            yield part


def _vacuum(books: Books) -> float:
    """What autovacuum does by itself on a server in use, and the private one of a benchmark does not; its seconds."""
    import psycopg

    before = books.of_server()
    with psycopg.connect(books.address, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
    return max(books.of_server() - before, 0.001)


def _page(books: Books) -> float:
    os.environ["RESKONTRA_PASSWORD"] = PASSWORD
    reskontra("user", "add", "bench", "--role", "clerk", database=books.address)
    environment = os.environ | {
        "RESKONTRA_DATABASE_URL": books.address, "RESKONTRA_CONFIG": os.devnull, "BENCH_GROWTH": "1",
        "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
    }  # fmt: skip
    words = [sys.executable, "-m", "benchmarks.growth", str(STATEMENTS)]
    before = books.of_server()
    told = subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout
    return float(told) + (books.of_server() - before) / (PAGES + 1)


def _measure_page(number: str) -> None:
    """Print the seconds of processor of the page of the newest journal: the median of so many."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from reskontra.companies.queries import companies
    from reskontra.interface.people import find_user
    from reskontra.journals.queries import journals

    settings.ALLOWED_HOSTS.append("testserver")
    company = companies()[0]
    newest = list(journals(company=company))
    journal = max(newest, key=lambda one: one.id)
    assert len(newest) == int(number), newest
    client = Client()
    client.force_login(find_user(username="bench"))
    took = []
    for _ in range(PAGES + 1):
        started = time.process_time()
        answer = client.get(f"/{company.id}/journals/{journal.number}/?tab=all")
        took.append(time.process_time() - started)
        assert answer.status_code == 200
    print(sorted(took)[PAGES // 2])


def _bytes(books: Books) -> int:
    if not books.postmaster:
        return Path(books.address.removeprefix("sqlite:///")).stat().st_size
    import psycopg

    with psycopg.connect(books.address) as connection:
        found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        assert found
        return int(found[0])


def _tables(books: Books) -> dict[str, list[int]]:
    """Table → bytes of its rows, bytes of its indexes; the largest ten. An SQLite without dbstat tells nothing."""
    if not books.postmaster:
        with suppress(sqlite3.OperationalError):
            return _tables_of_sqlite(books.address.removeprefix("sqlite:///"))
        return {}
    import psycopg

    sql = """SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
             WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             ORDER BY pg_total_relation_size(oid) DESC LIMIT 10"""
    with psycopg.connect(books.address) as connection:
        return {name: [rows, indexes] for name, rows, indexes in connection.execute(sql).fetchall()}


def _tables_of_sqlite(file: str) -> dict[str, list[int]]:
    sql = """SELECT m.tbl_name, sum(iif(m.type = 'table', s.pgsize, 0)), sum(iif(m.type = 'index', s.pgsize, 0))
             FROM dbstat s JOIN sqlite_schema m ON m.name = s.name WHERE s.aggregate = 1
             GROUP BY m.tbl_name ORDER BY sum(s.pgsize) DESC LIMIT 10"""
    with sqlite3.connect(file) as connection:
        return {name: [rows, indexes] for name, rows, indexes in connection.execute(sql)}


if __name__ == "__main__":
    main()
