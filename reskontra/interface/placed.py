"""A request ends where it began: at home, whichever company's books it went to; the answer tells whether it is late."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reskontra.database import places
from reskontra.interface.replicated import HEADER


class Placed:
    """Middleware. Whoever learns which company a request is about enters the place of its books."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            answer = self.get_response(request)
            if since := getattr(request, "books_as_of", None):
                answer[HEADER] = since.isoformat()
            return answer
        finally:
            places.leave()
