"""What trying other rules came to, in words: for the command line and the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as noop

from reskontra.interface.display import money
from reskontra.matching.trying import Came, Tried

CAME = {
    Came.ALONE: noop("as decided, without a person"),
    Came.PROPOSED: noop("as decided, for a person to accept"),
    Came.LEFT: noop("left open"),
    Came.DIFFERENT: noop("otherwise, for a person to correct"),
    Came.WRONG: noop("otherwise, without a person"),
}
GROUPS = (
    ("gained", noop("Gained: as decided without a person")),
    ("lost", noop("Lost: a person would have to look")),
    ("now_wrong", noop("Now wrong: posted otherwise without a person")),
)


def grouped(tried: Sequence[Tried]) -> dict[str, list[Tried]]:
    """The lines of each of the groups."""
    return {
        "gained": [one for one in tried if one.is_gained],
        "lost": [one for one in tried if one.is_lost],
        "now_wrong": [one for one in tried if one.is_now_wrong],
    }


def counts(tried: Sequence[Tried], came: Came) -> tuple[int, int]:
    """How many lines came so: by the rules as they are, and as they would be."""
    return sum(one.came_now is came for one in tried), sum(one.came_then is came for one in tried)


def found(one: Tried, amounts: Mapping[str, int], rule: str) -> str:
    """The rule alone where it came to what was decided."""
    return f"= ({rule})" if amounts == one.decided else f"{written(amounts, one.currency)} ({rule})"


def written(amounts: Mapping[str, int], currency: str) -> str:
    """A document or account alone, several with their amounts."""
    if len(amounts) == 1:
        return next(iter(amounts))
    return ", ".join(f"{name} {money(minor, currency)}" for name, minor in amounts.items()) or "–"
