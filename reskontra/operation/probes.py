"""What machines ask of the server: whether it lives, is ready, and how it fares; answered before anything else.

/healthz   the process answers
/readyz    200 where requests may come, else 503; what is amiss, as JSON
/metrics   for Prometheus, with the token that is set; without one there is no such page
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import asdict

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from reskontra.operation.health import readiness
from reskontra.operation.metrics import CONTENT_TYPE, metrics

Answering = Callable[[HttpRequest], HttpResponse]


class Probes:
    """Stands before all others: who asks by the address of a machine, not by a name of the site, is answered too."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _plain("ok")
        if request.path == "/readyz":
            found = readiness()
            return _kept_by_nobody(JsonResponse(asdict(found), status=200 if found.is_ready else 503))
        if request.path == "/metrics" and settings.METRICS_TOKEN:
            return _metrics(request)
        return self.get_response(request)


def _metrics(request: HttpRequest) -> HttpResponse:
    asked = request.headers.get("Authorization", "")
    if not hmac.compare_digest(asked.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        answer = _plain("This takes the token of RESKONTRA_METRICS_TOKEN.", status=401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    try:
        return _kept_by_nobody(HttpResponse(metrics(), content_type=CONTENT_TYPE))
    except DatabaseError:
        return _plain("The database does not answer.", status=503)


def _plain(text: str, *, status: int = 200) -> HttpResponse:
    return _kept_by_nobody(HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status))


def _kept_by_nobody(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
