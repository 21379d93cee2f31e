"""Middleware: a browser keeps, signed, who signed in from it; who does so from another is told by mail."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.http import HttpRequest, HttpResponse

from reskontra.database import bulk
from reskontra.interface.account_news import tell_user
from reskontra.interface.devices import device_here
from reskontra.interface.models import User

COOKIE = "__Host-known" if settings.IS_HTTPS else "known"
DAYS = 400  # browsers keep no cookie for longer
MOST = 20  # people at one browser
_SALT = "reskontra known devices"


class KnownDevices:
    """Once somebody has signed in, her browser is known as hers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if known := getattr(request, "known_here", None):
            answer.set_cookie(
                COOKIE, signing.dumps(known, salt=_SALT), max_age=DAYS * 24 * 3600,
                secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
            )  # fmt: skip
        return answer


def _known(request: HttpRequest) -> list[int]:
    """Who signed in here before, the last first; nobody where the cookie is none of ours."""
    try:
        found: list[int] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return []
    return found


def _is_quiet(user: User) -> bool:
    """Whether this is the first device seen of somebody who signed in before devices were kept: once, and for a month.

    The migration that keeps devices says of whom; nobody who is added later is ever let in without a word.
    """
    waited = User.objects.filter(pk=user.pk, quiet_until__gt=bulk.moment())
    return waited.update(quiet_until=None) == 1


def _signed_in(request: HttpRequest, user: User, **_told: object) -> None:
    known = _known(request)
    if user.pk not in known and not _is_quiet(user):
        tell_user(user, "device", device=device_here(request))
    request.known_here = [user.pk, *(one for one in known if one != user.pk)][:MOST]  # type: ignore[attr-defined]


user_logged_in.connect(_signed_in, dispatch_uid="device known")
