"""Whose the second pair of eyes is: who signed in, by page or token; by command who shows what she signs in with.

A command is told the name of its actor (RESKONTRA_ACTOR) and believes it, which is enough to do her own work and not to
be somebody else's control. What a job does was asked for by who signed in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.mfa.models import Authenticator

from reskontra.core.errors import Refused
from reskontra.core.four_eyes import is_among
from reskontra.database import places
from reskontra.interface.auth import role_in
from reskontra.interface.models import User
from reskontra.interface.roles import reaches
from reskontra.interface.tokens import is_of_command, persons_behind

PASSWORD, CODE = "RESKONTRA_ACTOR_PASSWORD", "RESKONTRA_ACTOR_CODE"


class SecondPairUnproven(Refused):
    code = "second_pair_unproven"
    template = (
        "{actor} is to look at what another prepared, and the command was only told that name. "
        "Do it on the page, or set RESKONTRA_ACTOR_PASSWORD to what {actor} signs in with, "
        "and RESKONTRA_ACTOR_CODE where there is a second step."
    )


class SecondPairUnfit(Refused):
    code = "second_pair_unfit"
    template = (
        "What was given for {actor} does not fit, or {actor} has too low a role in the company. "
        "Give the password, and the code of the second step, of one who may decide this."
    )


class SecondPairLent(Refused):
    code = "second_pair_lent"
    template = (
        "Somebody else chose the password that was given for {actor}, and knows it. "
        "Sign in on the page once, choose another there, and give that."
    )


class SecondPairOfCommand(Refused):
    code = "second_pair_of_command"
    template = (
        "{actor} is to look at what another prepared, and the command that made its token was only told by whom. "
        "Make another token on the page, or by command with RESKONTRA_ACTOR_PASSWORD."
    )


_is_told: ContextVar[bool] = ContextVar("actor is told", default=False)


@contextmanager
def actor_is_told() -> Iterator[None]:
    """While a command runs: nobody has signed in."""
    with _as_told(True):
        yield


@contextmanager
def actor_signed_in() -> Iterator[None]:
    """While the worker, itself a command, does what a person or a program asked for by page or token."""
    with _as_told(False):
        yield


@contextmanager
def _as_told(is_told: bool) -> Iterator[None]:
    token = _is_told.set(is_told)
    try:
        yield
    finally:
        _is_told.reset(token)


def is_another(*, company: int, actor: str, prepared_by: Iterable[str], role: str) -> bool:
    """Whether the actor is a person who prepared none of it, and has shown that she is.

    A program has the eyes of the person who made its token.
    role      the least that she needs, as on the page
    refuses   what refuse_unproven() refuses
    """
    names = set(prepared_by)
    persons = persons_behind(company=company, actors={actor, *names})
    if is_among(persons[actor], {persons[name] for name in names}):
        return False
    refuse_unproven(company=company, actor=actor, role=role)
    return True


def refuse_unproven(*, company: int, actor: str, role: str) -> None:
    """Before the actor counts as the second pair of eyes.

    refuses   SecondPairOfCommand, SecondPairUnproven, SecondPairUnfit, SecondPairLent
    """
    if is_of_command(company=company, actor=actor):
        raise SecondPairOfCommand(actor=actor)
    if _is_told.get() and not has_shown(company=company, actor=actor, role=role):
        raise SecondPairUnproven(actor=actor)


def has_shown(*, company: int, actor: str, role: str) -> bool:
    """Whether the actor of a command has shown who she is; False where she was not asked.

    refuses   SecondPairUnfit, SecondPairLent
    """
    password = os.environ.get(PASSWORD, "")
    if not password:
        return False
    user = User.objects.filter(username__iexact=actor, is_active=True).first()
    if user is None or not is_among(actor, [user.username]):  # letters that a database alone takes for the same
        raise SecondPairUnfit(actor=actor)
    held = role_in(company=company, user_id=user.pk)
    if not held or not reaches(held, role):
        raise SecondPairUnfit(actor=actor)
    if not user.check_password(password) or not _second_step_fits(user):
        raise SecondPairUnfit(actor=actor)
    if user.password_is_lent:
        raise SecondPairLent(actor=actor)
    return True


def _second_step_fits(user: User) -> bool:
    code = os.environ.get(CODE, "")
    steps = list(Authenticator.objects.filter(user=user))
    with places.atomic_with_home():  # a recovery code is used up there
        return not steps or (bool(code) and any(one.wrap().validate_code(code) for one in steps))
