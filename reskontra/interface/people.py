"""Users: who signs in, with which role in which company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from reskontra.audit.trail import record
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.locks import lock_companies
from reskontra.formats.csv_table import text_fault
from reskontra.interface.account_news import tell_user
from reskontra.interface.models import Membership, User
from reskontra.interface.passwords import take_password
from reskontra.interface.roles import ROLES, roles_that
from reskontra.interface.sessions import end_sessions

DEMO_USER = "demo"
ADMINISTRATOR = "ADMINISTRATOR"
_LONGEST_EMAIL = 254
_LONGEST_NAME = 150


class UserExists(Refused):
    code = "user_exists"
    template = 'There is a user "{user}" already. Choose another name, or give that user a role with user role.'


class UserNameUnreadable(Refused):
    code = "user_name_unreadable"
    template = '"{user}" is no name to sign in with. Use letters, digits and @ . + - _ and no spaces.'


class EmailUnreadable(Refused):
    code = "email_unreadable"
    template = '"{email}" is no e-mail address. Write one such as anna@example.se.'


class EmailTaken(Refused):
    code = "email_taken"
    template = "The user {user} has the e-mail address {email}. Write another, or take it from that user first."


class UserUnknown(Refused):
    code = "user_unknown"
    template = 'There is no user "{user}". List users with user list.'


class RoleUnknown(Refused):
    code = "role_unknown"
    template = '"{role}" is no role. Use one of {roles}.'


class LastAdministrator(Refused):
    code = "last_administrator"
    template = "{user} is the only administrator who may sign in. Make another user administrator first."


class OneselfShutOut(Refused):
    code = "oneself_shut_out"
    template = "{user} was to be shut out by {user}. Let another administrator do it."


class UserOfOthers(Refused):
    code = "user_of_others"
    template = (
        "{user} has a role in a company of which {actor} is no administrator. "
        "Let somebody who administers all of them change how {user} signs in."
    )


class PasswordsDiffer(Refused):
    code = "passwords_differ"
    template = "The two passwords for {user} are not the same. Write the same one twice."


@dataclass(frozen=True, slots=True)
class Person:
    """A user. roles: company id → role; has_two_steps: a code is asked for after the password."""

    username: str
    name: str
    language: str
    is_active: bool
    has_two_steps: bool
    roles: Mapping[int, str]
    email: str = ""


def add_user(
    *, username: str, password: str, name: str = "", language: str = "", joins: str = "", is_lent: bool = False
) -> User:
    """A user who may sign in; she sees nothing before she has a role in a company.

    joins     the name of the company that she is made for: her password does not hang on it
    is_lent   as take_password() has it
    refuses   UserExists, UserNameUnreadable, PasswordTooLong, PasswordWeak; ValueHoldsNul and ValueHoldsUnseen of
              her name
    """
    if fault := text_fault("name", name[:_LONGEST_NAME], most=_LONGEST_NAME):
        raise fault
    if User.objects.filter(username__iexact=username).exists():
        raise UserExists(user=username)
    user = User(username=username, first_name=name[:_LONGEST_NAME], language=language)
    try:
        User._meta.get_field("username").clean(username, user)
    except ValidationError as unreadable:
        raise UserNameUnreadable(user=username) from unreadable
    user.joins = joins
    take_password(user, password, is_lent=is_lent)
    return user


def add_demo_user(*, name: str) -> User:
    """The one who enters the demo with a click: without a password nobody signs in as her otherwise."""
    user, is_new = User.objects.get_or_create(username=DEMO_USER, defaults={"first_name": name})
    if is_new:
        user.set_unusable_password()
        user.save()
    return user


def demo_user() -> User | None:
    """The one who enters the demo with a click, where there is a demo."""
    return User.objects.filter(username=DEMO_USER, is_active=True).first()


def choose_language_of(*, user_id: int, language: str) -> None:
    """The language in which a user sees pages; codes as in settings.LANGUAGES."""
    User.objects.filter(id=user_id).update(language=language)


def give_role(*, company: int, actor: str, username: str, role: str) -> None:
    """Let a user into a company, change what she may do there, or with an empty role end it.

    refuses   UserUnknown, RoleUnknown, LastAdministrator
    """
    if role and role not in ROLES:
        raise RoleUnknown(role=role.lower(), roles=tuple(known.lower() for known in ROLES))
    with places.at_company(company), places.atomic_with_home():
        lock_companies([company])
        user = _locked(find_user(username=username))
        held = Membership.objects.filter(company=company, user=user)
        before = held.values_list("role", flat=True).first() or ""
        if before == role:
            return
        if before == ADMINISTRATOR:
            _refuse_last_administrator(company, user)
        if role:
            Membership.objects.update_or_create(company_id=company, user=user, defaults={"role": role})
        else:
            held.delete()
        content = {"before": {"role": before}, "after": {"role": role}}
        action = "interface.role.given"
        record(
            company=company, actor=actor, action=action, subject=user.username, content=content, even_archived=True
        )  # fmt: skip


def copy_roles(*, source: int, target: int) -> None:
    """Who may do what in a company may do it in another that was made of it."""
    held = Membership.objects.filter(company=source).values_list("user", "role")
    Membership.objects.bulk_create(Membership(company_id=target, user_id=user, role=role) for user, role in held)


def end_roles(*, company: int) -> None:
    """Nobody has a role in a company that is no more."""
    Membership.objects.filter(company=company).delete()


def change_password(*, actor: str, username: str, password: str, is_lent: bool = False) -> None:
    """Another password; wherever she is signed in, she is so no longer.

    is_lent   as take_password() has it
    refuses   UserUnknown, and what take_password() refuses
    """
    with places.atomic_with_home():
        user = find_user(username=username)
        take_password(user, password, is_lent=is_lent)
        end_sessions(user_id=user.id)
        _note(user, actor, "interface.user.password_changed", {})
        tell_user(user, "password", by=actor)


def let_in(*, actor: str, username: str, is_active: bool) -> None:
    """Let a user sign in, or not any more; her roles and what she did stay.

    refuses   UserUnknown, OneselfShutOut, LastAdministrator
    """
    with places.atomic_with_home():
        user = find_user(username=username)
        lock_companies(_companies_of(user))
        user = _locked(user)
        if user.is_active == is_active:
            return
        if not is_active:
            if user.username.casefold() == actor.casefold():
                raise OneselfShutOut(user=user.username)
            end_sessions(user_id=user.id)
            lock_companies(_administered(user))  # one of them may have been given while the others were waited for
            for company in _administered(user):
                _refuse_last_administrator(company, user)
        content = {"before": {"is_active": user.is_active}, "after": {"is_active": is_active}}
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        _note(user, actor, "interface.user.enabled" if is_active else "interface.user.disabled", content)


def sign_out_everywhere(*, actor: str, username: str) -> int:
    """End every session of a user; gives how many there were. refuses   UserUnknown"""
    with places.atomic_with_home():
        user = find_user(username=username)
        ended = end_sessions(user_id=user.id)
        if ended:
            _note(user, actor, "interface.user.signed_out", {"sessions": ended})
    return ended


def reset_two_steps(*, actor: str, username: str) -> bool:
    """Take away the second step of signing in, of a user who lost her device; False where there was none.

    refuses   UserUnknown
    """
    with places.atomic_with_home():
        user = find_user(username=username)
        removed, _kinds = Authenticator.objects.filter(user=user).delete()
        if removed:
            _note(user, actor, "interface.user.two_steps_reset", {})
            tell_user(user, "second_step_off", by=actor)
    return bool(removed)


def may_in(*, company: int, username: str) -> bool:
    """Whether a user of that name may decide in the company: a clerk or higher."""
    return username in {name for name, _told in deciders(company=company)}


def deciders(*, company: int) -> list[tuple[str, str]]:
    """(user name, her name) of those who may decide in the company, by name."""
    rows = Membership.objects.filter(company=company, user__is_active=True, role__in=roles_that("CLERK"))
    found = rows.order_by("user__username").values_list("user__username", "user__first_name", "user__last_name")
    return [(username, f"{first} {last}".strip() or username) for username, first, last in found]


def find_user(*, username: str) -> User:
    """By the name she signs in with, whatever its case.

    refuses   UserUnknown
    """
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise UserUnknown(user=username)
    return user


def change_email(*, actor: str, username: str, email: str) -> None:
    """The address by which single sign-on knows her; empty takes it away.

    refuses   UserUnknown, EmailUnreadable, EmailTaken
    """
    with places.atomic_with_home():
        user = find_user(username=username)
        if email:
            check_email(email)
            other = User.objects.filter(email__iexact=email).exclude(id=user.id).first()
            if other is not None:
                raise EmailTaken(email=email, user=other.username)
        content = {"before": {"email": user.email}, "after": {"email": email}}
        if user.email and user.email != email:
            tell_user(user, "email", by=actor)  # where she had it until now
        user.email = email
        user.save(update_fields=["email"])
        _note(user, actor, "interface.user.email_changed", content)


def refuse_beyond_administered(*, actor: str, username: str) -> None:
    """Before an administrator changes how a user signs in, which holds in all companies that she has a role in.

    refuses   UserUnknown, UserOfOthers
    """
    user = find_user(username=username)
    held = set(Membership.objects.filter(user=user).values_list("company", flat=True))
    if held - set(_administered(find_user(username=actor))):
        raise UserOfOthers(user=user.username, actor=actor)


def note_linked(*, user: User, server: str) -> None:
    """In the trail: another server vouches for her from now on."""
    _note(user, user.username, "interface.user.linked", {"after": {"server": server}})
    tell_user(user, "linked", about=server)


def is_anyone_there() -> bool:
    """Whether any user may sign in with a password."""
    return any(user.has_usable_password() for user in User.objects.filter(is_active=True).only("password"))


def people_of(*, company: int) -> list[Person]:
    """Those who have a role in the company, by name, with that role alone."""
    held = dict(Membership.objects.filter(company=company).values_list("user", "role"))
    two_steps = set(Authenticator.objects.filter(user__in=held).values_list("user", flat=True))
    users = User.objects.filter(id__in=held).order_by("username")
    return [_person(user, user.id in two_steps, {company: held[user.id]}) for user in users]


def people() -> list[Person]:
    """Every user, by name."""
    roles: dict[int, dict[int, str]] = {}
    for user_id, company, role in Membership.objects.order_by("company").values_list("user", "company", "role"):
        roles.setdefault(user_id, {})[company] = role
    two_steps = set(Authenticator.objects.values_list("user", flat=True))
    return [_person(user, user.id in two_steps, roles.get(user.id, {})) for user in User.objects.order_by("username")]


def administrators_of(*, company: int) -> int:
    """How many administrators of the company may sign in."""
    return Membership.objects.filter(company=company, role=ADMINISTRATOR, user__is_active=True).count()


def _person(user: User, has_two_steps: bool, roles: Mapping[int, str]) -> Person:
    return Person(
        username=user.username,
        name=user.get_full_name(),
        language=user.language,
        is_active=user.is_active,
        has_two_steps=has_two_steps,
        roles=roles,
        email=user.email,
    )


def _locked(user: User) -> User:
    """The user as she is by now, until the transaction ends; companies are locked before she is.

    Else two administrators who shut each other out at once would each count on the other.
    """
    return User.objects.select_for_update(no_key=True).get(id=user.id)


def _companies_of(user: User) -> list[int]:
    """The companies that she has a role in."""
    rows = Membership.objects.filter(user=user)
    return list(rows.order_by("company").values_list("company", flat=True))


def _administered(user: User) -> list[int]:
    """The companies that she is administrator of."""
    rows = Membership.objects.filter(user=user, role=ADMINISTRATOR)
    return list(rows.order_by("company").values_list("company", flat=True))


def _refuse_last_administrator(company: int, user: User) -> None:
    """refuses   LastAdministrator where she may sign in, and no other administrator may"""
    others = Membership.objects.filter(company=company, role=ADMINISTRATOR, user__is_active=True).exclude(user=user)
    if user.is_active and not others.exists():
        raise LastAdministrator(user=user.username)


def check_email(email: str) -> None:
    """refuses   EmailUnreadable"""
    try:
        if len(email) > _LONGEST_EMAIL:
            raise ValidationError("")
        validate_email(email)
    except ValidationError as unreadable:
        raise EmailUnreadable(email=email[:_LONGEST_EMAIL]) from unreadable


def checked_email(email: str) -> str:
    """The address as it was written.

    refuses   EmailUnreadable
    """
    check_email(email)
    return email


def _note(user: User, actor: str, action: str, content: Mapping[str, object]) -> None:
    """In the trail of every company that she has a role in."""
    for company in _companies_of(user):
        with places.at_company(company), transaction.atomic():
            record(
                company=company, actor=actor, action=action, subject=user.username, content=content, even_archived=True
            )  # fmt: skip
