"""An allowance: so many at once, and as many in each minute that follows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reskontra.interface.api.limits import Allowance


@given(st.integers(1, 600), st.lists(st.floats(0, 30), min_size=1, max_size=60))
def test_no_more_are_granted_than_it_held_and_filled_up_with(per_minute: int, gaps: list[float]) -> None:
    allowance, now, granted = Allowance(per_minute), 0.0, 0
    for gap in gaps:
        now += gap
        wait = allowance.take("a", at=now)
        granted += not wait
        assert granted <= per_minute + now * per_minute / 60 + 1e-6
        assert not wait or allowance.take("a", at=now + wait) == 0 or per_minute * wait / 60 < 1
        if wait:
            now += wait
            granted += 1


def test_each_has_its_own() -> None:
    allowance = Allowance(1)
    assert [allowance.take(whose, at=0) for whose in ("a", "b", "a")] == [0, 0, 60]
