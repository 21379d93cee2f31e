"""What is told of a new password while it is typed: what the rules say by which it is taken, and nothing milder.

The rules are asked themselves, with the user that they will be asked about; nothing is kept of what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from reskontra.core.passwords import is_strong
from reskontra.interface.auth import signed_in
from reskontra.interface.forms import Field
from reskontra.interface.models import User
from reskontra.interface.password_change import SAME
from reskontra.interface.typed_form import Typed

REFUSED, TAKEN, STRONG = 1, 2, 3
WORDS = {REFUSED: noop("Would not be taken"), TAKEN: noop("Strong enough"), STRONG: noop("Very strong")}


@dataclass(frozen=True, slots=True)
class Judged:
    """level: REFUSED, TAKEN or STRONG; said: why it would be refused."""

    level: int
    word: str
    said: tuple[str, ...] = ()


def judged(password: str, *, user: User) -> Judged:
    """As it would be for the user."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        return Judged(REFUSED, WORDS[REFUSED], tuple(weak.messages))
    level = STRONG if is_strong(password) else TAKEN
    return Judged(level, WORDS[level])


def judged_part(request: HttpRequest, password: str, *, user: User) -> HttpResponse:
    """The part of the page that tells it; empty as long as nothing is typed."""
    return _shown(request, judged(password, user=user) if password.strip() else None)


def _shown(request: HttpRequest, found: Judged | None) -> HttpResponse:
    return render(request, "account/_judged.html", {"judged": found})


def person_fields(name: str, *, judged_at: str) -> tuple[Field, ...]:
    """What is asked of who is to be added. name: the word for her name; judged_at: as Field has it."""
    hint = _("At least 12 characters.")
    return (
        Field("username", _("User"), is_needed=True, hint=_("The name to sign in with.")),
        Field("name", name),
        Field("password", _("Password"), "", "password", is_needed=True, hint=hint, judged_at=judged_at),
    )


def new_person(typed: Typed, *, joins: str) -> User:
    """Who is to be added, by what is typed of her so far; joins: the company that she is made for."""
    user = User(username=typed.text("username"), first_name=typed.text("name"))
    user.joins = joins
    return user


@require_POST
@login_required
def own_password(request: HttpRequest) -> HttpResponse:
    """Of the one that she is about to change hers to: another than the one that she typed as hers, right or wrong."""
    new, present = request.POST.get("password1", ""), request.POST.get("oldpassword", "")
    if new.strip() and new == present:
        return _shown(request, Judged(REFUSED, WORDS[REFUSED], (_(SAME),)))
    return judged_part(request, new, user=signed_in(request))
