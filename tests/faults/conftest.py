"""A company at every stage of its way through the program, in databases that are copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.faults import book, programs
from tests.faults.databases import Databases


@dataclass(frozen=True, slots=True)
class Stages:
    """before: by name of the command, a database in which it is the next to be run."""

    databases: Databases
    files: book.Files
    commands: dict[str, tuple[str, ...]]
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def fresh(self, name: str) -> str:
        """A database of the test's own, in which the command is the next to be run."""
        return self.databases.copy(self.before[name])


def commands(files: book.Files) -> dict[str, tuple[str, ...]]:
    """The way of a company through the program, in this order."""
    return {
        "load customers": ("load", "customers", str(files.customers)),
        "load vendors": ("load", "vendors", str(files.vendors)),
        "load entries": ("load", "entries", str(files.entries)),
        "import": ("statement", "import", str(files.statement), "--no-match"),
        "match": ("journal", "match", "--import", "1"),
        "post": ("journal", "post", "--import", "1"),
        "reverse": ("journal", "reverse", "PRJ000001", "--reason", "wrong day"),
    }


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stages]:
    folder = tmp_path_factory.mktemp("faults")
    files = book.write(folder)
    made = Stages(Databases(folder), files, commands(files))
    try:
        url = made.databases.migrated()
        for words in book.OPENED:
            programs.done(url, *words)
        for name, words in made.commands.items():
            made.before[name] = made.databases.copy(url)
            programs.done(url, *words)
            made.after[name] = made.databases.copy(url)
        yield made
    finally:
        made.databases.drop()
