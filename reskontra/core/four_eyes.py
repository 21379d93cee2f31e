"""Four eyes: who prepared what is to be posted does not post it too, above an amount."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Prepared(NamedTuple):
    """Something ready to be posted.

    minor         local minor units, either sign; None where it is in another currency
    prepared_by   everyone who decided on it; nobody where no person did
    """

    id: int
    minor: int | None
    prepared_by: frozenset[str]


def waits_for_another(prepared: Iterable[Prepared], *, actor: str, above_minor: int) -> list[int]:
    """The ids of those that another than the actor has to post.

    What no person prepared waits for nobody. Another currency counts as above every amount. Names are compared
    whatever their case.

    above_minor   local minor units, 0 or more; what is exactly that much waits for nobody
    """
    return [
        one.id
        for one in prepared
        if actor.casefold() in {name.casefold() for name in one.prepared_by}
        and (one.minor is None or abs(one.minor) > above_minor)
    ]
