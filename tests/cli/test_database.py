"""database grants as an operator types it."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.cli.running import run

pytestmark = pytest.mark.django_db


def test_grants_are_printed_for_a_server_alone() -> None:
    answer = run("database", "grants", "reskontra_app")
    if connection.vendor == "postgresql":
        assert (answer.code, "GRANT USAGE ON SCHEMA" in answer.out) == (0, True)
    else:
        assert (answer.code, "Let the system's rights on the file say who may open it." in answer.err) == (1, True)
