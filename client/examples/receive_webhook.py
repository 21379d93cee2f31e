"""Receive the messages of a webhook: those that are genuine are kept, each once, in an SQLite file.

    RESKONTRA_WEBHOOK_KEY=whsec_... python receive_webhook.py events.sqlite3

It listens on port 8001 of this machine, behind the HTTPS server that the address of the webhook leads to.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

from reskontra_client import NotGenuine, event_of

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def receiver(key: str, file: Path) -> Application:
    """A WSGI application that takes the messages signed with the key."""
    with sqlite3.connect(file) as kept:
        kept.execute("CREATE TABLE IF NOT EXISTS event (message TEXT PRIMARY KEY, type TEXT, data TEXT)")

    def take(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        names = ("webhook-id", "webhook-timestamp", "webhook-signature")
        headers = {name: environ.get("HTTP_" + name.upper().replace("-", "_"), "") for name in names}
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            event = event_of(key=key, headers=headers, body=body)
        except NotGenuine as reason:
            start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [str(reason).encode()]
        with sqlite3.connect(file) as kept:  # the same message may come twice
            row = (headers["webhook-id"], event["type"], json.dumps(event["data"]))
            kept.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?)", row)
        start_response("204 No Content", [])
        return []

    return take


if __name__ == "__main__":
    application = receiver(os.environ["RESKONTRA_WEBHOOK_KEY"], Path(sys.argv[1]))
    make_server("127.0.0.1", 8001, application).serve_forever()
