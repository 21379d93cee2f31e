"""What machines ask of the server, by whatever name they call it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_it_lives_and_is_ready_whatever_it_is_called(client: Client) -> None:
    alive, ready = (client.get(path, headers={"host": "10.0.0.7"}) for path in ("/healthz", "/readyz"))
    assert (alive.status_code, alive.content, alive["Cache-Control"]) == (200, b"ok\n", "no-store")
    assert (ready.status_code, ready.json()) == (
        200,
        {"database": "ok", "migrations": "ok", "worker": "ok", "places": {}},
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operation'")
    late = client.get("/readyz")
    assert (late.status_code, late.json()["migrations"]) == (503, "behind")


def test_figures_are_told_to_whoever_shows_the_token(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "of-the-operator"
    for shown in ({}, {"authorization": "Bearer of-another"}):
        asked = client.get("/metrics", headers=shown)
        assert (asked.status_code, asked["WWW-Authenticate"]) == (401, "Bearer")
    told = client.get("/metrics", headers={"authorization": "Bearer of-the-operator", "host": "10.0.0.7"})
    assert told["Content-Type"].startswith("text/plain; version=0.0.4")
    assert b"reskontra_queue_length 0\n" in told.content
