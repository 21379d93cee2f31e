"""Scopes: all of the product, or a part of it, to read or to change."""

from __future__ import annotations

import pytest

from reskontra.interface.scopes import AREAS, ScopeUnknown, known_scopes, reaches


@pytest.mark.parametrize(
    ("scopes", "area", "verb", "is_reached"),
    [
        ({"read"}, "entries", "read", True),
        ({"read"}, "entries", "write", False),
        ({"write"}, "entries", "read", True),
        ({"entries:read"}, "entries", "read", True),
        ({"entries:read"}, "ledger", "read", False),
        ({"entries:write"}, "entries", "read", True),
        ({"entries:write"}, "ledger", "write", False),
        (set(), "entries", "read", False),
    ],
)
def test_a_scope_reaches_its_part(scopes: set[str], area: str, verb: str, is_reached: bool) -> None:
    assert reaches(scopes, area=area, verb=verb) is is_reached


def test_scopes_are_kept_in_one_order_each_once() -> None:
    assert known_scopes(["write", "entries:read", "write"]) == ("entries:read", "write")


@pytest.mark.parametrize("scope", ["", "all", "entries", "entries:", ":read", "nowhere:read", "entries:delete"])
def test_what_is_no_scope_is_refused(scope: str) -> None:
    with pytest.raises(ScopeUnknown) as refused:
        known_scopes([scope])
    assert refused.value.values["areas"] == tuple(AREAS)
