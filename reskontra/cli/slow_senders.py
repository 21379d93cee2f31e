"""A sender that stops in the middle of a request, or drips it in, holds a thread of the server for a bounded time."""

from __future__ import annotations

import errno
import socket
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

IDLE_SECONDS = 30.0  # without a byte
GRACE_SECONDS = 60.0  # of waiting in all, and more for what has come by then
BYTES_A_SECOND = 2_000


class BoundedSocket(socket.socket):
    """Waits for the other side within bounds; what the program itself takes of time is not counted."""

    idle, grace = IDLE_SECONDS, GRACE_SECONDS
    _waited = 0.0
    _received = 0

    def begin(self) -> None:
        """Another request."""
        self._waited, self._received = 0.0, 0

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """raises   ConnectionResetError where the sender takes too long; then the other side is not heard any more"""
        before = self.gettimeout()
        if before is not None:  # who waits by a clock of its own
            return super().recv(size, flags)
        left = self.grace + self._received / BYTES_A_SECOND - self._waited
        began = time.monotonic()
        try:
            self.settimeout(max(0.001, min(self.idle, left)))
            found = super().recv(size, flags)
        except TimeoutError as late:
            self.shutdown(socket.SHUT_RD)
            raise ConnectionResetError(errno.ECONNRESET, "the sender took too long") from late
        finally:
            self.settimeout(before)
        self._waited += time.monotonic() - began
        self._received += len(found)
        return found


class BoundedWorker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threads, none of them held by a sender for ever."""

    def enqueue_req(self, conn: Any) -> None:
        if not isinstance(conn.sock, BoundedSocket):
            conn.sock = BoundedSocket(fileno=conn.sock.detach())
        conn.sock.begin()
        super().enqueue_req(conn)
