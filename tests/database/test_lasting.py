"""Connections of a server last from request to request, but not beyond the file that they are to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_django
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections
from django.db.backends.signals import connection_created

from reskontra.config.env import database_settings
from reskontra.database import lasting
from reskontra.database.lasting import CACHE_KIB, SECONDS_KEPT, bring_home, keep_connections, leave_connections


@pytest.fixture
def books(tmp_path: Path, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[Path]:
    """A file of SQLite's to which this thread's connection goes, as in a process that serves."""
    file = tmp_path / "books.sqlite3"
    usual, settings = connections["default"], connections.settings["default"]
    configured = connections.configure_settings({"default": database_settings(f"sqlite:///{file}")})
    connections.settings["default"] = configured["default"]
    keep_connections()
    for one in (request_started, request_finished):  # a test's client takes them away for the time of its requests
        one.connect(close_old_connections)
    connections["default"] = connections.create_connection("default")
    with django_db_blocker.unblock():
        yield file
        connection.close()
    connections["default"], connections.settings["default"] = usual, settings
    connection_created.disconnect(lasting._opened)
    request_started.disconnect(lasting._leave_what_was_replaced)


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS books (id integer)")
        cursor.execute("INSERT INTO books VALUES (1)")
        cursor.execute("SELECT count(*) FROM books")
        found: int = cursor.fetchone()[0]
    return found


def a_request() -> int:
    request_started.send(sender=None, environ={})
    found = count()
    request_finished.send(sender=None)
    return found


def test_a_request_goes_on_with_the_connection_of_the_one_before(books: Path) -> None:
    assert a_request() == 1
    opened = connection.connection
    assert a_request() == 2
    assert connection.connection is opened
    assert connection.settings_dict["CONN_MAX_AGE"] == SECONDS_KEPT
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        assert cursor.fetchone() == (-CACHE_KIB,)


def test_another_file_in_its_place_is_noticed_at_once(books: Path) -> None:
    assert (a_request(), a_request()) == (1, 2)
    for one in books.parent.iterdir():
        one.unlink()
    assert a_request() == 1


def test_whoever_ends_leaves_no_log_behind(books: Path) -> None:
    assert (a_request(), len(list(books.parent.iterdir()))) == (1, 3)
    leaving = threading.Thread(target=leave_connections)
    leaving.start()
    leaving.join()
    assert list(books.parent.iterdir()) == [books]


def test_what_the_log_holds_is_brought_into_the_file(books: Path, tmp_path: Path) -> None:
    a_request()
    bring_home()
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(books.read_bytes())
    connection.close()
    connection.settings_dict["NAME"] = str(copy)
    assert count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_server_of_postgresql_that_parted_is_noticed_before_anything_is_asked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    connection.ensure_connection()
    former, other = connection.connection, connections.create_connection("default")
    with other.cursor() as cursor:
        lasting._leave_what_was_replaced()
        assert connection.connection is former
        cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [former.info.backend_pid])
        lasting._leave_what_was_replaced()
        assert connection.connection is None
        connection.ensure_connection()
        lasting._leave_what_was_replaced()
        assert connection.is_usable()
    other.close()
