"""A request ends where it began: at home, whichever company's books it went to."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reskontra.database import places


class Placed:
    """Middleware. Whoever learns which company a request is about enters the place of its books."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            places.leave()
