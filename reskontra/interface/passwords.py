"""Which new passwords are taken: by Django's rules, none that is endless, and none that is guessed first."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reskontra.core.errors import Refused
from reskontra.core.passwords import is_guessed
from reskontra.interface.models import Membership, User


class PasswordWeak(Refused):
    code = "password_weak"
    template = (
        "The password of {user} is too easy to guess. "
        "Choose at least {least} characters that are no common password and unlike the name."
    )


class PasswordTooLong(Refused):
    code = "password_too_long"
    template = "The password of {user} has {count} characters. Choose one of at most {most}."


def take_password(user: User, password: str, *, is_lent: bool = False) -> None:
    """Give her the password that she signs in with from now on; it is stored with her.

    is_lent   somebody else chose it: she chooses her own when she signs in with it
    refuses   PasswordTooLong, PasswordWeak
    """
    if len(password) > settings.PASSWORD_MOST:
        raise PasswordTooLong(user=user.username, count=len(password), most=settings.PASSWORD_MOST)
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise PasswordWeak(user=user.username, least=settings.PASSWORD_LENGTH) from weak
    user.set_password(password)
    user.password_is_lent = is_lent
    user.save()


class NotTooLong:
    """Beside Django's own, for the page where a user changes her password."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > settings.PASSWORD_MOST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("Choose one of at most {most} characters.").format(most=settings.PASSWORD_MOST)


class NotGuessed:
    """After Django's own. What it says is shown on the page where a user changes her password."""

    @cached_property
    def _common(self) -> set[str]:
        """Django's list of 20,000, without those that are no words."""
        return {word for word in CommonPasswordValidator().passwords if len(word) > 3}

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > settings.PASSWORD_MOST:
            return  # refused by NotTooLong; megabytes of it would take seconds here
        names = [user.username, user.get_full_name(), user.joins] if user else []
        if user and user.pk:
            held = Membership.objects.filter(user=user)
            names += held.order_by("company").values_list("company__name", flat=True)
        if is_guessed(password, common=self._common, own=names):
            raise ValidationError(self.get_help_text(), code="password_guessed")

    def get_help_text(self) -> str:
        return _(
            "That is guessed early: a common word or a name of yours. Write several words that do not belong together."
        )


def name_of(*, company: int) -> str:
    """What the company is called, for add_user(); the companies' own room stands above this one."""
    return Membership.objects.filter(company=company).values_list("company__name", flat=True).first() or ""
