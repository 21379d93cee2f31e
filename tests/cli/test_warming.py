"""What is made before the server listens."""

from __future__ import annotations

import os
import subprocess
import sys

# Another process: this one has loaded everything long ago.
ASKING = """
import sys, threading
import django
django.setup()
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client
get_wsgi_application()
from reskontra.cli.warming import warm
warm()
assert threading.active_count() == 1
assert all(one.connection is None for one in connections.all(initialized_only=True))
before = set(sys.modules)
client = Client(headers={"host": "localhost"})
assert client.get("/healthz").status_code == 200
assert client.get("/api/v1/entries").status_code == 401
assert client.get("/account/login/").status_code == 200
assert not [name for name in sys.modules if name.startswith("opentelemetry")]  # nobody gathers
print(*sorted(name for name in set(sys.modules) - before if name.startswith("reskontra")))
"""


def test_the_first_requests_load_nothing_of_ours() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "reskontra.config.settings",
        "RESKONTRA_DATABASE_URL": "sqlite:///:memory:",
        "RESKONTRA_CONFIG": os.devnull,
        "RESKONTRA_SECRET_KEY": "of a test, and of nothing else",
        "RESKONTRA_DEMO": "",
    }
    ended = subprocess.run(
        [sys.executable, "-c", ASKING], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, ""), ended.stderr
