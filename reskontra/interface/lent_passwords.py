"""Middleware: who signed in by a password that somebody else chose for her chooses her own before anything else.

Else two would know it, and one could be the second pair of eyes for what the other prepared.
"""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed
from django.http import HttpRequest

from reskontra.interface.auth import signed_in
from reskontra.interface.led_first import LedFirst
from reskontra.interface.models import User


class LentPasswords(LedFirst):
    """Before DemandedStep: her own password comes first."""

    page = "account_change_password"
    opens = frozenset({"own_password"})

    def is_owed(self, request: HttpRequest) -> bool:
        return signed_in(request).password_is_lent and _came_by_password(request)


def _came_by_password(request: HttpRequest) -> bool:
    """Not by single sign-on, with which she may not even know it."""
    return any(one.get("method") == "password" for one in get_authentication_records(request, signed_in(request)))


def _changed_own(user: User, **_told: object) -> None:
    User.objects.filter(pk=user.pk).update(password_is_lent=False)


password_changed.connect(_changed_own, dispatch_uid="password lent no longer")
