"""What a reader says of a text, by kind of event."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, cast

from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader, TransactionRecord

Kind = TypeVar("Kind", StatementHeader, TransactionRecord, StatementEnd)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader of bytes, called with text (as Latin-1) or with bytes."""

    reader: Callable[[BinaryIO], Iterator[Event]]

    def __call__(self, data: str | bytes) -> list[Event]:
        raw = data if isinstance(data, bytes) else data.encode("latin-1")
        return list(self.reader(cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(raw))))))

    def headers(self, data: str | bytes) -> list[StatementHeader]:
        return self._of(StatementHeader, data)

    def records(self, data: str | bytes) -> list[TransactionRecord]:
        return self._of(TransactionRecord, data)

    def ends(self, data: str | bytes) -> list[StatementEnd]:
        return self._of(StatementEnd, data)

    def _of(self, kind: type[Kind], data: str | bytes) -> list[Kind]:
        return [event for event in self(data) if isinstance(event, kind)]
