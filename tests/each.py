"""Many cases in one test: what is made for it is made once, and every case that does not hold is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def holds_for_each(cases: Iterable[Case], holds: Callable[[Case], None], *, named: Callable[[Case], str] = str) -> None:
    """holds(case) for every one of the cases, of which there must be some; all that fail are raised together."""
    tried, failed = 0, []
    for case in cases:
        tried += 1
        try:
            holds(case)
        except Exception as trouble:
            trouble.add_note(f"this is {named(case)}")
            failed.append(trouble)
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {tried}: {', '.join(named_in(failed))}", failed)
    assert tried, "There is no case."


def named_in(failed: Iterable[BaseException]) -> list[str]:
    """The cases that holds_for_each wrote to what they raised."""
    return [note.removeprefix("this is ") for one in failed for note in one.__notes__ if note.startswith("this is ")]
