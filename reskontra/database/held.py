"""What somebody is at just now: a lock by name, taken back by the operating system or the database from who dies."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.db import connection

from reskontra.database.bulk import is_postgresql


@contextmanager
def held(name: str) -> Iterator[None]:
    """Be at it; whoever asks meanwhile is told so, also from within another transaction, process or machine."""
    if not is_postgresql():
        with _held_file(_file(name)):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_key(name)])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_key(name)])


def is_held(name: str) -> bool:
    """Whether somebody is at it."""
    if not is_postgresql():
        return _is_held_file(_file(name))
    key = _key(name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND classid = %s AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [key >> 32, key & 0xFFFF_FFFF],
        )
        return cursor.fetchone() is not None


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _key(name: str) -> int:
    """62 bits, with the highest of them: none is that of a job's board."""
    return (int.from_bytes(_digest(name)[:8]) >> 2) | (1 << 61)


def _file(name: str) -> Path:
    """Beside the file of the books; of books in memory, in a folder of this process."""
    books = str(connection.settings_dict["NAME"])
    if books.startswith(("file:", ":memory:")):
        books = str(Path(tempfile.gettempdir()) / f"reskontra-{os.getpid()}")
    return Path(f"{books}-held") / _digest(name).hex()


@contextmanager
def _held_file(path: Path) -> Iterator[None]:
    with _locked(path):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
    with suppress(OSError):  # others are in the folder
        path.parent.rmdir()


def _locked(path: Path) -> BinaryIO:
    """The file with its lock: that which is there, and not one that whoever was at it before took away."""
    while True:
        with suppress(FileNotFoundError, FileExistsError):  # who was the last in the folder takes it away just now
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("ab")
            fcntl.flock(file, fcntl.LOCK_EX)
            if _is_there(path, file):
                return file
            file.close()


def _is_there(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _is_held_file(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
