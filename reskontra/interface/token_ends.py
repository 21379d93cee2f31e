"""That a token ends soon is mailed once: to the person who answers for it, else to the company's administrators."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from reskontra.database import bulk, places
from reskontra.interface.account_news import tell_user
from reskontra.interface.clock import today
from reskontra.interface.models import Membership, Token, User
from reskontra.interface.passwords import name_of
from reskontra.interface.people import ADMINISTRATOR
from reskontra.interface.tokens import SOON, TokenFacts, persons_behind, tokens

LEAST = 7  # days that a token lasts of whose end somebody is told by mail


def tell_ending(*, company: int) -> int:
    """Gives of how many tokens it was told, each person in one mail; one of which nobody could be told waits."""
    near = {"expires_on__gte": today(), "expires_on__lte": today() + timedelta(days=SOON)}
    waiting = Token.objects.filter(company=company, revoked_at=None, reminded_at=None, **near)
    names = set(waiting.values_list("name", flat=True))
    if not names:
        return 0
    ending = [one for one in tokens(company=company) if one.name in names and one.ends_soon and _is_kept(one)]
    behind = persons_behind(company=company, actors={one.created_by for one in ending})
    reached = {person: _told_of(company, person) for person in sorted(set(behind.values()))}
    where, about = name_of(company=company), dict[User, list[str]]()
    with places.atomic_with_home():
        told = [one for one in ending if reached[behind[one.created_by]] and _is_first(waiting, one)]
        for one in told:
            for user in reached[behind[one.created_by]]:
                about.setdefault(user, []).append(f"{one.name} ({where}), {one.expires_on.isoformat()}")
        for user, lines in about.items():
            tell_user(user, "token_ends" if len(lines) == 1 else "tokens_end", about="; ".join(lines))
    return len(told)


def _is_kept(one: TokenFacts) -> bool:
    """Whether it was made to be kept: one for some days is made anew every time, and its end is no news."""
    return (one.expires_on - one.created_at.date()).days >= LEAST


def _is_first(waiting: QuerySet[Token], one: TokenFacts) -> bool:
    """Whether nobody was told of it, by another run that came first either."""
    return waiting.filter(name=one.name).update(reminded_at=bulk.moment()) == 1


def _told_of(company: int, person: str) -> list[User]:
    """Those whom mail reaches; her alone, as long as she has a role in the company."""
    held = Membership.objects.filter(company=company, user__is_active=True).exclude(user__email="")
    found = held.filter(user__username__iexact=person) or held.filter(role=ADMINISTRATOR)
    return [one.user for one in found.select_related("user").order_by("user")]
