"""Django's check of a new password against what is guessed first: common words, and the names of the company."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reskontra.core.passwords import is_guessed
from reskontra.interface.models import Membership, User


class NotGuessed:
    """After Django's own. What it says is shown on the page where a user changes her password."""

    @cached_property
    def _common(self) -> set[str]:
        """Django's list of 20,000, without those that are no words."""
        return {word for word in CommonPasswordValidator().passwords if len(word) > 3}

    def validate(self, password: str, user: User | None = None) -> None:
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
