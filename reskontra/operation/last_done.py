"""When a back-up was made, the clock ticked, a worker looked at its queue: the last time of each."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction

from reskontra.database.bulk import moment
from reskontra.operation.models import LastDone

BACKUP, TICK, WORKER = "backup", "tick", "worker"
SECONDS_BETWEEN_NOTES = 30
TABLE = LastDone._meta.db_table


@dataclass(frozen=True, slots=True)
class Done:
    done_at: datetime
    told: Mapping[str, Any]


def note_done(name: str, **told: object) -> None:
    """It is done now. Where another holds the books this is not told: what was done is done."""
    try:
        with transaction.atomic():
            text = json.dumps(told, ensure_ascii=False, default=str)
            LastDone.objects.update_or_create(name=name, defaults={"done_at": moment(), "told": text})
    except DatabaseError:
        return


def noting(name: str) -> Callable[[], bool]:
    """Notes that it is done, whenever it is called, but twice a minute at most; gives whether it did."""
    noted_at: list[float] = []

    def note() -> bool:
        now = time.monotonic()
        is_due = not noted_at or now - noted_at[-1] >= SECONDS_BETWEEN_NOTES
        if is_due:
            noted_at[:] = [now]
            note_done(name)
        return is_due

    return note


def last_done(name: str) -> Done | None:
    """The last time; None where it never was."""
    found = LastDone.objects.filter(name=name).first()
    return Done(found.done_at, json.loads(found.told)) if found else None
