"""What is asked of a report."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.dates import DayNotRead
from reskontra.core.errors import Refused
from reskontra.desk.report_charts import DRAWN
from reskontra.desk.report_kinds import GROUPS, KINDS, SAID, Asked


def test_days_as_they_are_asked() -> None:
    assert Asked({"from": "2026-03-31"}).day("from") == date(2026, 3, 31)
    assert Asked({}).day("from") is None
    with pytest.raises(DayNotRead):
        Asked({"from": "i dag"}).day("from")


def test_what_is_not_written_is_the_usual() -> None:
    assert Asked({"by": "x"}).by == "due"
    assert Asked({"by": "posting", "currency": "eur"}).by == "posting"
    assert Asked({"currency": "eur"}).currency == "EUR"
    assert Asked({"to": "2026-03-31"}).time == (date(2025, 3, 31), date(2026, 3, 31))
    with pytest.raises(Refused):
        Asked({"from": "2026-04-01", "to": "2026-03-31"}).time  # noqa: B018


def test_what_is_listed_is_told_and_every_chart_can_be_drawn() -> None:
    listed = [name for _word, names in GROUPS for name in names]
    assert set(listed) == SAID.keys()
    assert set(listed) <= KINDS.keys()
    assert {kind.chart for kind in KINDS.values()} - {""} == DRAWN.keys()
