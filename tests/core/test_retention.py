"""Seven years after the calendar year in which the fiscal year ended."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.errors import Refused
from reskontra.core.retention import LAWS, UNKNOWN, day_kept_until, keeping_of

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


@pytest.mark.parametrize(
    ("country", "years", "source", "held"),
    [
        ("SE", 0, "", 7),
        ("SE", 7, "", 7),
        ("SE", 10, "", 10),
        ("SE", 6, "", "retention_too_short"),
        ("SE", 6, "a law of ours", "retention_too_short"),
        ("FI", 9, "", "retention_too_short"),
        ("GB", 0, "", 10),  # nothing is known of the country: as long as any
        ("GB", 6, "", "retention_unsourced"),
        ("GB", 6, "Companies Act 2006 s. 388", 6),
    ],
)
def test_no_company_keeps_shorter_than_the_law_of_its_country(
    country: str, years: int, source: str, held: int | str
) -> None:
    try:
        found: int | str = keeping_of(country=country, years=years, source=source).years
    except Refused as refusal:
        found = refusal.code
    assert found == held


def test_a_law_has_a_source_and_none_is_longer_than_what_holds_where_none_is_known() -> None:
    assert all(law.law for law in LAWS.values())
    assert max(law.years for law in LAWS.values()) == UNKNOWN.years
