"""How the web application is served."""

from __future__ import annotations

import gc

from django.core.handlers.wsgi import WSGIHandler

from reskontra.cli.server import THREADS, Server
from reskontra.cli.slow_senders import BoundedWorker


def test_what_is_chosen_is_what_gunicorn_runs_with() -> None:
    said: list[str] = []
    server = Server("127.0.0.1:8999", 2, lambda _server: said.append("ready"))
    assert (server.cfg.settings["bind"].get(), server.cfg.workers) == (["127.0.0.1:8999"], 2)
    assert (server.cfg.threads, server.cfg.worker_class) == (THREADS, BoundedWorker)
    server.cfg.when_ready(None)
    assert said == ["ready"]


def test_what_it_serves_is_the_application() -> None:
    server = Server("127.0.0.1:8999", 1, lambda _server: None)
    assert server.cfg.preload_app  # it listens when it can answer
    assert isinstance(server.load(), WSGIHandler)
    gc.unfreeze()
