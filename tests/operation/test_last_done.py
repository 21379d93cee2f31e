"""When something was last done: the last time alone, with what is told of it."""

from __future__ import annotations

import pytest

from reskontra.operation.last_done import BACKUP, TICK, last_done, note_done

pytestmark = pytest.mark.django_db


def test_the_last_time_is_kept() -> None:
    assert last_done(BACKUP) is None
    note_done(BACKUP, file="one.zip", size=1)
    note_done(TICK)
    first = last_done(BACKUP)
    note_done(BACKUP, file="två.zip", size=2)
    found = last_done(BACKUP)
    assert first is not None
    assert found is not None
    assert (first.told, found.told) == ({"file": "one.zip", "size": 1}, {"file": "två.zip", "size": 2})
    assert found.done_at > first.done_at
