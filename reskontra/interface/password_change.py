"""The form in which a person changes her password: another than the one that she has."""

from __future__ import annotations

from allauth.account.forms import ChangePasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

SAME = noop("That is the password you have now. Choose another.")


class AnotherPassword(ChangePasswordForm):  # type: ignore[misc]
    """Whoever chose the present one for her would know it still."""

    def clean_password1(self) -> str:
        new: str = self.cleaned_data["password1"]
        if new == self.cleaned_data.get("oldpassword"):
            raise ValidationError(_(SAME), code="password_kept")
        return new
