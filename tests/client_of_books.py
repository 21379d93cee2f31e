"""The Python client over our own application: requests are carried by WSGI, and nothing stands in for anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import translation

from reskontra.companies.queries import CompanyFacts
from reskontra.config.wsgi import application
from reskontra_client import Patience, Reskontra
from tests.program import Program

URL = "http://localhost"


@contextmanager
def _connection_kept() -> Iterator[None]:
    """A request leaves the test its connection, as it does with Django's own client for tests."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


class Carrier(httpx.BaseTransport):
    """Carries requests to the application, and keeps what went over it.

    loses   is asked after each answer whether it is lost on the way: an exception to raise, or None
    """

    def __init__(self, loses: Callable[[int], Exception | None] = lambda turn: None) -> None:
        self._inner = httpx.WSGITransport(app=application)
        self._loses = loses
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        with _connection_kept():
            response = self._inner.handle_request(request)
            response.read()
            response.close()
        translation.deactivate()  # a request leaves its language with the thread
        lost = self._loses(len(self.requests))
        if lost is not None:
            raise lost
        return httpx.Response(response.status_code, headers=response.headers, content=response.content)


def books_of(
    company: CompanyFacts,
    *,
    carrier: httpx.BaseTransport | None = None,
    pause: Callable[[float], object] = lambda seconds: None,
    again: int = 5,
    **program: Any,
) -> Reskontra:
    """A client with a token of the company; it does not wait, but tells pause for how long it would."""
    secret = Program(company, **program).secret
    return Reskontra(URL, secret, transport=carrier or Carrier(), patience=Patience(again=again, pause=pause))
