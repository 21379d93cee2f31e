"""The server of the web application: gunicorn, set up by the program and not by a file."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

import reskontra.operation.counting  # noqa: F401 - what all processes count in is there before there are several
from reskontra.cli.slow_senders import BoundedWorker
from reskontra.cli.warming import warm
from reskontra.database.lasting import keep_connections, leave_connections

THREADS = 8
# An idle connection is kept longer than a proxy in front keeps it (nginx: 60 s), so that the proxy closes it and never
# sends a request to one that is just closed here. It holds no thread meanwhile: the poller waits for all of them.
KEPT_SECONDS = 75


class ServerLog(Logger):  # type: ignore[misc]
    """The server's own lines, written as the program's are."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        kind = settings.LOGGING["formatters"]["line"]["()"]
        for handler in self.error_log.handlers:
            handler.setFormatter(kind(self.error_fmt, self.datefmt))


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings: threads, since requests wait for the database."""

    def __init__(
        self, bind: str, workers: int, when_ready: Callable[[Any], None], beside: Callable[[], None] | None = None
    ) -> None:
        """beside: what each process runs in a thread of its own for as long as it serves."""
        self.chosen = {
            "when_ready": when_ready,
            "post_worker_init": functools.partial(_begin, beside),
            "worker_exit": lambda _server, _worker: leave_connections(),
            "bind": bind,
            "workers": workers,
            "threads": THREADS,
            "keepalive": KEPT_SECONDS,
            "preload_app": True,  # it listens when it can answer, and its processes share what was loaded
            "worker_class": BoundedWorker,
            "timeout": 0,  # a posting of many lines takes the time it takes
            "graceful_timeout": 30,
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
            "loglevel": "warning",
            "logger_class": ServerLog,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, chosen in self.chosen.items():
            self.cfg.set(name, chosen)

    def load(self) -> Any:
        application = get_wsgi_application()
        warm()
        return application


def _begin(beside: Callable[[], None] | None, worker: Any) -> None:
    keep_connections()
    if beside is not None:
        threading.Thread(target=beside, daemon=True).start()
