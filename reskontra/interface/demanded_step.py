"""Of whom the installation demands a second step of sign-in; who lacks it sets one up before anything else.

Who comes by single sign-on has it there. A program with a token and a command are asked for none.
"""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from reskontra.interface.auth import signed_in
from reskontra.interface.led_first import LedFirst
from reskontra.interface.lent_passwords import LentPasswords
from reskontra.interface.models import Membership, User
from reskontra.interface.roles import roles_that


class DemandedStep(LedFirst):
    """After LentPasswords, to whose page she may go meanwhile."""

    page = "mfa_activate_totp"
    opens = LentPasswords.opens | {LentPasswords.page, "account_reauthenticate"}

    def is_owed(self, request: HttpRequest) -> bool:
        return not _is_vouched_for(request) and _lacking().filter(pk=signed_in(request).pk).exists()


def is_demanded_of(*, user_id: int) -> bool:
    """Whether she may not be without a second step."""
    return _demanded().filter(pk=user_id).exists()


def who_lack_it() -> list[str]:
    """The names of users who are led to set one up when they sign in next; not of those whom single sign-on knows."""
    found = _lacking()
    if settings.OIDC.server:
        found = found.exclude(Exists(SocialAccount.objects.filter(user=OuterRef("pk"))))
    return list(found.order_by("username").values_list("username", flat=True))


def _demanded() -> QuerySet[User]:
    """Users who may sign in by a password, as the one of the demo may not."""
    found = User.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if settings.SECOND_STEP == "everybody":
        return found
    if settings.SECOND_STEP == "administrators":
        held = Membership.objects.filter(user=OuterRef("pk"), role__in=roles_that("ADMINISTRATOR"))
        return found.filter(Exists(held))
    return found.none()


def _lacking() -> QuerySet[User]:
    step = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return _demanded().exclude(Exists(step))


def _is_vouched_for(request: HttpRequest) -> bool:
    """By another server, which asks for what it finds right."""
    found = get_authentication_records(request, signed_in(request))
    return any(one.get("method") == "socialaccount" for one in found)
