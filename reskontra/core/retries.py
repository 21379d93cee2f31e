"""When what could not be delivered is tried again, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

# After the first, the second … failure; after the last of them it is a dead letter, about three days on.
WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 60, 5 * 60, 20 * 60, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 12 * 3600, 20 * 3600, 24 * 3600)
)


def next_try(*, failures: int, at: datetime) -> datetime | None:
    """When to try again; None where it is given up.

    failures   how often it has failed, at least once
    """
    return at + WAITS[failures - 1] if failures <= len(WAITS) else None
