"""How often a program may ask: so many requests in a minute, counted by each process of the server for itself."""

from __future__ import annotations

import math
import time
from collections.abc import Hashable

_ROUNDING = 1e-6  # of seconds that are summed
MOST_KNOWN = 10_000  # tokens; those that are full again are forgotten beyond


class Allowance:
    """So many at once, and as many in each minute that follows: a bucket that fills as time goes by."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._left: dict[Hashable, tuple[float, float]] = {}

    def take(self, whose: Hashable, *, at: float | None = None) -> int:
        """Take one; gives 0, or after how many whole seconds there is one again.

        at   seconds of a clock that only goes on
        """
        now = time.monotonic() if at is None else at
        left, since = self._left.get(whose, (float(self.per_minute), now))
        left = min(float(self.per_minute), left + (now - since) * self.per_minute / 60)
        if left < 1 - _ROUNDING:
            self._left[whose] = (left, now)
            return max(1, math.ceil((1 - left) * 60 / self.per_minute))
        if len(self._left) >= MOST_KNOWN:
            self._left.clear()
        self._left[whose] = (left - 1, now)
        return 0
