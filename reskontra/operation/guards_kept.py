"""Which triggers a back-up has kept: those of its tables are what keeps posted rows as they are."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from reskontra.operation import postgresql_tools

_MADE = re.compile(r"^CREATE (?:CONSTRAINT )?TRIGGER (\w+)", re.MULTILINE)
_SILENT = re.compile(r"^ALTER TABLE .* (?:DISABLE|ENABLE REPLICA) TRIGGER (\w+);", re.MULTILINE)


def triggers_of_file(dump: Path) -> frozenset[str]:
    """The names of those in a database of SQLite."""
    with closing(sqlite3.connect(f"file:{dump}?mode=ro&immutable=1", uri=True)) as own:
        return frozenset(name for (name,) in own.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"))


def triggers_of_dump(dump: Path, *, server: int) -> frozenset[str]:
    """The names of those that a dump of PostgreSQL makes, and lets work.

    refuses   ToolMissing, ToolRefused
    """
    reader = postgresql_tools.tool("pg_restore", server=server)
    told = postgresql_tools.run([reader, "--section=post-data", "--file=-", str(dump)]).decode(errors="replace")
    return frozenset(_MADE.findall(told)) - frozenset(_SILENT.findall(told))
