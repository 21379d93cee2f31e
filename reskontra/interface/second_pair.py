"""Whose the second pair of eyes is: who signed in, by page or token; by command who shows what she signs in with.

A command is told the name of its actor (RESKONTRA_ACTOR) and believes it, which is enough to do her own work and not to
be somebody else's control.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.mfa.models import Authenticator

from reskontra.core.errors import Refused
from reskontra.core.four_eyes import is_among
from reskontra.interface.auth import role_in
from reskontra.interface.models import User
from reskontra.interface.roles import reaches
from reskontra.interface.tokens import persons_behind

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


_is_told: ContextVar[bool] = ContextVar("actor is told", default=False)


@contextmanager
def actor_is_told() -> Iterator[None]:
    """While a command runs: nobody has signed in."""
    token = _is_told.set(True)
    try:
        yield
    finally:
        _is_told.reset(token)


def is_another(*, company: int, actor: str, prepared_by: Iterable[str], role: str) -> bool:
    """Whether the actor is a person who prepared none of it, and has shown that she is.

    A program has the eyes of the person who made its token.
    role      the least that she needs, as on the page
    refuses   SecondPairUnproven, SecondPairUnfit
    """
    names = set(prepared_by)
    persons = persons_behind(company=company, actors={actor, *names})
    if is_among(persons[actor], {persons[name] for name in names}):
        return False
    refuse_unproven(company=company, actor=actor, role=role)
    return True


def refuse_unproven(*, company: int, actor: str, role: str) -> None:
    """Before the actor counts as the second pair of eyes.

    refuses   SecondPairUnproven, SecondPairUnfit
    """
    if not _is_told.get():
        return
    password = os.environ.get(PASSWORD, "")
    if not password:
        raise SecondPairUnproven(actor=actor)
    user = User.objects.filter(username__iexact=actor, is_active=True).first()
    held = role_in(company=company, user_id=user.pk) if user else ""
    if user is None or not held or not reaches(held, role):
        raise SecondPairUnfit(actor=actor)
    if not user.check_password(password) or not _second_step_fits(user):
        raise SecondPairUnfit(actor=actor)


def _second_step_fits(user: User) -> bool:
    code = os.environ.get(CODE, "")
    steps = list(Authenticator.objects.filter(user=user))
    return not steps or (bool(code) and any(one.wrap().validate_code(code) for one in steps))
