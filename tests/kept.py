"""What a test's books begin as, told once: another test that begins likewise is given the rows.

A path is what has been told since the books were empty, step by step: a company made, an invoice loaded, a line
of a story. Where a second test comes along a path, the rows are kept as far as the two went together; a third
is given them, with the same ids, past the guards. All that a step proves was proved by those before it.

Nothing is kept or given where what a step does may differ or is what the test looks at: while a test patches the
product, looks at the queries sent, has transactions of its own, or has written anything that is no step.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation

from reskontra.interface.clock import today
from tests import rechecked

Row = tuple[Any, ...] | bytes  # of SQLite; of PostgreSQL as COPY writes it
Rows = dict[str, frozenset[Row]]
Given = ParamSpec("Given")
Result = TypeVar("Result")

PATCHING = {"monkeypatch", "settings", "django_assert_num_queries", "django_assert_max_num_queries"}
# What migrations put there, and nobody changes.
UNCHANGED = {"django_migrations", "django_content_type", "auth_permission"}


@dataclass(slots=True)
class _Place:
    """Where a path has come. is_kept: what the steps gave is known, too. clean: the checks found nothing here."""

    after: dict[Hashable, _Place] = field(default_factory=dict)
    rows: Rows | None = None
    is_kept: bool = False
    value: Any = None
    clean: rechecked.Clean | None = None


@dataclass(slots=True)
class _Way:
    """Of the test that runs. at: None where its path is lost. since: when the checks would last have found nothing."""

    at: _Place | None = None
    since: rechecked.Since | None = None
    written: tuple[Any, int] = (0, 0)
    is_telling: bool = False
    is_watched: bool = False


_roots: dict[Hashable, _Place] = {}
_way = _Way()
_known: dict[Row, Row] = {}  # one object for equal rows


def begin(request: pytest.FixtureRequest, *, is_watched: bool) -> None:
    """The books are empty. is_watched: the queries are collected, to be held against the rule of company_leads."""
    _way.at, _way.since, _way.is_telling, _way.is_watched = None, None, False, is_watched
    if PATCHING & set(request.node._fixtureinfo.argnames) or not _is_taken_back():
        return
    rechecked.listen()
    root = (is_watched, today(), translation.get_language())
    _arrive(_roots.setdefault(root, _Place()))


def end() -> None:
    """What is written from here on is no test's."""
    _way.at = None


def forget() -> None:
    """The tables were emptied, and what migrations put there with them."""
    _roots.clear()
    _way.at = None


def violations() -> list[str]:
    """Every violation in the books as the test left them; what cannot have come about since is not looked for."""
    place = _place()
    if place is not None and place.clean is not None:
        return []
    found, clean = rechecked.violations(_way.since)
    if place is not None and not found:
        place.clean = clean
    return found


def step(build: Callable[Given, Result]) -> Callable[Given, Result]:
    """A function that builds: what it makes and gives follows from what it is given, and from what was there."""

    @wraps(build)
    def told(*arguments: Given.args, **named: Given.kwargs) -> Result:
        said = f"{build.__name__} {arguments!r} {sorted(named.items())!r}"
        done: Result = walk([said], lambda _said: build(*arguments, **named))
        return done

    return told


def walk(
    steps: Sequence[Hashable],
    do: Callable[[Any], Any],
    save: Callable[[Any], Any] = lambda result: result,
    load: Callable[[Any], Any] = lambda saved: saved,
) -> Any:
    """Take the steps, or as many of them as are kept from the rows.

    do      takes one step, and gives its result
    save    what to keep of the result, which later steps do not change
    load    given that, makes it so again, and gives the result
    """
    place = None if _way.is_telling else _place()
    if place is None:
        return _do(steps, do)
    path = _known_path(place, steps)
    shared = len(path) - 1
    held = next((at for at in range(shared, 0, -1) if path[at].is_kept), 0)
    result = None
    with _telling():
        if held:
            _give(place, path[held])
            _look(path[held])
            result = load(path[held].value)
        for at, one in enumerate(steps[held:], start=held + 1):
            result = do(one)
            if at == shared:
                path[at].rows, path[at].value, path[at].is_kept = _rows(), save(result), True
    for one in steps[shared:]:
        path.append(path[-1].after.setdefault(one, _Place()))
    _arrive(path[-1])
    return result


def _arrive(place: _Place) -> None:
    _way.at, _way.written = place, _written()
    _is_clean(place)


def _known_path(place: _Place, steps: Sequence[Hashable]) -> list[_Place]:
    """From the place on, as far as somebody has been before."""
    path = [place]
    for one in steps:
        following = path[-1].after.get(one)
        if following is None:
            break
        path.append(following)
    return path


def _look(place: _Place) -> None:
    """Tests come by here: what they write from here on is all that they need look at."""
    if place.clean is None and not _way.is_watched:
        found, clean = rechecked.violations(_way.since)
        place.clean = None if found else clean
    _is_clean(place)


def _is_clean(place: _Place) -> None:
    """What the checks need to know of it, if they found nothing here."""
    if place.clean is not None:
        _way.since = rechecked.Since.now(place.clean)


def _do(steps: Sequence[Hashable], do: Callable[[Any], Any]) -> Any:
    result = None
    for one in steps:
        result = do(one)
    return result


@contextmanager
def _telling() -> Iterator[None]:
    """A step that fails leaves the path."""
    way, _way.is_telling, _way.at = _way.at, True, None
    try:
        yield
    finally:
        _way.is_telling = False
    _way.at = way


