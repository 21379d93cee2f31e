"""Middleware: a session that has rested too long, or is too old, lets nobody do anything any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.signals import password_changed
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.core.wording import worded
from reskontra.interface.models import User
from reskontra.interface.sessions import begin, end_sessions, note_use, seconds_left

SIGN_IN_AGAIN = 401
# Asked for by a page that lies open, not by a person.
ASKED_BY_ITSELF = {"job", "session_state"}
# Parts of pages that are there before anybody can sign in.
BEFORE_SIGN_IN = {"first_password"}


class SessionEnds:
    """After the user and her language are known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _found: object) -> HttpResponse | None:
        """A part of a page is answered by 401 where nobody is signed in, so that the page stays as it is."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not request.user.is_authenticated:
            return None if name in BEFORE_SIGN_IN else _sign_in_again(request)
        if seconds_left(request) <= 0:
            request.session.flush()
            request.user = AnonymousUser()
            if not _is_part(request):
                messages.info(request, _told())
            return _sign_in_again(request)
        if request.method != "GET" or name not in ASKED_BY_ITSELF:
            note_use(request)
        request.session_left = seconds_left(request)  # type: ignore[attr-defined]  # the frame tells it
        return None


def _sign_in_again(request: HttpRequest) -> HttpResponse | None:
    return HttpResponse(status=SIGN_IN_AGAIN) if _is_part(request) else None


def _is_part(request: HttpRequest) -> bool:
    htmx: Any = getattr(request, "htmx", False)
    return bool(htmx) and not htmx.boosted


def _told() -> str:
    told = _(
        "You were signed out: a session ends after {minutes:minute|minutes} without use, "
        "and {hours:hour|hours} after signing in."
    )
    return worded(told, minutes=settings.IDLE_MINUTES, hours=settings.SESSION_HOURS)


def _began(request: HttpRequest, **_told: object) -> None:
    begin(request)


def _end_others(request: HttpRequest, user: User, **_told: object) -> None:
    end_sessions(user_id=user.pk, but=request.session.session_key)


user_logged_in.connect(_began, dispatch_uid="session began")
password_changed.connect(_end_others, dispatch_uid="other sessions end")
