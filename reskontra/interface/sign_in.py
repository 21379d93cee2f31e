"""How people come in: accounts are made by an administrator, never by a visitor."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

TOO_MANY = _("That was tried too often. Wait 5 minutes, then try again.")
WRONG_CODE = _("That is not the code. Write the one that the app shows now, or an unused recovery code.")


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


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """The code after the password."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}