def _place() -> _Place | None:
    """Where the books are, if nothing but steps has been written."""
    if _way.at is None or _is_looked_at():
        return None
    if not _is_taken_back() or _way.written != _written():
        _way.at = None
    return _way.at


def _is_looked_at() -> bool:
    """Somebody counts or plans queries, and wants them sent."""
    return connection.force_debug_cursor or len(connection.execute_wrappers) > _way.is_watched


def _is_taken_back() -> bool:
    """All that a test writes is in one transaction, which is rolled back."""
    blocks = connection.atomic_blocks
    return bool(blocks) and blocks[0]._from_testcase


def _written() -> tuple[Any, int]:
    """How many rows have been written, and how often something was taken back."""
    own: Any = connection.connection
    return own.total_changes if connection.vendor == "sqlite" else rechecked.written(), rechecked.taken_back()


# The rows of the database


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    """Each table with its columns; the first finds a row."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in UNCHANGED and not model._meta.proxy:
            fields = model._meta.concrete_fields
            first = [each.column for each in fields if each.primary_key]
            columns = [each.column for each in fields if each.column]
            found[model._meta.db_table] = tuple(dict.fromkeys(str(each) for each in (*first, *columns) if each))
    if connection.vendor == "sqlite":
        found["sqlite_sequence"] = ("name", "seq")
    return found


def _rows() -> Rows:
    own: Any = connection.connection
    found = {}
    for table, columns in _tables().items():
        named = ", ".join(f'"{column}"' for column in columns)
        if connection.vendor == "sqlite":
            rows = own.execute(f'SELECT {named} FROM "{table}"').fetchall()
        else:
            with own.cursor().copy(f'COPY "{table}" ({named}) TO STDOUT') as said:
                rows = b"".join(said).splitlines(keepends=True)
        if rows:
            found[table] = frozenset(_known.setdefault(row, row) for row in rows)
    return found


def _give(now: _Place, wanted: _Place) -> None:
    """Make the rows from those that are there."""
    if now.rows is None:
        now.rows = _rows()
    assert wanted.rows is not None
    none: frozenset[Row] = frozenset()
    changes = {
        table: (now.rows.get(table, none), wanted.rows.get(table, none))
        for table in _tables()
        if now.rows.get(table) != wanted.rows.get(table)
    }
    put = _put_sqlite if connection.vendor == "sqlite" else _put_postgresql
    put({table: (before - after, after - before) for table, (before, after) in changes.items()})


def _put_sqlite(changes: dict[str, tuple[frozenset[Row], frozenset[Row]]]) -> None:
    own: Any = connection.connection
    guards = [
        (name, sql)
        for name, sql, table, event in _triggers()
        if table in changes and (changes[table][0] if event == "DELETE" else changes[table][1])
    ]
    for name, _sql in guards:
        own.execute(f'DROP TRIGGER "{name}"')
    for table, (gone, come) in sorted(changes.items(), key=lambda one: one[0] == "sqlite_sequence"):
        columns = _tables()[table]
        if table == "sqlite_sequence":
            own.executemany("DELETE FROM sqlite_sequence WHERE name = ?", [(row[0],) for row in {*gone, *come}])
        elif gone:
            own.executemany(_one_row(table), [row[: _keys(table)] for row in gone])
        marks = ", ".join("?" * len(columns))
        named = ", ".join(f'"{column}"' for column in columns)
        own.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', _in_order(come))
    for _name, sql in guards:
        own.execute(sql)


@cache
def _triggers() -> list[tuple[str, str, str, str]]:
    """Those on rows that come and go: name, text, table, event."""
    found = []
    for name, sql, table in connection.connection.execute(  # type: ignore[attr-defined]
        "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    ):
        head = sql.split(" ON ", 1)[0].upper()
        for event in ("INSERT", "DELETE"):
            if event in head:
                found.append((name, sql, table, event))
    return found


@cache
def _keys(table: str) -> int:
    """How many of the columns find a row."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return len(model._meta.pk_fields)
    return 1


def _one_row(table: str) -> str:
    mark = "?" if connection.vendor == "sqlite" else "%s"
    found = " AND ".join(f'"{column}" = {mark}' for column in _tables()[table][: _keys(table)])
    return f'DELETE FROM "{table}" WHERE {found}'


def _put_postgresql(changes: dict[str, tuple[frozenset[Row], frozenset[Row]]]) -> None:
    own: Any = connection.connection
    with own.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, (gone, come) in changes.items():
            if gone:
                cursor.executemany(_one_row(table), [_key_of(table, row) for row in gone])
            if come:
                named = ", ".join(f'"{column}"' for column in _tables()[table])
                with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copying:
                    copying.write(b"".join(_in_order(come)))
        cursor.execute("SET LOCAL session_replication_role = origin")


def _in_order(rows: frozenset[Row]) -> list[Any]:
    """By their keys, as they were written: what asks for rows in no order is given them so."""

    def key(row: Row) -> tuple[int, bytes | str]:
        first = row.split(b"\t", 1)[0] if isinstance(row, bytes) else str(row[0])
        return len(first), first

    return sorted(rows, key=key)


def _key_of(table: str, row: Row) -> list[str]:
    assert isinstance(row, bytes)
    return [part.decode() for part in row.rstrip(b"\n").split(b"\t")[: _keys(table)]]
