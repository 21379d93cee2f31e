"""What the databases say when they will not: told with the remedy, or left to show itself."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction

from reskontra.database import places
from reskontra.interface.database import (
    BooksContended,
    BooksHeld,
    DatabaseFull,
    DatabaseShut,
    DatabaseSilent,
    DiskSilent,
    NoBooks,
    PlaceSilent,
    database_refusal,
    told_as_refusals,
    trouble_in_words,
)
from tests.placed import a_place

AT = 'connection to server at "127.0.0.1", port 5432 failed: '


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "books.sqlite3"
    monkeypatch.setattr(settings, "DATABASES", {"default": {"NAME": str(path), "OPTIONS": {"timeout": 30}}})
    return path


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("database is locked", BooksHeld),
        ("database or disk is full", DatabaseFull),
        ("disk I/O error", DiskSilent),
        ("the connection is closed", DatabaseSilent),
        ("unable to open database file", DatabaseShut),
        ("attempt to write a readonly database", DatabaseShut),
        ("file is not a database", DatabaseShut),
        (f"connection failed: {AT}Connection refused\n\tIs the server running?", DatabaseSilent),
        (f'connection failed: {AT}FATAL:  database "books" does not exist', DatabaseSilent),
        ("failed to resolve host 'db.example': [Errno -2] Name or service not known", DatabaseSilent),
        ("server closed the connection unexpectedly", DatabaseSilent),
        ("no such table: companies_company", NoBooks),
        ("no such column: a.b", NoBooks),
        ('near "SELEC": syntax error', None),
    ],
)
def test_what_a_database_says_is_told_with_the_remedy(said: str, expected: type | None) -> None:
    refusal = database_refusal(DatabaseError(said))
    assert type(refusal) is expected if expected else refusal is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("40001", BooksContended), ("40P01", BooksContended), ("42703", NoBooks), ("42P01", NoBooks),
        ("53100", DatabaseFull), ("55P03", BooksHeld), ("57P01", DatabaseSilent), ("57P02", DatabaseSilent),
        ("58030", DiskSilent), ("08006", DatabaseSilent), ("42601", None), ("42883", None), ("P0001", None),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_postgresql_is_known_by_its_codes_whatever_its_language(code: str, expected: type | None) -> None:
    """A code that the server sends, with words that could stand for anything."""
    said = "relationen är database is locked"
    with pytest.raises(DatabaseError) as told, transaction.atomic():
        _raise(code, said)
    refusal = database_refusal(told.value)
    assert type(refusal) is expected if expected else refusal is None
    if refusal is not None and "reason" in refusal.values:
        assert refusal.values["reason"] == said


def _raise(code: str, said: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}', MESSAGE = '{said}'; END $$")
    raise DatabaseError(said) from psycopg.errors.lookup(code)(said)


def test_a_refusal_is_one_line(database: Path) -> None:
    refusal = database_refusal(DatabaseError(f"connection failed: {AT}Connection refused\n\tIs it running?"))
    assert refusal is not None
    assert refusal.values == {"database": str(database), "reason": f"connection failed: {AT}Connection refused"}


def test_it_says_how_long_it_waited(database: Path) -> None:
    refusal = database_refusal(DatabaseError("database is locked"))
    assert refusal is not None
    assert refusal.values == {"database": str(database), "seconds": 30}


def test_a_folder_that_is_not_there_yet_holds_no_books(tmp_path: Path) -> None:
    settings.DATABASES["default"]["NAME"] = str(tmp_path / "new" / "books.sqlite3")
    assert isinstance(database_refusal(DatabaseError("unable to open database file")), NoBooks)


@pytest.mark.django_db
def test_of_a_place_that_is_silent_the_place_is_told(tmp_path: Path) -> None:
    with a_place(tmp_path), places.at("there"):
        told = "The books in there cannot be reached: connection failed: no route"
        with pytest.raises(PlaceSilent, match=told), told_as_refusals():
            raise OperationalError("connection failed: no route")
        assert "See that its server runs" in trouble_in_words(OperationalError("connection timeout expired"))
