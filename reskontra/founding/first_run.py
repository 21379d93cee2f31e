"""The first person of a new installation: she makes herself administrator, and the first company.

Whoever runs the program is told a secret address. It works for a day, once, and only while nobody can sign in.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import transaction

from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.errors import Refused
from reskontra.core.identifiers import currency as currency_codes
from reskontra.founding.company import add_years, make_company
from reskontra.interface.people import ADMINISTRATOR, PasswordsDiffer, add_user, give_role, is_anyone_there

KEY = "first-run"
A_DAY = 24 * 3600


class FirstRunOver(Refused):
    code = "first_run_over"
    template = (
        'The address for the first person is used or too old: "{begins}…". Sign in, or run reskontra serve again.'
    )


class CompanyUnnamed(Refused):
    code = "company_unnamed"
    template = 'The company has no name, or one of more than {most} letters: "{name}". Write what it is called.'


MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class FirstPerson:
    username: str
    password: str
    again: str
    name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class NewCompany:
    """currency "" is the preset's; first_month: in which the fiscal year begins, 1 to 12."""

    name: str
    preset: str
    currency: str = ""
    first_month: int = 1


def open_first_run() -> str:
    """A new secret for the address of the first person; one given before works no longer. Only its digest is kept."""
    token = secrets.token_urlsafe(24)
    cache.set(KEY, _digest(token), A_DAY)
    return token


def is_first_run(token: str) -> bool:
    """Whether the secret opens the first page: it is the last one given, and nobody can sign in yet."""
    kept = cache.get(KEY, "")
    return bool(kept) and hmac.compare_digest(kept, _digest(token)) and not is_anyone_there()


def found(*, token: str, person: FirstPerson, wanted: NewCompany | None, today: date) -> tuple[str, CompanyFacts]:
    """The first user as administrator of a new company, or where wanted is None of every company there is.

    returns   the name that she signs in with, and the company to begin in

    refuses   FirstRunOver, PasswordsDiffer, UserExists, UserNameUnreadable, PasswordTooLong, PasswordWeak,
              CompanyUnnamed, NotACurrency, PresetUnknown, CompanyExists
    """
    with transaction.atomic():
        if not is_first_run(token):
            raise FirstRunOver(begins=token[:4])
        if person.password != person.again:
            raise PasswordsDiffer(user=person.username)
        joins = wanted.name if wanted else ""
        user = add_user(
            username=person.username, password=person.password, name=person.name, language=person.language, joins=joins
        )
        known = companies()
        if wanted is not None:
            known = [_made(wanted, user.username, today)]
        for company in known:
            give_role(company=company.id, actor=user.username, username=user.username, role=ADMINISTRATOR)
        if not cache.delete(KEY):  # another request of the same address was faster
            raise FirstRunOver(begins=token[:4])
    return user.username, known[0]


def _made(wanted: NewCompany, actor: str, today: date) -> CompanyFacts:
    if not 0 < len(wanted.name) <= MOST_LETTERS:
        raise CompanyUnnamed(name=wanted.name[:40], most=MOST_LETTERS)
    currency = currency_codes.validate(wanted.currency) if wanted.currency else ""
    company = make_company(name=wanted.name, actor=actor, preset_code=wanted.preset, country="", currency=currency)
    add_years(company=company, actor=actor, first_month=wanted.first_month, today=today)
    return company


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
