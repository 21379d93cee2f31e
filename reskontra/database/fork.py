"""A second process for work over many rows: it begins with all that this one holds in memory, and talks by a pipe.

The connection to the database is closed before the process divides, and each opens one of its own: neither database
lets two processes use one. So nothing that is not committed may be needed, and nothing must be locked.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from reskontra.database import places

READING_CACHE_KIB = 8_192

T = TypeVar("T")


class SecondProcessEnded(RuntimeError):
    """The second process was ended from outside, as by a system that is short of memory."""


class Other:
    """The other process: what one sends, the other receives, in this order.

    An exception of the second process is raised in the first, where it waits for what did not come.
    """

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def send(self, what: Any, /) -> None:
        self._pipe.send((what, None))

    def recv(self) -> Any:
        try:
            what, failure = self._pipe.recv()
        except EOFError as end:
            raise SecondProcessEnded("The second process has ended.") from end
        if failure is not None:
            raise failure
        return what

    def has_sent(self) -> bool:
        """Whether recv() would not wait: something came, or the other has ended."""
        return self._pipe.poll()

    def fail(self, failure: BaseException) -> None:
        self._pipe.send((None, failure))


def may_divide() -> bool:
    """Whether a second process would help and is safe: two processors, one thread, a database that both can open."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2 or threading.active_count() > 1:
        return False
    if connection.in_atomic_block:
        return False
    return connection.vendor != "sqlite" or not connection.is_in_memory_db()  # type: ignore[attr-defined]


@contextmanager
def second_process(work: Callable[[Other], None]) -> Iterator[Other]:
    """Do the work in a second process while the block runs, which talks with it; call where may_divide().

    What the block raises ends the second process.
    """
    places.close_all()
    connection_created.connect(_be_modest)
    ours, theirs = Pipe()
    child = os.fork()
    if not child:
        ours.close()
        _run(work, Other(theirs))
    theirs.close()
    try:
        yield Other(ours)
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        ours.close()
        os.waitpid(child, 0)
        connection_created.disconnect(_be_modest)
        places.close_all()


def from_both_ends(count: int, make: Callable[[Iterable[int]], Iterator[tuple[int, T]]]) -> Iterator[tuple[int, T]]:
    """What is made of each place below the count, in any order: this process begins with the first of them, a second
    one with the last, until they meet. Call where may_divide().

    make   (place, what was made) of places, one after another; each process calls it once
    """

    def work(other: Other) -> None:
        for made in make(range(count - 1, -1, -1)):
            other.send(made)

    with second_process(work) as other:
        end = count  # from here on all is made
        for place, made in make(range(count)):
            yield place, made
            while end > place + 1 and other.has_sent():
                end, theirs = other.recv()
                yield end, theirs
            if end == place + 1:
                return


def _run(work: Callable[[Other], None], other: Other) -> None:
    """The second process from its beginning to its end: nothing that the first has begun is ended here."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = 1
    try:
        work(other)
        code = 0
    except BaseException as failure:  # told to the first process, whatever it is
        with suppress(Exception):
            other.fail(failure)
    finally:
        os._exit(code)


def _be_modest(connection: BaseDatabaseWrapper, **_rest: object) -> None:
    """Two processes that only read hold fewer pages of SQLite's than one that writes: as many as make them quick."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{READING_CACHE_KIB}")
