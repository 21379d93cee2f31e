"""That a token ends soon is mailed once: to the person who answers for it, else to the company's administrators."""

from __future__ import annotations

from datetime import timedelta

from reskontra.database import bulk, places
from reskontra.interface.account_news import tell_user
from reskontra.interface.clock import today
from reskontra.interface.models import Membership, Token, User
from reskontra.interface.passwords import name_of
from reskontra.interface.people import ADMINISTRATOR
from reskontra.interface.tokens import SOON, persons_behind, tokens


def tell_ending(*, company: int) -> int:
    """Gives of how many tokens it was told. One that nobody can be mailed about is looked at again the next time."""
    near = {"expires_on__gte": today(), "expires_on__lte": today() + timedelta(days=SOON)}
    waiting = Token.objects.filter(company=company, revoked_at=None, reminded_at=None, **near)
    names = set(waiting.values_list("name", flat=True))
    if not names:
        return 0
    ending = [one for one in tokens(company=company) if one.name in names and one.ends_soon]
    behind = persons_behind(company=company, actors={one.created_by for one in ending})
    where, count = name_of(company=company), 0
    for one in ending:
        with places.atomic_with_home():
            told = _told_of(company, behind[one.created_by])
            if not told or not waiting.filter(name=one.name).update(reminded_at=bulk.moment()):
                continue
            for user in told:
                tell_user(user, "token_ends", about=f"{one.name} ({where}), {one.expires_on.isoformat()}")
            count += 1
    return count


def _told_of(company: int, person: str) -> list[User]:
    """Those whom mail reaches; her alone, as long as she has a role in the company."""
    held = Membership.objects.filter(company=company, user__is_active=True).exclude(user__email="")
    found = held.filter(user__username__iexact=person) or held.filter(role=ADMINISTRATOR)
    return [one.user for one in found.select_related("user").order_by("user")]
