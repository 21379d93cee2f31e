"""A folder for what is not whole yet: for this user alone, gone with its block, and after a kill with the next one.

Whoever works in one holds a lock on it, which the system takes away with the process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = ".reskontra-working-"
LOCK, _EARLY = ".lock", ".lock-not-held-yet"


@contextmanager
def working_folder(parent: Path | None = None) -> Iterator[Path]:
    """A new one in this folder, else in that for temporary files; those that dead processes left there are taken away.

    raises   OSError where it cannot be made
    """
    beside = parent or temporary()
    sweep(beside)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
    try:
        lock = os.open(folder / _EARLY, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        try:
            with suppress(OSError):  # where a file system knows no locks it is nobody's to take away
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                (folder / _EARLY).rename(folder / LOCK)
            yield folder
        finally:
            os.close(lock)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Take away the folders of ours whose process is dead; another user's, and what is not of this kind, stays."""
    with suppress(OSError):
        for folder in parent.glob(f"{PREFIX}*"):
            if _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def temporary() -> Path:
    """Where the system has its temporary files."""
    return Path(tempfile.gettempdir())


def _is_left(folder: Path) -> bool:
    """Whether it is this user's, and nobody works in it."""
    try:
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            return False
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True
