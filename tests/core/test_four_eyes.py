"""Four eyes: who prepared does not post, above an amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.four_eyes import Prepared, waits_for_another


@pytest.mark.parametrize(
    ("minor", "prepared_by", "waits"),
    [
        (50001, "Alice", True),
        (-50001, "Alice", True),
        (50001, "alice", True),
        (50000, "Alice", False),
        (None, "Alice", True),
        (50001, "Bob", False),
        (50001, "", False),
        (None, "", False),
        (50001, "Bob alice", True),
    ],
)
def test_what_waits(minor: int | None, prepared_by: str, waits: bool) -> None:
    waiting = waits_for_another([Prepared(7, minor, frozenset(prepared_by.split()))], actor="Alice", above_minor=50000)
    assert waiting == ([7] if waits else [])


names = st.frozensets(st.sampled_from(["Alice", "Bob"]))
amounts = st.none() | st.integers(-(10**12), 10**12)


@given(st.lists(st.tuples(amounts, names)), st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_higher_amount_lets_no_more_wait(rows: list[tuple[int | None, frozenset[str]]], one: int, other: int) -> None:
    prepared = [Prepared(id, *row) for id, row in enumerate(rows)]
    low, high = sorted((one, other))
    at_low = set(waits_for_another(prepared, actor="Alice", above_minor=low))
    assert set(waits_for_another(prepared, actor="Alice", above_minor=high)) <= at_low
    alone = [one for one in prepared if one.prepared_by != {"Alice", "Bob"}]
    waiting_for_bob = set(waits_for_another(alone, actor="Bob", above_minor=low))
    assert not waiting_for_bob & set(waits_for_another(alone, actor="Alice", above_minor=low))
