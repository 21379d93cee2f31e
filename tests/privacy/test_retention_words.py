"""What holds a year has a word, and a year is told the same everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from reskontra.core.retention import UNKNOWN, Keeping
from reskontra.privacy.retention import HOLDS, YearKept
from reskontra.privacy.retention_words import (
    HOLD_WORDS,
    told_of_bytes,
    told_of_holds,
    told_of_keeping,
    told_of_size,
    told_of_state,
)

HELD = (("open_entries", 1), ("legal_hold", 2))


def a_year(*holds: tuple[str, int]) -> YearKept:
    return YearKept("2018", date(2018, 1, 1), date(2018, 12, 31), date(2025, 12, 31), 3, 2, 1, 1_500_000, holds)


def test_every_hold_has_a_word() -> None:
    assert tuple(HOLD_WORDS) == HOLDS
    assert told_of_holds(a_year(*HELD)) == "1 open entry, 2 legal holds"
    assert told_of_size(a_year()) == "1 (1.5 MB)"


@pytest.mark.parametrize(("size", "told"), [(0, "0 kB"), (1, "1 kB"), (999_999, "1000 kB"), (1_500_000, "1,5 MB")])
def test_sizes_are_told_as_people_write_them(size: int, told: str) -> None:
    with translation.override("sv"):
        assert told_of_bytes(size) == told


@pytest.mark.parametrize(
    ("holds", "today", "told"),
    [(HELD, date(2025, 12, 31), "kept"), (HELD, date(2026, 1, 1), "held"), ((), date(2026, 1, 1), "may go")],
)
def test_the_state_of_a_year(holds: tuple[tuple[str, int], ...], today: date, told: str) -> None:
    assert told_of_state(a_year(*holds), today) == told


def test_the_law_is_named_or_that_none_is_known() -> None:
    assert told_of_keeping(Keeping(1, "a law")).startswith("Books are kept for 1 year after the calendar year")
    assert "(no law of the country is known here). That is caution and no statute" in told_of_keeping(UNKNOWN)
