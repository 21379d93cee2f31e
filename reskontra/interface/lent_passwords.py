"""Middleware: who signed in by a password that somebody else chose for her chooses her own before anything else.

Else two would know it, and one could be the second pair of eyes for what the other prepared.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reskontra.interface.auth import signed_in
from reskontra.interface.models import User
from reskontra.interface.parts import goto

# What she needs to choose it, or to leave.
OPEN = {"account_change_password", "own_password", "account_logout", "choose_language", "choose_theme", "session_state"}


class LentPasswords:
    """After the user and her language are known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _found: object) -> HttpResponse | None:
        """Nothing is done; she comes back to the page that she asked for."""
        if not request.user.is_authenticated or not signed_in(request).password_is_lent:
            return None
        if not _came_by_password(request) or (request.resolver_match and request.resolver_match.url_name in OPEN):
            return None
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return goto(request, f"{reverse('account_change_password')}?{query}".rstrip("?"))


def _came_by_password(request: HttpRequest) -> bool:
    """Not by single sign-on, with which she may not even know it."""
    return any(one.get("method") == "password" for one in get_authentication_records(request, signed_in(request)))


def _changed_own(user: User, **_told: object) -> None:
    User.objects.filter(pk=user.pk).update(password_is_lent=False)


password_changed.connect(_changed_own, dispatch_uid="password lent no longer")
