"""Requests that never end: the server stops to wait for them."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack

import pytest

from reskontra.cli.slow_senders import BoundedSocket


def _pair(idle: float, grace: float) -> tuple[BoundedSocket, socket.socket]:
    ours, theirs = socket.socketpair()
    bounded = BoundedSocket(fileno=ours.detach())
    bounded.idle, bounded.grace = idle, grace
    return bounded, theirs


@pytest.mark.parametrize(("idle", "grace"), [(0.01, 60.0), (60.0, 0.01), (60.0, 0.0)])
def test_who_says_no_more_is_not_waited_for(idle: float, grace: float) -> None:
    ours, theirs = _pair(idle, grace)
    with ours, theirs:
        theirs.sendall(b"P")
        assert ours.recv(10) == b"P"
        with pytest.raises(ConnectionResetError):
            ours.recv(10)
        assert ours.recv(10) == b""
        ours.sendall(b"answer")
        assert theirs.recv(10) == b"answer"
        assert ours.gettimeout() is None


_PROGRAM = """
import sys
from gunicorn.app.base import BaseApplication
from reskontra.cli.slow_senders import BoundedSocket, BoundedWorker
BoundedSocket.idle = 0.2
def application(environ, start):
    size = len(environ["wsgi.input"].read())
    start("200 OK", [("Content-Length", "1")])
    return [b"%d" % size]
class App(BaseApplication):
    def load_config(self):
        for name, value in {"bind": "127.0.0.1:0", "threads": 2, "worker_class": BoundedWorker, "timeout": 0,
                            "when_ready": lambda arbiter: print(arbiter.LISTENERS[0].getsockname()[1], flush=True),
                            "keepalive": 75, "loglevel": "critical"}.items():
            self.cfg.set(name, value)
    def load(self):
        return application
App().run()
"""


def test_a_server_answers_others_while_bodies_are_unfinished() -> None:
    with subprocess.Popen([sys.executable, "-c", _PROGRAM], stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            at = ("127.0.0.1", int(server.stdout.readline()))
            with ExitStack() as held:
                slow = [held.enter_context(socket.create_connection(at)) for _ in range(3)]
                for one, part in zip(slow, (b"\r\n1234", b"\r\n", b""), strict=True):
                    one.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n" + part)
                whole = held.enter_context(socket.create_connection(at))
                whole.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n12")
                assert whole.makefile("rb").read().endswith(b"\r\n\r\n2")
                for one in slow:
                    one.makefile("rb").read()  # to its end
                kept = [held.enter_context(socket.create_connection(at)) for _ in range(5)]  # and two threads
                for _time in range(2):
                    for one in kept:
                        one.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n12")
                        assert _answer(one).endswith(b"\r\n\r\n2")
        finally:
            server.terminate()


def _answer(connection: socket.socket) -> bytes:
    """To the one byte that the program answers; the connection stays."""
    found = b""
    while not found.partition(b"\r\n\r\n")[2]:
        more = connection.recv(1000)
        assert more, "closed"
        found += more
    return found
