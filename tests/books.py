"""The books in the test database: what `reskontra check` would find, and how a test gets round their guards."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.integrity import Violation
from tests import kept

Check = Callable[..., Iterator[Violation]]


@cache
def checks() -> tuple[Check, ...]:
    """check() of every room that has checks."""
    found = []
    for config in apps.get_app_configs():
        module = f"{config.name}.checks"
        if config.name.startswith("reskontra.") and importlib.util.find_spec(module):
            found.append(importlib.import_module(module).check)
    return tuple(found)


def violations() -> list[str]:
    """Every violation in every company, as a person would read it."""
    everyone = companies()
    return [found for check in checks() for found in found_by(check, everyone)]


def found_by(check: Check, everyone: Sequence[CompanyFacts]) -> list[str]:
    """Its violations in these companies."""
    return [
        f"{company.name}: {violation}"
        for company in everyone
        for violation in check(company=_as_wanted(check, company))
    ]


def _as_wanted(check: Check, company: CompanyFacts) -> CompanyFacts | int:
    """Rooms below `companies` know a company by its id alone."""
    return company.id if check.__annotations__["company"] == "int" else company


@contextmanager
def unguarded() -> Iterator[None]:
    """Without the triggers, for a test that plants damage: mark it `damages_books`."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)


def contents() -> dict[str, list[Any]]:
    """Every row of every table of the product: what a refused command leaves as it was."""
    connection.ensure_connection()
    own: Any = connection.connection
    if connection.vendor == "sqlite":  # by their keys
        return {table: own.execute(f'SELECT * FROM "{table}"').fetchall() for table in _tables()}
    found = {}
    for table in _tables():
        with own.cursor().copy(f'COPY "{table}" TO STDOUT') as said:
            found[table] = sorted(b"".join(said).splitlines())
    return found


@cache
def _tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("reskontra.")]


def flush_past_guards(operations: Any, statements: list[str]) -> None:
    """Empty the tables after a test with transactions of its own; posted rows refuse to be deleted."""
    kept.forget()
    with unguarded(), operations.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
