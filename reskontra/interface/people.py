"""Users and their roles."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from reskontra.audit.trail import record
from reskontra.core.errors import Refused
from reskontra.interface.auth import RANKS
from reskontra.interface.models import Membership, User

DEMO_USER = "demo"


class UserExists(Refused):
    code = "user_exists"
    template = 'There is a user "{user}" already. Choose another name, or give that user a role with user role.'


class UserUnknown(Refused):
    code = "user_unknown"
    template = 'There is no user "{user}". List users with user list.'


class RoleUnknown(Refused):
    code = "role_unknown"
    template = '"{role}" is no role. Use {roles}.'


class PasswordWeak(Refused):
    code = "password_weak"
    template = "The password of {user} is too easy to guess: {trouble} Choose a longer one that is used nowhere else."


@dataclass(frozen=True, slots=True)
class Person:
    """A user with her role in one company; empty where she has none."""

    username: str
    name: str
    role: str
    is_active: bool


def add_user(*, username: str, password: str, name: str = "", language: str = "") -> User:
    """A user who may sign in; she sees nothing before she has a role in a company.

    refuses   UserExists, PasswordWeak
    """
    if User.objects.filter(username__iexact=username).exists():
        raise UserExists(user=username)
    user = User(username=username, first_name=name[:150], language=language)
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise PasswordWeak(user=username, trouble=" ".join(weak.messages)) from weak
    user.set_password(password)
    user.save()
    return user


def give_role(*, company: int, actor: str, username: str, role: str) -> None:
    """Let a user into a company, change what she may do there, or with an empty role end it.

    refuses   UserUnknown, RoleUnknown
    """
    if role and role not in RANKS:
        raise RoleUnknown(role=role.lower(), roles=", ".join(rank.lower() for rank in RANKS))
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise UserUnknown(user=username)
    with transaction.atomic():
        held = Membership.objects.filter(company=company, user=user)
        before = held.values_list("role", flat=True).first() or ""
        if role:
            Membership.objects.update_or_create(company_id=company, user=user, defaults={"role": role})
        else:
            held.delete()
        content = {"before": before, "after": role}
        record(company=company, actor=actor, action="interface.role.given", subject=user.username, content=content)


def people_of(*, company: int) -> list[Person]:
    """Those with a role in the company, by name."""
    held = Membership.objects.filter(company=company).select_related("user").order_by("user__username")
    return [Person(m.user.username, m.user.first_name, m.role, m.user.is_active) for m in held]


def choose_language_of(*, user_id: int, language: str) -> None:
    """The language in which a user sees pages; codes as in settings.LANGUAGES."""
    User.objects.filter(id=user_id).update(language=language)


def demo_user() -> User:
    """The user who enters the demo with one click."""
    return User.objects.get(username=DEMO_USER)
