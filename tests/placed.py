"""A place beside home for a test: a database of its own, with tables and no rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from reskontra.cli.checks import violations
from reskontra.companies.queries import CompanyFacts
from reskontra.database import places
from reskontra.founding.moving import move_company
from reskontra.founding.placing import NewPlace, add_place
from tests import build
from tests.faults.databases import Databases


@contextmanager
def a_place(folder: Path, name: str = "there") -> Iterator[str]:
    """Its address."""
    databases = Databases(folder)
    url = databases.migrated()
    with reached():
        add_place(NewPlace(name, url), prepare=lambda: None)
        try:
            yield url
        finally:
            places.leave()
            places.forget(name)
            databases.drop()


@contextmanager
def reached() -> Iterator[None]:
    """Django's tests reach no other database than the one that they take back."""
    usual = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(self: BaseDatabaseWrapper) -> None:
        if self.alias.startswith("place ") and self.connection is None:
            with self.wrap_database_errors:
                self.connect()
        usual(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)
        yield


def nowhere(name: str) -> places.Place:
    """A place whose server is down."""
    is_postgresql = connection.vendor == "postgresql"
    return places.Place(name, "postgresql://nobody@127.0.0.1:1/books" if is_postgresql else "sqlite:////nowhere/books")


def moved(company: CompanyFacts, to: str = "there") -> CompanyFacts:
    """The company once its books are there."""
    move_company(company=company, actor=build.BOB, to=to, prove=lambda found: violations(company=found))
    return replace(company, place=to)
