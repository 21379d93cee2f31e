"""Which day it is."""

from __future__ import annotations

from datetime import date, timedelta

from reskontra.interface.clock import today


def test_today_is_the_machines_day() -> None:
    before = date.today()  # noqa: DTZ011 - the machine's own day is what is meant
    assert before <= today() <= before + timedelta(days=1)
