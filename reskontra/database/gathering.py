"""Spans by OpenTelemetry, sent by OTLP over HTTP; loaded by spans.py where somebody gathers them.

What the SDK reads from the environment holds: OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER, …
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connections
from django.db.backends.signals import connection_created
from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

from reskontra import __version__
from reskontra.core.errors import Malformed, Refused
from reskontra.database.spans import Told

LONGEST = 1_000  # characters of a query
SECONDS_TO_SEND = 2  # a command ends so much later where nobody takes its spans
_LITERAL = re.compile(r"'(?:[^']|'')*'|(?<![\w.\"$])-?\d+(?:\.\d+)?(?![\w\"])")
_MARKS = re.compile(r"%s(?:\s*,\s*%s)+")


@contextmanager
def span(name: str, told: Told, *, kind: str, headers: Mapping[str, str] | None) -> Iterator[None]:
    above = propagate.extract({key.lower(): value for key, value in headers.items()}) if headers else None
    with _opened(name, told, SpanKind[kind], above):
        yield


def tell(told: Told, *, name: str, is_broken: bool) -> None:
    under_way = trace.get_current_span()
    under_way.set_attributes(dict(told))
    if name:
        under_way.update_name(name)
    if is_broken:
        under_way.set_status(StatusCode.ERROR)


def happened(name: str, told: Told) -> None:
    trace.get_current_span().add_event(name, dict(told))


def bare(sql: str) -> str:
    """The text of a query without what may be a value, and not longer than one cares to read.

    >>> bare("SELECT name FROM party  WHERE id IN (%s, %s, %s) AND code = 'it''s' LIMIT 21")
    'SELECT name FROM party WHERE id IN (%s, …) AND code = ? LIMIT ?'
    """
    return _MARKS.sub("%s, …", _LITERAL.sub("?", " ".join(sql.split())))[:LONGEST]


@contextmanager
def _opened(name: str, told: Told, kind: SpanKind, above: Any = None) -> Iterator[None]:
    """What goes wrong in it is named by its kind alone: what it says may have values. A refusal is an answer."""
    tracer = provider().get_tracer("reskontra")
    begun = tracer.start_span(name, context=above, kind=kind, attributes=dict(told))
    with trace.use_span(begun, end_on_exit=True, record_exception=False, set_status_on_exception=False) as one:
        try:
            yield
        except Exception as trouble:
            one.set_attribute("error.type", getattr(trouble, "code", None) or type(trouble).__name__)
            if not isinstance(trouble, (Refused, Malformed)):
                one.set_status(StatusCode.ERROR)
            raise


def _asked(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Mapping[str, Any]) -> Any:
    """Around each query of Django's; one that belongs to nothing, such as a look at the queue, is not told."""
    if not trace.get_current_span().is_recording():
        return execute(sql, values, many, context)
    vendor = context["connection"].vendor
    text = bare(sql)
    told = {"db.system.name": vendor, "db.query.text": text, "db.operation.name": text.partition(" ")[0].upper()}
    if many:
        told["db.operation.batch.size"] = len(values)
    with _opened(told["db.operation.name"] or vendor, told, SpanKind.CLIENT):
        return execute(sql, values, many, context)


def _watch(connection: Any, **_rest: object) -> None:
    if _asked not in connection.execute_wrappers:
        connection.execute_wrappers.append(_asked)


@cache
def provider() -> TracerProvider:
    """Of this process; made with its first span, and what it holds is sent before the process ends."""
    service = {"service.name": os.environ.get("OTEL_SERVICE_NAME") or "reskontra", "service.version": __version__}
    made = TracerProvider(resource=Resource.create(service))
    patience = None if os.environ.get("OTEL_EXPORTER_OTLP_TIMEOUT") else SECONDS_TO_SEND
    made.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=patience)))
    connection_created.connect(_watch)
    for one in connections.all(initialized_only=True):
        _watch(one)
    return made
