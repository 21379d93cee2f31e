"""What a run left that was killed: whose it was stands in its name, as the number of the process."""

from __future__ import annotations

import os


def is_alive(number: str) -> bool:
    """Whether there is such a process; what is no number is left to whoever made it."""
    if not number.isdecimal():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is another user's
        return True
    return True
