"""Tokens of programs: made once, kept as digests, taken back at once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.core.errors import Refused
from reskontra.database import bulk, places, spans
from reskontra.database.locks import lock_company
from reskontra.database.noting import note
from reskontra.database.prepared import Prepared
from reskontra.formats.csv_table import text_fault
from reskontra.interface.account_news import tell_named
from reskontra.interface.clock import today
from reskontra.interface.models import Token
from reskontra.interface.passwords import name_of
from reskontra.interface.people import RoleUnknown
from reskontra.interface.roles import ROLES, inspects, reaches
from reskontra.interface.scopes import known_scopes

PREFIX = "rk"
USED_WITHIN = timedelta(minutes=15)
DAYS = 365  # how long a token lasts of which nobody says it
SOON = 14  # days in which another can be made and given to the program
_ACTOR = "token:"  # and its name: how the audit trail names a program
_SECRET_BYTES = 32
_HINT, _LONGEST_NAME = 4, 60
STATES = {"active": noop("Active"), "expired": noop("Expired"), "revoked": noop("Revoked")}
ENDS_SOON = noop("Ends soon")


class TokenNameTaken(Refused):
    code = "token_name_taken"
    template = 'There is, or was, a token "{token}". Choose another name: what it did stays under the old one.'


class TokenNameMissing(Refused):
    code = "token_name_missing"
    template = 'A token named "{token}" tells nobody which program has it. Name the program.'


class TokenUnknown(Refused):
    code = "token_unknown"
    template = 'There is no token "{token}". List them with reskontra token list.'


class TokenExpiryPast(Refused):
    code = "token_expiry_past"
    template = "The token was to last until {expires}, and today is {today}. Give a later day."


class TokenOutlivesMaker(Refused):
    code = "token_outlives_maker"
    template = (
        "The token was to last until {expires}, and {token}, which makes it, lasts until {own}. Give no later day."
    )


class TokenMakerRevoked(Refused):
    code = "token_maker_revoked"
    template = "{token} was revoked, and {name} was to be made by it. Make it as another."


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """state: active, expired or revoked. hint: what its secret ends with. expires_on: the last day it is good for."""

    name: str
    hint: str
    role: str
    scopes: tuple[str, ...]
    created_by: str
    created_at: datetime
    expires_on: date
    revoked_at: datetime | None
    last_used_at: datetime | None

    @property
    def state(self) -> str:
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_on < today() else "active"

    @property
    def ends_soon(self) -> bool:
        """Within two weeks; of a life that is shorter than four, within the last half."""
        left, lasts = (self.expires_on - today()).days, (self.expires_on - self.created_at.date()).days
        return self.state == "active" and left <= min(SOON, lasts // 2)


@dataclass(frozen=True, slots=True)
class TokenAccess:
    """A program that was let in: its company, role and scopes. actor: as the audit trail names it.

    expires_on   the last day it is good for
    """

    token_id: int
    company_id: int
    actor: str
    role: str
    scopes: frozenset[str]
    expires_on: date = date.max

    def may(self, role: str) -> bool:
        """Whether its role reaches the one that is asked for."""
        return reaches(self.role, role)

    def may_read(self, role: str) -> bool:
        """Whether it may read what the role is asked for: an auditor's reads all."""
        return inspects(self.role) or reaches(self.role, role)


def create_token(
    *,
    company: int,
    actor: str,
    name: str,
    role: str,
    scopes: Iterable[str],
    expires_on: date | None = None,
    is_told: bool = False,
) -> str:
    """Let a program in; gives the secret, which is told this once and kept nowhere.

    expires_on   the last day it is good for; None for a year from now
    is_told      a command was told the actor's name, and nobody showed that she is that one
    refuses      TokenNameMissing, TokenNameTaken, RoleUnknown, ScopeUnknown, TokenExpiryPast, TokenMakerRevoked,
                 what text_fault() finds
    """
    name = _good_name(name)
    if role not in ROLES:
        raise RoleUnknown(role=role.lower(), roles=tuple(known.lower() for known in ROLES))
    known = known_scopes(scopes)
    last = expires_on or today() + timedelta(days=DAYS)
    if last < today():
        raise TokenExpiryPast(expires=last, today=today())
    secret = f"{PREFIX}_{company}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    with transaction.atomic():
        lock_company(company)
        if Token.objects.filter(company=company, name__iexact=name).exists():
            raise TokenNameTaken(token=name)
        maker = actor.removeprefix(_ACTOR) if actor.startswith(_ACTOR) else ""
        if maker and Token.objects.filter(company=company, name=maker, revoked_at__isnull=False).exists():
            raise TokenMakerRevoked(token=actor, name=name)
        Token(
            company_id=company,
            name=name,
            digest=digest_of(secret),
            hint=secret[-_HINT:],
            role=role,
            scopes=" ".join(known),
            created_by=actor,
            created_at=bulk.moment(),
            expires_on=last,
            is_told=is_told,
        ).save(force_insert=True)
        content = {"role": role, "scopes": list(known), "expires_on": last.isoformat()}
        record(company=company, actor=actor, action="interface.token.created", subject=name, content=content)
        behind = persons_behind(company=company, actors=[actor])[actor]
        where = name_of(company=company)
        tell_named(behind, "token", by=actor, about=f"{name} ({where})" if where else name)
    return secret


