"""Each request has a number, which its answer bears and its lines in the log; it is counted and logged."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reskontra.database import spans
from reskontra.operation.counting import count
from reskontra.operation.logs import request_number

HEADER = "X-Request-ID"
_NUMBER = re.compile(r"[A-Za-z0-9._-]{8,64}")
logger = logging.getLogger("reskontra.web")


class Numbered:
    """Takes the number that a server in front has given, else makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if _NUMBER.fullmatch(given) else uuid.uuid4().hex
        before = request_number.set(number)
        begun = time.perf_counter()
        try:
            answer = self._answered(request, number)
            answer[HEADER] = number
            seconds = time.perf_counter() - begun
            kind = "api" if request.path.startswith("/api/") else "page"
            count(kind=kind, status=answer.status_code, seconds=seconds)
            told = "web.request.answered method=%s path=%s status=%s milliseconds=%s"
            logger.info(told, request.method, request.path, answer.status_code, round(seconds * 1000))
            return answer
        finally:
            request_number.reset(before)

    def _answered(self, request: HttpRequest, number: str) -> HttpResponse:
        """As a span. Where it leads is told by its pattern in the table of addresses, not by what stands in it."""
        method = request.method or ""
        told = {"http.request.method": method, "reskontra.request": number}
        with spans.span(method, told, kind=spans.ASKED, headers=request.headers):
            answer = self.get_response(request)
            route = getattr(request.resolver_match, "route", "")
            status = answer.status_code
            found: dict[str, str | int] = {"http.route": f"/{route}", "http.response.status_code": status}
            spans.tell(found, name=f"{method} /{route}", is_broken=status >= 500)
            return answer
