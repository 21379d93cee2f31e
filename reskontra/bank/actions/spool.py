"""Rows set aside while a file is read, so that it is read once, whole, before the database is touched.

A refused file then never holds a lock, and what only the end of a file tells (closing balances, the order of its
statements) is known before the first row is written. Small files stay in memory, large ones in an unnamed temporary
file that is gone when the import is.
"""

from __future__ import annotations

import io
import marshal
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType

from reskontra.bank.actions.rows import Row

CHUNK_ROWS = 2_000
_MEMORY_BYTES = 8 * 1024 * 1024

Place = tuple[int, int]  # where a chunk starts in the file, and its size in bytes


class Spool:
    """Chunks of rows, written one after another and read back by their places."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_MEMORY_BYTES)  # noqa: SIM115 - closed by __exit__
        self._rows: list[tuple[object, ...]] = []
        self._places: list[Place] = []

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, row: Row) -> None:
        """Set a row of the current statement aside."""
        self._rows.append(tuple(row))
        if len(self._rows) >= CHUNK_ROWS:
            self._flush()

    def end_statement(self) -> tuple[Place, ...]:
        """The places of the current statement's chunks; the next row begins another statement."""
        self._flush()
        places, self._places = tuple(self._places), []
        return places

    def chunks(self, places: tuple[Place, ...]) -> Iterator[list[Row]]:
        """The rows of a statement, in their order."""
        for start, size in places:
            self._file.seek(start)
            yield [Row(*row) for row in marshal.loads(self._file.read(size))]

    def _flush(self) -> None:
        if not self._rows:
            return
        data = marshal.dumps(self._rows)
        self._places.append((self._file.seek(0, io.SEEK_END), len(data)))
        self._file.write(data)
        self._rows = []
