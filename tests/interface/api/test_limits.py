"""An allowance: so many at once, and as many in each minute that follows, whichever process is asked."""

from __future__ import annotations

import multiprocessing

from hypothesis import given
from hypothesis import strategies as st

from reskontra.interface.api.limits import PROBED, SLOTS, Allowance


@given(st.integers(1, 600), st.lists(st.floats(0, 30), min_size=1, max_size=60))
def test_no_more_are_granted_than_it_held_and_filled_up_with(per_minute: int, gaps: list[float]) -> None:
    allowance, now, granted = Allowance(per_minute), 0.0, 0
    for gap in gaps:
        now += gap
        wait = allowance.take(7, at=now)
        granted += not wait
        assert granted <= per_minute + now * per_minute / 60 + 1e-6
        assert not wait or allowance.take(7, at=now + wait) == 0 or per_minute * wait / 60 < 1
        if wait:
            now += wait
            granted += 1


def test_each_has_its_own() -> None:
    allowance = Allowance(1)
    assert [allowance.take(whose, at=0) for whose in (1, 2, 1)] == [0, 0, 60]


def test_of_too_many_in_one_place_the_one_that_was_quiet_longest_is_forgotten() -> None:
    allowance = Allowance(1)
    crowd = [at * SLOTS for at in range(PROBED + 1)]
    assert [allowance.take(whose, at=at) for at, whose in enumerate(crowd)] == [0] * len(crowd)
    assert allowance.take(crowd[-1], at=PROBED) == 60
    assert allowance.take(crowd[0], at=PROBED) == 0


def _take_many(allowance: Allowance, granted: multiprocessing.Queue[int]) -> None:
    granted.put(sum(not allowance.take(3, at=0) for _time in range(300)))


def test_all_processes_of_a_server_take_from_one_allowance() -> None:
    forked = multiprocessing.get_context("fork")
    allowance, granted = Allowance(500), forked.Queue()
    processes = [forked.Process(target=_take_many, args=(allowance, granted)) for _process in range(3)]
    for one in processes:
        one.start()
    assert sum(granted.get(timeout=60) for _process in processes) == 500
    for one in processes:
        one.join()


def test_a_process_that_died_while_it_counted_holds_nobody_up() -> None:
    allowance = Allowance(2)
    allowance._lock.acquire()
    assert [allowance.take(1, at=0) for _time in range(3)] == [0, 0, 30]
