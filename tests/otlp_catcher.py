"""A collector on this machine that is sent spans by OTLP over HTTP and keeps them: for tests."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Caught:
    """One span. parent: "" of one that is in no other."""

    name: str
    kind: str
    id: str
    parent: str
    trace: str
    told: dict[str, Any]
    events: tuple[str, ...]
    is_broken: bool


@dataclass
class Collector:
    """What it was sent, in the order it came."""

    spans: list[Caught] = field(default_factory=list)
    services: set[str] = field(default_factory=set)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.spans]

    def one(self, name: str) -> Caught:
        (found,) = [one for one in self.spans if one.name == name]
        return found

    def below(self, one: Caught) -> list[Caught]:
        return [other for other in self.spans if (other.parent, other.trace) == (one.id, one.trace)]

    def take(self, body: bytes) -> None:
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

        request = ExportTraceServiceRequest()
        request.ParseFromString(body)
        for resource in request.resource_spans:
            self.services.add(_told(resource.resource.attributes)["service.name"])
            for scope in resource.scope_spans:
                self.spans += map(_caught, scope.spans)


def _caught(span: Any) -> Caught:
    return Caught(
        name=span.name,
        kind=type(span).SpanKind.Name(span.kind).removeprefix("SPAN_KIND_"),
        id=span.span_id.hex(),
        parent=span.parent_span_id.hex(),
        trace=span.trace_id.hex(),
        told=_told(span.attributes),
        events=tuple(event.name for event in span.events),
        is_broken=span.status.code == 2,
    )


def _told(attributes: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}


class _Listener(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        if self.path == "/v1/traces":
            self.server.collector.take(body)  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("content-type", "application/x-protobuf")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@contextmanager
def spans_caught() -> Iterator[Collector]:
    """The collector, as long as the block runs."""
    collector = Collector()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Listener) as server:
        server.collector = collector  # type: ignore[attr-defined]
        collector.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield collector
        finally:
            server.shutdown()
            thread.join()
