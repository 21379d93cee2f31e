"""How far a job is, whether it is to stop, and whether anybody still works on it: told past its transaction.

A command writes in one transaction, and on SQLite nobody else writes meanwhile. So there a job tells in small files
beside the books, which are gone when it has ended; on PostgreSQL a second connection writes to its row. Who works on a
job holds a lock that the operating system or the database takes back from a process that dies.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from django.db import connection, connections

_OF_JOBS = 20_231 << 48  # our advisory locks, beside the job's id, which no other place of the database gives


class Board(Protocol):
    """What is told of one job beside its row."""

    def tell(self, done: int, total: int) -> None:
        """How many are done, and of how many."""

    def told(self) -> tuple[int, int]:
        """What was told last; (0, 0) before that."""

    def ask_to_stop(self) -> None:
        """Ask who works on it to stop where that is safe."""

    def is_stop_asked(self) -> bool: ...

    def is_held(self) -> bool:
        """Whether somebody works on it."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Work on it; what was told is forgotten at the end."""
        yield


def board_of(*, company: int, id: int) -> Board:
    """The board of the job with that id."""
    return _Row(company, id) if connection.vendor == "postgresql" else _Files(_folder(), id)


def _folder() -> Path:
    """Beside the file of the books; of books in memory, a folder of this process."""
    name = str(connection.settings_dict["NAME"])
    if name.startswith(("file:", ":memory:")):
        return Path(tempfile.gettempdir()) / f"reskontra-jobs-{os.getpid()}"
    return Path(f"{name}-jobs")


class _Files:
    """N holds the lock and what was told; N.stop is there when the job is to stop."""

    def __init__(self, folder: Path, id: int) -> None:
        self._path, self._stop = folder / str(id), folder / f"{id}.stop"

    def tell(self, done: int, total: int) -> None:
        with suppress(OSError):  # where the disk is full the job itself is refused by the database, or has room
            self._path.write_text(f"{done} {total}", encoding="ascii")

    def told(self) -> tuple[int, int]:
        try:
            done, _blank, total = self._path.read_text(encoding="ascii").partition(" ")
        except FileNotFoundError:
            return 0, 0
        return (int(done), int(total)) if total.isdigit() else (0, 0)

    def ask_to_stop(self) -> None:
        self._stop.parent.mkdir(parents=True, exist_ok=True)
        self._stop.touch()

    def is_stop_asked(self) -> bool:
        return self._stop.exists()

    def is_held(self) -> bool:
        try:
            with self._path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    @contextmanager
    def held(self) -> Iterator[None]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                for path in (self._path, self._stop):
                    path.unlink(missing_ok=True)
        with suppress(OSError):  # others are under way
            self._path.parent.rmdir()


class _Row:
    """Columns of the job's row, reached by a connection of its own."""

    def __init__(self, company: int, id: int) -> None:
        self._company, self._id = company, id
        self._lock = _OF_JOBS + id

    def tell(self, done: int, total: int) -> None:
        told = "UPDATE interface_job SET done_count = %s, total_count = %s WHERE company_id = %s AND id = %s"
        self._beside(told, [done, total, self._company, self._id])

    def told(self) -> tuple[int, int]:
        found = self._beside(
            "SELECT done_count, total_count FROM interface_job WHERE company_id = %s AND id = %s",
            [self._company, self._id],
        )
        return (found[0], found[1]) if found else (0, 0)

    def ask_to_stop(self) -> None:
        asked = "UPDATE interface_job SET is_stop_asked = TRUE WHERE company_id = %s AND id = %s"
        self._beside(asked, [self._company, self._id])

    def is_stop_asked(self) -> bool:
        asked = "SELECT is_stop_asked FROM interface_job WHERE company_id = %s AND id = %s"
        found = self._beside(asked, [self._company, self._id])
        return bool(found and found[0])

    def is_held(self) -> bool:
        held = (
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 1"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return self._beside(held, [self._lock >> 32, self._lock & 0xFFFF_FFFF]) is not None

    @contextmanager
    def held(self) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [self._lock])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [self._lock])

    def _beside(self, statement: str, values: list[int]) -> tuple[int, ...] | None:
        """Its first row, of a statement that is no part of the job's transaction."""
        own = connections["default"].copy()
        try:
            with own.cursor() as cursor:
                cursor.execute(statement, values)
                found: tuple[int, ...] | None = cursor.fetchone() if cursor.description else None
                return found
        finally:
            own.close()
