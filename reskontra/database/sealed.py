"""Rows that never change any more, and a short digest of each: by its values, whatever the database keeps them in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.apps import apps
from django.db.models import Model

MARK = 8  # bytes of a row's digest
_PIECE = 5_000


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table whose rows do not change. free: columns that do; final: as filter() takes it, which rows are so far."""

    table: str
    free: frozenset[str] = frozenset()
    final: Mapping[str, object] = field(default_factory=dict)

    @property
    def columns(self) -> str:
        """Those of the digest, with blanks between."""
        return " ".join(sorted(self.all_columns - self.free - {"id", "company_id"}))

    @property
    def all_columns(self) -> frozenset[str]:
        """Every column that the table has in this version."""
        return frozenset(str(field.column) for field in self.model._meta.local_concrete_fields)

    @property
    def model(self) -> type[Model]:
        return next(model for model in apps.get_models() if model._meta.db_table == self.table)


def marks(*, company: int, sealed: Sealed, columns: str) -> Iterator[tuple[int, bytes]]:
    """(id, digest over the columns) of every row that is final, by id."""
    rows = sealed.model._default_manager.filter(company=company, **sealed.final).order_by("id")
    for row in rows.values_list("id", *columns.split()).iterator(_PIECE):
        told = "\x1f".join(map(_told, row))
        yield row[0], hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=MARK).digest()


def _told(value: object) -> str:
    """The same of both databases."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (bytes, memoryview)):
        return hashlib.sha256(value).hexdigest()
    if value is None:
        return "\x00"
    return str(value).replace("\x1f", "\x1f\x1f")
