"""What the databases say when they will not: told with the remedy, or left to show itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError

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
        ("canceling statement due to lock timeout\nCONTEXT: ...", BooksHeld),
        ("database or disk is full", DatabaseFull),
        ('could not extend file "base/5/1": No space left on device', DatabaseFull),
        ("disk I/O error", DiskSilent),
        ("deadlock detected\nDETAIL:  Process 1 waits for ShareLock", BooksContended),
        ("could not serialize access due to concurrent update", BooksContended),
        ("terminating connection because of crash of another server process", DatabaseSilent),
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
        ('relation "companies_company" does not exist\nLINE 1: ...', NoBooks),
        ("column l.part does not exist", NoBooks),
        ('near "SELEC": syntax error', None),
        ('function "sums" does not exist', None),
    ],
)
def test_what_a_database_says_is_told_with_the_remedy(said: str, expected: type | None) -> None:
    refusal = database_refusal(DatabaseError(said))
    assert type(refusal) is expected if expected else refusal is None


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
