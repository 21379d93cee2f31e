"""How the web application is served."""

from __future__ import annotations

import gc
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from reskontra.cli.server import KEPT_SECONDS, THREADS, Server, ServerLog
from reskontra.cli.slow_senders import BoundedWorker
from reskontra.operation.logs import logging_settings


def test_what_is_chosen_is_what_gunicorn_runs_with() -> None:
    said: list[str] = []
    server = Server("127.0.0.1:8999", 2, lambda _server: said.append("ready"))
    assert (server.cfg.settings["bind"].get(), server.cfg.workers) == (["127.0.0.1:8999"], 2)
    assert (server.cfg.threads, server.cfg.worker_class) == (THREADS, BoundedWorker)
    server.cfg.when_ready(None)
    assert said == ["ready"]


def test_idle_connections_are_kept_longer_than_the_proxy_in_front_keeps_them() -> None:
    """The other way about, nginx would send a request now and then to a connection that is just closed."""
    nginx = (Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf").read_text()
    (theirs,) = re.findall(r"^ *keepalive_timeout (\d+)s;", nginx, re.MULTILINE)
    assert Server("127.0.0.1:8999", 1, lambda _server: None).cfg.keepalive == KEPT_SECONDS > int(theirs)


def test_what_it_serves_is_the_application() -> None:
    server = Server("127.0.0.1:8999", 1, lambda _server: None)
    assert server.cfg.preload_app  # it listens when it can answer
    assert isinstance(server.load(), WSGIHandler)
    assert "reskontra.interface.api.limits" in sys.modules  # its memory is there before there are several processes
    gc.unfreeze()


@pytest.mark.parametrize("as_json", [True, False])
def test_its_own_lines_are_written_as_the_programs_are(
    as_json: bool, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.LOGGING = logging_settings(as_json=as_json)
    log = ServerLog(Server("127.0.0.1:8999", 1, lambda _server: None).cfg)
    log.warning("GET /?token=%s was cut off", "0123456789")
    said = capsys.readouterr().err
    log.error_log.handlers.clear()
    assert "0123456789" not in said
    if as_json:
        told = json.loads(said)
        assert (told["level"], told["logger"]) == ("warning", "gunicorn.error")
        assert told["message"] == "GET /?token=[hidden] was cut off"
    else:
        assert said.endswith("[WARNING] GET /?token=[hidden] was cut off\n")
