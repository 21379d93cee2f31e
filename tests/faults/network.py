"""A way to a server that can be cut: what is sent is handed on to wherever it leads at the time."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_RESET = struct.pack("ii", 1, 0)  # closed without a word


class Network:
    """Listens on a port of its own."""

    def __init__(self, leads_to: int) -> None:
        self.leads_to = leads_to
        self._open = threading.Event()
        self._open.set()
        self._ways: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Silence; at its end all that was connected is cut off, and those who ask anew come through."""
        self._open.clear()
        try:
            yield
        finally:
            for way in list(self._ways):
                _reset(way)
            self._ways.clear()
            self._open.set()

    def close(self) -> None:
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                asking, _address = self._listening.accept()
                threading.Thread(target=self._lead, args=(asking,), daemon=True).start()

    def _lead(self, asking: socket.socket) -> None:
        self._open.wait()
        try:
            answering = socket.create_connection(("127.0.0.1", self.leads_to))
        except OSError:
            _reset(asking)
            return
        for way in (asking, answering):
            way.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._ways.add(way)
        for one, other in ((asking, answering), (answering, asking)):
            threading.Thread(target=self._hand_on, args=(one, other), daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(1 << 16):
                self._open.wait()
                other.sendall(said)
        for way in (one, other):
            self._ways.discard(way)
            with suppress(OSError):
                way.shutdown(socket.SHUT_RDWR)
            way.close()


def _reset(way: socket.socket) -> None:
    with suppress(OSError):
        way.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        way.shutdown(socket.SHUT_RDWR)
        way.close()
