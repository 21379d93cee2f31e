"""Which checks of the books are asked again: those that read a table that was written since they found nothing.

What a check finds follows from the rows of the tables that its queries name. While those are as they were it finds
nothing again. Guards are asked for each time, since who takes one away writes no row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from reskontra.companies.queries import companies
from reskontra.database.guards import asked_once, triggers_there
from tests import books

Written = Mapping[str, int]  # table → how many rows were written, or on SQLite how often some were

_COMPANIES = frozenset({"companies_company"})  # that is read to know whose books there are
_WRITES = re.compile(r'(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: OR \w+)?|DELETE FROM) "?(\w+)', re.I)
_NO_WRITES = ("SELECT ", "SAVEPOINT ", "RELEASE ")
_WORD = re.compile(r"\w+")

_on_sqlite: Counter[str] = Counter()
_taken_back: list[str] = []  # the savepoints, one after the other
_begun: list[set[str]] = []  # where to note those that are begun


@dataclass(frozen=True, slots=True)
class Clean:
    """What is known of books in which no check found anything: the tables that each of them read."""

    reads: Mapping[books.Check, frozenset[str]]
    guards: frozenset[str]


@dataclass(frozen=True, slots=True)
class Since:
    """That, and how much had been written by then, on which connection.

    begun   the savepoints since; who goes back to an earlier one leaves the books that were clean
    """

    clean: Clean
    written: Written
    own: Any
    taken_back: int
    begun: set[str]

    @classmethod
    def now(cls, clean: Clean) -> Since:
        since = cls(clean, written(), connection.connection, taken_back(), set())
        _begun[:] = [since.begun]
        return since

    def known(self) -> dict[books.Check, frozenset[str]]:
        """The checks that would read what they read then, and so find nothing."""
        went_back = {*_taken_back[self.taken_back :]} - self.begun
        if went_back or self.own is not connection.connection or self.clean.guards != frozenset(triggers_there()):
            return {}
        now = written()
        changed = {table for table in {*now, *self.written} if now.get(table) != self.written.get(table)}
        return {check: tables for check, tables in self.clean.reads.items() if not tables & changed}


def violations(since: Since | None) -> tuple[list[str], Clean]:
    """What the checks find, and what is known where that is nothing. since: when they last found nothing."""
    found: list[str] = []
    reads: dict[books.Check, frozenset[str]] = {}
    with asked_once():
        guards = frozenset(triggers_there())
        before = since.known() if since else {}
        everyone = companies()
        for check in books.checks():
            if check in before:
                reads[check] = before[check]
                continue
            with _tables_named() as named:
                found += books.found_by(check, everyone)
            reads[check] = _COMPANIES.union(named)
    return found, Clean(reads, guards)


@contextmanager
def _tables_named() -> Iterator[set[str]]:
    """The tables of the queries that are sent."""
    named: set[str] = set()

    def heard(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        named.update(_tables_in(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(heard):
        yield named


@cache
def _tables_in(sql: str) -> frozenset[str]:
    return _tables().intersection(_WORD.findall(sql))


@cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


# What was written


def written() -> Written:
    """How much was written to each table in this transaction; on SQLite since listen() was called."""
    if connection.vendor == "sqlite":
        return dict(_on_sqlite)
    own: Any = connection.connection
    return dict(own.execute(_written_on_postgresql()).fetchall())


@cache
def _written_on_postgresql() -> str:
    """What the view pg_stat_xact_user_tables would tell, of our tables, in a seventh of its time."""
    own: Any = connection.connection
    named = "SELECT oid, relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    tables = ", ".join(f"({oid}::oid, '{name}')" for oid, name in own.execute(named))
    counts = " + ".join(f"pg_stat_get_xact_tuples_{what}(oid)" for what in ("inserted", "updated", "deleted"))
    return f"SELECT name, {counts} FROM (VALUES {tables}) AS tables (oid, name) WHERE {counts} > 0"


def taken_back() -> int:
    """How often something was taken back, since listen() was called."""
    return len(_taken_back)


def listen() -> None:
    """Hear what is done on this connection, from here on."""
    begin: Any = connection._savepoint
    if hasattr(begin, "is_heard"):
        return
    roll_back: Any = connection._savepoint_rollback

    def begun(name: str) -> None:
        for noted in _begun:
            noted.add(name)
        begin(name)

    def rolled_back(name: str) -> None:
        _taken_back.append(name)
        roll_back(name)

    begun.is_heard = True  # type: ignore[attr-defined]
    connection._savepoint = begun  # type: ignore[method-assign]
    connection._savepoint_rollback = rolled_back  # type: ignore[method-assign]
    if connection.vendor == "sqlite":
        listen_to_sqlite()


def listen_to_sqlite() -> None:
    """It does not count by table: hear every statement, and know what triggers do then."""
    own: Any = connection.connection
    follows: dict[str, set[str]] = {}
    for table, sql in own.execute("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"):
        follows.setdefault(table, {table}).update(_tables().intersection(_WRITES.findall(sql)))

    def heard(sql: str) -> None:
        if sql.startswith(_NO_WRITES):  # as most do
            return
        first = sql.lstrip()[:6].upper()
        if first in ("INSERT", "UPDATE", "DELETE", "REPLAC"):
            found = _WRITES.match(sql.lstrip())
            tables = [found[1]] if found else [*_tables()]
        elif first.startswith("WITH"):
            tables = _WRITES.findall(sql)
        else:
            return
        for table in tables:
            for follower in follows.get(table, (table,)):
                _on_sqlite[follower] += 1

    own.set_trace_callback(heard)
