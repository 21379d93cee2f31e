"""Seven years after the calendar year in which the fiscal year ended."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.retention import day_kept_until

YEARS = [("2025", date(2025, 1, 1), date(2025, 12, 31)), ("2026", date(2026, 1, 1), date(2027, 6, 30))]


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2025, 1, 1), date(2032, 12, 31)),
        (date(2025, 12, 31), date(2032, 12, 31)),
        (date(2026, 3, 1), date(2034, 12, 31)),  # a long year ends in the calendar year that counts
        (date(2019, 3, 1), date(2026, 12, 31)),  # before the first year that is known
    ],
)
def test_a_day_is_kept_by_its_fiscal_year(day: date, until: date) -> None:
    assert day_kept_until(day=day, years=YEARS) == until
