"""How long what took, told to whoever gathers it by OpenTelemetry; where nobody does, nothing of that is loaded.

A request, a command and a job of the worker are spans each, and every query to the database is one below them. They
bear names, codes and keys, as the log does: no values of a query, no texts, nothing of a person.
"""

from __future__ import annotations

import importlib.util
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from urllib.parse import urlsplit

ADDRESSES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
PACKAGES = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")
INSIDE, ASKED, TAKEN = "INTERNAL", "SERVER", "CONSUMER"  # kinds of spans: a command, a request, a job
Told = Mapping[str, str | int]
logger = logging.getLogger(__name__)


@contextmanager
def span(name: str, told: Told, *, kind: str = INSIDE, headers: Mapping[str, str] | None = None) -> Iterator[None]:
    """The block is one, in the span that is under way here, or in the one that the headers of a request name."""
    if (gathering := _gathering()) is None:
        yield
        return
    with gathering.span(name, told, kind=kind, headers=headers):
        yield


def tell(told: Told, *, name: str = "", is_broken: bool = False) -> None:
    """More of the span that is under way here. name: what it is called from now on."""
    if (gathering := _gathering()) is not None:
        gathering.tell(told, name=name, is_broken=is_broken)


def happened(name: str, told: Told) -> None:
    """Something was done within the span that is under way here."""
    if (gathering := _gathering()) is not None:
        gathering.happened(name, told)


def is_asked_for() -> bool:
    return any(map(os.environ.get, ADDRESSES))


def host() -> str:
    """Where they are sent, without what else an address may hold."""
    found = urlsplit(next(filter(None, map(os.environ.get, ADDRESSES)), ""))
    return found.netloc.rpartition("@")[2]


def is_installed() -> bool:
    try:
        return all(importlib.util.find_spec(name) for name in PACKAGES)
    except ModuleNotFoundError:  # not even what it is a part of
        return False


@cache
def _gathering() -> ModuleType | None:
    if not is_asked_for():
        return None
    if not is_installed():
        logger.warning("telemetry.missing install=reskontra[telemetry]")
        return None
    from reskontra.database import gathering

    return gathering
