"""Replicas are of home; tests/audit/test_reading.py reads from one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connections, transaction

from reskontra.config.env import database_settings
from reskontra.database import replicas

URLS = ("postgresql://me@one:5433/books", "postgresql://me@two:5433/books")


@pytest.fixture
def named(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two that nobody has connected to."""
    settings.REPLICAS = [database_settings(url) for url in URLS]
    monkeypatch.setattr(replicas, "_left_alone", {})
    yield
    for alias in [alias for alias in connections.settings if alias.startswith("replica ")]:
        connections[alias].close()
        del connections[alias], connections.settings[alias]


@pytest.mark.django_db
def test_there_are_none_unless_they_are_named() -> None:
    assert replicas.aliases_here() == []


@pytest.mark.django_db(transaction=True)
def test_each_is_asked_but_for_one_that_was_silent(named: None) -> None:
    assert sorted(replicas.aliases_here()) == ["replica 1", "replica 2"]
    replicas.leave_alone("replica 1", OperationalError("gone"))
    assert replicas.aliases_here() == ["replica 2"]
    with transaction.atomic():
        assert replicas.aliases_here() == []