def _good_name(name: str) -> str:
    if not (name := name.strip()):
        raise TokenNameMissing(token=name)
    if fault := text_fault("name", name, most=_LONGEST_NAME):
        raise fault
    return name


def revoke_token(*, company: int, actor: str, name: str) -> TokenFacts:
    """Shut a program out, from its next request on, with those that it let in, however often handed on.

    One that is shut out already stays so. Also in a company that is archived: it is still read.
    refuses   TokenUnknown
    """
    with transaction.atomic():
        lock_company(company, even_archived=True)
        row = Token.objects.filter(company=company, name=name).first()
        if row is None:
            raise TokenUnknown(token=name)
        chosen, makers = [row], [row.name]
        while made := list(
            Token.objects.filter(company=company, created_by__in=[f"{_ACTOR}{maker}" for maker in makers])
        ):
            makers = [one.name for one in made]
            chosen += made
        for one in (one for one in chosen if one.revoked_at is None):
            one.revoked_at = bulk.moment()
            one.save(update_fields=["revoked_at"])
            content = {} if one is row else {"made_by": one.created_by}
            action = "interface.token.revoked"
            record(company=company, actor=actor, action=action, subject=one.name, content=content, even_archived=True)
    return _facts(row)


def end_tokens(*, company: int) -> int:
    """No program is let in to a company that is being deleted; gives how many tokens there were."""
    return Token.objects.filter(company=company).delete()[0]


def tokens(*, company: int) -> list[TokenFacts]:
    """Those of a company, the newest first; revoked and expired ones too."""
    return [_facts(row) for row in Token.objects.filter(company=company).order_by("-id")]


def token_data(one: TokenFacts) -> dict[str, Any]:
    """A token as programs see it."""
    return {
        "name": one.name,
        "hint": one.hint,
        "role": one.role.lower(),
        "scopes": list(one.scopes),
        "created_by": one.created_by,
        "created_at": one.created_at.isoformat(),
        "expires_on": one.expires_on.isoformat(),
        "revoked_at": one.revoked_at and one.revoked_at.isoformat(),
        "last_used_at": one.last_used_at and one.last_used_at.isoformat(),
        "state": one.state,
    }


def persons_behind(*, company: int, actors: Iterable[str]) -> dict[str, str]:
    """Actor → who answers for what it does: of a program who made its token, however often handed on; else herself."""
    found = {actor: actor for actor in actors}
    while names := {person.removeprefix(_ACTOR) for person in found.values() if person.startswith(_ACTOR)}:
        made = dict(Token.objects.filter(company=company, name__in=names).values_list("name", "created_by"))
        if not made:
            break
        behind = {f"{_ACTOR}{name}": maker for name, maker in made.items()}
        found = {actor: behind.get(person, person) for actor, person in found.items()}
    return found


def is_of_command(*, company: int, actor: str) -> bool:
    """Whether a command that was only told a name made the program's token, or one that it was handed on by."""
    while actor.startswith(_ACTOR):
        made = Token.objects.filter(company=company, name=actor.removeprefix(_ACTOR))
        row = made.values_list("created_by", "is_told").first()
        if row is None or row[1]:
            return row is not None
        actor = row[0]
    return False


def state_word(one: TokenFacts) -> str:
    """Whether it lets anybody in, in words."""
    return _(ENDS_SOON if one.ends_soon else STATES[one.state])


def access_by(secret: str) -> TokenAccess | None:
    """Who shows the secret; None of one that is unknown, revoked or expired."""
    company = _company_in(secret)
    if company is None:
        return None
    places.enter(places.HOME)
    found = _SHOWN.first(company, digest_of(secret))
    place = found[-2] if found else places.place_of(company)
    if place:  # home may still have the tokens from before the books were moved
        places.enter(place)
        found = _SHOWN.first(company, digest_of(secret))
    if found is None or found[5] < today():
        return None
    spans.tell({"reskontra.company": company})
    id, _company, name, role, scopes, expires_on, used_at, archived_at, _place, moving_to = found
    if not moving_to and archived_at is None:
        _note_use(company, id, used_at)
    return TokenAccess(id, company, f"{_ACTOR}{name}", role, frozenset(scopes.split()), expires_on)


_SHOWN = Prepared(
    lambda company, digest: Token.objects.filter(company=company, digest=digest, revoked_at=None).values_list(
        "id",
        "company",
        "name",
        "role",
        "scopes",
        "expires_on",
        "last_used_at",
        "company__archived_at",
        "company__place",
        "company__moving_to",
    )
)


def digest_of(secret: str) -> str:
    """A secret of 256 random bits needs no slow digest: there is nothing to guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _company_in(secret: str) -> int | None:
    prefix, _first, rest = secret.partition("_")
    number, _second, random = rest.partition("_")
    is_one = prefix == PREFIX and random and number.isascii() and number.isdigit() and len(number) <= 18
    return int(number) if is_one else None


def _note_use(company: int, id: int, used_at: datetime | None) -> None:
    """Kept to within a quarter of an hour, so that reading writes nothing."""
    now = bulk.moment()
    if used_at is None or now - used_at > USED_WITHIN:
        since = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_WITHIN)
        note(Token.objects.filter(since, company=company, id=id), last_used_at=now)


def _facts(row: Token) -> TokenFacts:
    return TokenFacts(
        name=row.name,
        hint=row.hint,
        role=row.role,
        scopes=tuple(row.scopes.split()),
        created_by=row.created_by,
        created_at=row.created_at,
        expires_on=row.expires_on,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )
