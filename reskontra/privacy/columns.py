"""What each column that holds text says of a person: declared in data/columns.toml, for every table there is."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import models

_FILE = Path(__file__).parent / "data" / "columns.toml"
# card: what is known of a customer or vendor beside the books; goes when she asks for it.
# document: what her invoices name her by; part of the vouchers for as long as one of them is kept.
# books: belongs to the books, and is kept as long as they are.
# free: what somebody wrote of her; goes when she asks for it.
# staff: who of us did it, or what we know of a user.
# secret: opens a door; never handed out.
# none: says nothing of a person.
KINDS = ("card", "document", "books", "free", "staff", "secret", "none")
ERASED = ("card", "free")
TEXT = (models.CharField, models.TextField, models.BinaryField, models.JSONField, models.UUIDField)


@dataclass(frozen=True, slots=True)
class Declared:
    """A table. paths: how rows of a person are found, by what she is known by; day, source: as in the file.

    kinds     column → its kind
    files     columns that name a stored file that is about her alone
    account   columns that hold account numbers
    goes_whole   whether erasing takes the whole row, and not the texts in it alone
    """

    table: str
    kinds: Mapping[str, str]
    paths: Mapping[str, tuple[str, ...]]
    account: tuple[str, ...]
    files: tuple[str, ...]
    day: str
    goes_whole: bool
    source: str

    def of(self, *kinds: str) -> tuple[str, ...]:
        return tuple(name for name, kind in self.kinds.items() if kind in kinds)

    @property
    def is_of_persons(self) -> bool:
        return bool(self.paths or self.account)


@functools.cache
def declared() -> Mapping[str, Declared]:
    """Table → what is declared of it."""
    with _FILE.open("rb") as file:
        found = tomllib.load(file)
    return {table: _declared(table, said) for table, said in found.items()}


def _declared(table: str, said: Mapping[str, str | list[str]]) -> Declared:
    kinds = {name: kind for kind in KINDS for name in str(said.get(kind, "")).split()}
    paths = {by: tuple(said[by]) for by in ("party", "voucher", "transaction", "customer", "user") if by in said}
    lists = {name: tuple(said.get(name, ())) for name in ("account", "file")}
    day, source = str(said.get("day", "")), str(said.get("source", ""))
    return Declared(table, kinds, paths, lists["account"], lists["file"], day, said.get("goes") == "rows", source)


def text_columns() -> Iterator[tuple[str, str]]:
    """(table, column) of every column of ours and of what we build on that can hold text."""
    for table in apps.get_models():
        for one in table._meta.local_concrete_fields:
            if isinstance(one, TEXT):
                yield table._meta.db_table, one.name


def table_named(name: str) -> type[models.Model]:
    return next(one for one in apps.get_models() if one._meta.db_table == name)
