"""A system on this machine that is told of events and keeps them, each with its signature proved: for tests."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from reskontra.core.webhook_signing import is_genuine


@dataclass
class Told:
    """What it was told, in the order it came. answers: event id → what is answered, for one time each; else 204."""

    events: list[dict[str, Any]] = field(default_factory=list)
    forged: int = 0
    secret: str = ""
    answers: dict[str, list[int]] = field(default_factory=dict)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/events?from=books"

    @property
    def ids(self) -> list[str]:
        return [event["id"] for event in self.events]


class _Listener(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        told: Told = self.server.told  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        event = json.loads(body)
        if told.secret and not is_genuine(secret=told.secret, headers=headers, body=body, now=int(time.time())):
            told.forged += 1
        told.events.append(event)
        answers = told.answers.get(event["id"]) or [204]
        self.send_response(answers.pop(0))
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@contextmanager
def events_caught() -> Iterator[Told]:
    """The system, as long as the block runs."""
    told = Told()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Listener) as server:
        server.told = told  # type: ignore[attr-defined]
        told.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
