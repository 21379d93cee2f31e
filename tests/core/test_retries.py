"""Waits between tries grow, and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reskontra.core.retries import WAITS, next_try

AT = datetime(2026, 3, 27, 12, tzinfo=UTC)


def test_each_wait_is_longer_and_the_last_failure_is_the_end() -> None:
    tries = [next_try(failures=failures, at=AT) for failures in range(1, len(WAITS) + 1)]
    assert tries == [AT + wait for wait in WAITS]
    assert list(WAITS) == sorted(set(WAITS))
    assert tries[0] == AT + timedelta(seconds=10)
    assert timedelta(days=2) < sum(WAITS, timedelta()) < timedelta(days=4)
    assert next_try(failures=len(WAITS) + 1, at=AT) is None
