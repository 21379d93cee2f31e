"""reskontra serve: where it listens, who can sign in, and a real server that answers and stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reskontra.cli.serve import AddressNotWritten, require_address
from tests import migrated
from tests.cli.running import refused
from tests.otlp_catcher import spans_caught

PROGRAM = [sys.executable, "-m", "reskontra.cli.main"]


@pytest.mark.parametrize(
    ("bind", "host"), [("127.0.0.1:8000", "127.0.0.1"), ("localhost:1", "localhost"), ("[::1]:65535", "[::1]")]
)
def test_an_address_is_host_and_port(bind: str, host: str) -> None:
    assert require_address(bind) == host


@pytest.mark.parametrize("bind", ["", "8000", ":8000", "localhost", "localhost:", "h:x", "h:0", "h:65536", "h:٣"])
def test_what_is_no_address_is_refused(bind: str) -> None:
    with pytest.raises(AddressNotWritten):
        require_address(bind)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_refused_address_changes_nothing(command: str) -> None:
    assert refused(command, "--bind", "8000") == (
        '"8000" is no address to listen on. Write HOST:PORT, such as 127.0.0.1:8000.\n'
    )


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["serve", "migrate", "worker", "tick"])
def test_books_that_a_later_version_took_from_are_let_be(command: str) -> None:
    MigrationRecorder(connection).record_applied("parties", "0100_take_away_names")
    said = refused(command)
    assert said.startswith("A later version took away what this one reads from ")
    assert said.endswith(": 0100_take_away_names in parties. Install that version here, too.\n")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RESKONTRA_")}
    return kept | {
        "RESKONTRA_DATABASE_URL": f"sqlite:///{tmp_path}/served.sqlite3",
        "XDG_DATA_HOME": str(tmp_path),
        "LANG": "C",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def migrated_books(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment of a program that finds its tables made."""
    migrated.copied_to(tmp_path / "served.sqlite3")
    return environment


@pytest.fixture
def address() -> str:
    """A port of this machine that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def until(stream: IO[str], words: str) -> Iterator[str]:
    """Lines of the stream, to the one with the words."""
    for line in stream:
        yield line
        if words in line:
            return


def test_a_server_answers_until_it_is_stopped(environment: dict[str, str], address: str, tmp_path: Path) -> None:
    words = [*PROGRAM, "serve", "--bind", address, "--no-worker"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = "".join(until(server.stdout, "Stop it with Ctrl+C"))
        assert f"Nobody can sign in yet. Begin within a day at http://{address}/first/" in said
        assert f"http://{address}/" in said
        page = answer_of(address, server)
        assert "Reskontra" in page
        assert 'type="password"' in page
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) == 0
    assert [one.name for one in tmp_path.glob("served.sqlite3*")] == ["served.sqlite3"]  # nothing is left in a log


def answer_of(address: str, server: subprocess.Popen[str]) -> str:
    """The page of signing in, once the server listens."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{address}/", timeout=60) as answer:
                assert answer.headers["X-Frame-Options"] == "DENY"
                return str(answer.read().decode())
        except ConnectionRefusedError:
            continue
        except urllib.error.URLError as trouble:
            if not isinstance(trouble.reason, ConnectionRefusedError):
                raise
    raise AssertionError("the server ended")


def test_a_server_that_is_told_to_end_answers_what_it_was_asked(migrated_books: dict[str, str], address: str) -> None:
    """SIGTERM, as a service manager sends it, while a request is under way; the spans of requests are sent first."""
    pytest.importorskip("opentelemetry.sdk")
    with spans_caught() as collector:
        _told_to_end(migrated_books | {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}, address)
    assert collector.names.count("GET /account/login/") == 1
    assert collector.one("POST /account/login/").told["http.response.status_code"] == 403


def _told_to_end(environment: dict[str, str], address: str) -> None:
    words = [*PROGRAM, "serve", "--bind", address, "--no-worker"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert "Reskontra is at" in list(until(server.stdout, "Stop it with Ctrl+C"))[-1]
        answer_of(address, server)
        host, _colon, port = address.partition(":")
        with socket.create_connection((host, int(port)), timeout=60) as asking:
            body = b"login=alice&password=secret"
            head = f"POST /account/login/ HTTP/1.1\r\nHost: {address}\r\nContent-Length: {len(body)}\r\n"
            head += "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n"
            head += f"Cookie: csrftoken={'a' * 32}\r\n\r\n"  # with one, the form is looked through for its token
            asking.sendall(head.encode())
            assert asking.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"  # it is at work on it
            server.send_signal(signal.SIGTERM)
            asking.sendall(body)
            assert asking.recv(1000).startswith(b"HTTP/1.1 403 Forbidden")  # a form without its token
        assert server.wait(timeout=60) == 0


_IMPATIENT = (
    "from reskontra.cli.slow_senders import BoundedSocket; BoundedSocket.idle = 0.2; "
    "from reskontra.cli.main import main; main()"
)
_MEGABYTE = 1024 * 1024


def test_a_program_hears_why_its_body_is_not_taken(migrated_books: dict[str, str], address: str) -> None:
    """One that does not come whole in time; one above the limit, of which all is sent before the answer is read."""
    environment = migrated_books
    done(environment, "init", "--company", "Nordan AB")
    token = done(environment, "token", "create", "shop", "--role", "clerk", "--scope", "write").split()[0]
    words = [sys.executable, "-c", _IMPATIENT, "serve", "--bind", address, "--no-worker"]
    head = f"POST /api/v1/documents HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n"
    head += "Connection: close\r\nContent-Type: application/json\r\n"
    chunked = "Transfer-Encoding: chunked\r\n\r\n"
    length = f"Content-Length: {33 * _MEGABYTE}\r\n\r\n"
    piece = b"100000\r\n" + b" " * _MEGABYTE + b"\r\n"
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            assert list(until(server.stdout, "Stop it with Ctrl+C"))
            answer_of(address, server)
            for unfinished in ('Content-Length: 50\r\n\r\n{"par', chunked + '32\r\n{"par'):
                assert asked(address, (head + unfinished).encode()) == (408, "request_unfinished")
            too_long = (400, "request_unread")
            assert asked(address, (head + length).encode(), *[b" " * _MEGABYTE] * 33) == too_long
            assert asked(address, (head + chunked).encode(), *[piece] * 33, b"0\r\n\r\n") == too_long
        finally:
            server.terminate()


def done(environment: dict[str, str], *words: str) -> str:
    return subprocess.run([*PROGRAM, *words], env=environment, capture_output=True, text=True, check=True).stdout


def asked(address: str, *sent: bytes) -> tuple[int, str]:
    """The status and code that a program is answered when all is sent."""
    host, _colon, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as program:
        for piece in sent:
            program.sendall(piece)
        head, _blank, body = program.makefile("rb").read().partition(b"\r\n\r\n")
    return int(head.split()[1]), str(json.loads(body)["code"])
