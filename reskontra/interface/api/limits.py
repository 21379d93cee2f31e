"""How often a program may ask: so many requests in a minute, counted in memory that all processes of a server share.

It is made before the server forks, as operation/counting.py is: whichever process a request comes to, it takes from one
allowance. A process that dies while it counts holds nobody up: who waits too long for it counts without.
"""

from __future__ import annotations

import math
import struct
import time
from mmap import mmap
from multiprocessing import Lock

_ROUNDING = 1e-6  # of seconds that are summed
_PATIENCE = 0.05  # seconds; counting takes millionths of one
SLOTS = 4096
PROBED = 16  # slots in which one may be; of more, the one that has asked for nothing longest is forgotten
_SLOT = struct.Struct("=Qdd")  # whose, how many are left, since when


class Allowance:
    """So many at once, and as many in each minute that follows: a bucket that fills as time goes by."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._slots = mmap(-1, SLOTS * _SLOT.size)
        self._lock = Lock()

    def take(self, whose: int, *, at: float | None = None) -> int:
        """Take one; gives 0, or after how many whole seconds there is one again.

        at   seconds of a clock that only goes on, the same for all processes
        """
        is_held = self._lock.acquire(timeout=_PATIENCE)
        try:
            return self._take(whose + 1, time.monotonic() if at is None else at)
        finally:
            if is_held:
                self._lock.release()

    def _take(self, key: int, now: float) -> int:
        full = float(self.per_minute)
        place, left, since = self._found(key, now)
        left = min(full, left + max(0.0, now - since) * full / 60)
        wait = 0 if left >= 1 - _ROUNDING else max(1, math.ceil((1 - left) * 60 / full))
        _SLOT.pack_into(self._slots, place, key, left if wait else left - 1, now)
        return wait

    def _found(self, key: int, now: float) -> tuple[int, float, float]:
        """Where it is kept, what is left of it and since when; a new one is full."""
        oldest, chosen = math.inf, 0
        for step in range(PROBED):
            place = (key + step) % SLOTS * _SLOT.size
            holder, left, since = _SLOT.unpack_from(self._slots, place)
            if holder == key:
                return place, left, since
            if holder == 0:
                return place, float(self.per_minute), now
            if since < oldest:
                oldest, chosen = since, place
        return chosen, float(self.per_minute), now
