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


def takes_two(prepared: Iterable[Prepared], *, above_minor: int) -> list[Prepared]:
    """Those that a person prepared, and another has to look at.

    What no person prepared waits for nobody. Another currency counts as above every amount.

    above_minor   local minor units, 0 or more; what is exactly that much waits for nobody
    """
    return [one for one in prepared if one.prepared_by and (one.minor is None or abs(one.minor) > above_minor)]


def waits_for_another(prepared: Iterable[Prepared], *, actor: str, above_minor: int) -> list[int]:
    """The ids of those that another than the actor has to post; names are compared whatever their case."""
    return [one.id for one in takes_two(prepared, above_minor=above_minor) if is_among(actor, one.prepared_by)]


def is_among(actor: str, names: Iterable[str]) -> bool:
    """Whether a person has one of the names, whatever their case.

    >>> is_among("alice", ["Bob", "Alice"]), is_among("alice", [])
    (True, False)
    """
    return actor.casefold() in {name.casefold() for name in names}
