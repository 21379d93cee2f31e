"""How people come in: accounts are made by an administrator, never by a visitor."""

from __future__ import annotations

import logging
import secrets
from base64 import b32encode
from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reskontra.interface.demanded_step import DemandedStep, is_demanded_of
from reskontra.interface.enciphering import decipher, encipher
from reskontra.interface.models import User
from reskontra.interface.sessions import has_just_begun

logger = logging.getLogger("reskontra.interface.account")

TOO_MANY = _("That was tried too often. Wait 5 minutes, then try again.")
WRONG_CODE = _("That is not the code. Write the one that the app shows now, or an unused recovery code.")

_ENCIPHERED = "fernet:"
_PURPOSE = "second step"


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """No one signs up by herself; what is refused is told with its remedy."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("User and password do not fit each other. Write both again."),
        "enter_current_password": _("That is not your password. Write the one you sign in with."),
        "incorrect_password": _("That is not your password. Write the one you sign in with."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **more: object) -> bool:
        """Who is led from signing in to a second step is not asked at once for the same password again."""
        if getattr(self.request, "led_to", "") == DemandedStep.page and has_just_begun(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """The code after the password. Its keys lie enciphered in the database: a copy of that alone makes no codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Two-step sign-in is demanded of you here. "
            "For another telephone choose Move to another app; where both the old one and the recovery codes are lost, "
            "have the operator take it away: reskontra user reset-2fa."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_demanded_of(user_id=authenticator.user_id)

    def encrypt(self, text: str) -> str:
        """A key or a seed of recovery codes, as it lies in the database."""
        return _ENCIPHERED + encipher(text, purpose=_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """The key again; one that was enciphered under another secret fits no code, so that nobody comes in by it."""
        if not encrypted_text.startswith(_ENCIPHERED):
            return encrypted_text  # kept by a version that did not encipher
        known = decipher(encrypted_text.removeprefix(_ENCIPHERED), purpose=_PURPOSE)
        return known or b32encode(secrets.token_bytes(20)).decode()


def _signed_in(user: User, **_told: object) -> None:
    logger.info("account.signed_in user=%s", user.pk)


def _signed_out(user: User | None, **_told: object) -> None:
    logger.info("account.signed_out user=%s", user.pk if user else "")


def _not_let_in(credentials: Mapping[str, object], **_told: object) -> None:
    """By number, and nothing of what was typed: it may be a password in the wrong field."""
    found = User.objects.filter(username__iexact=str(credentials.get("username", ""))).values_list("pk", flat=True)
    logger.warning("account.not_let_in user=%s", found.first() or "unknown")


def _code_refused(user: User, **_told: object) -> None:
    """Of whom the password was right: as of a password, by number and without what was typed."""
    logger.warning("account.code_refused user=%s", user.pk)


user_logged_in.connect(_signed_in, dispatch_uid="sign-in told to the log")
user_logged_out.connect(_signed_out, dispatch_uid="sign-out told to the log")
user_login_failed.connect(_not_let_in, dispatch_uid="refused sign-in told to the log")
authentication_failed.connect(_code_refused, dispatch_uid="refused code told to the log")
