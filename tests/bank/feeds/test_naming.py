"""Which names are taken, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reskontra.bank.feeds.naming import FeedNumberUnfit, new_file, taking
from reskontra.bank.feeds.provider import FeedWindow

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "age", "first", "is_taken"),
    [
        ("a.xml", 60, None, True),
        ("a.xml", 59, None, False),
        ("a.xml.part", 600, None, False),
        ("a.FilePart", 600, None, False),
        ("a.xml~", 600, None, False),
        (".a.xml", 600, None, False),
        ("~a.xml", 600, None, False),
        ("a.txt", 600, None, False),
        ("a.xml", 600, date(2026, 3, 10), True),
        ("a.xml", 600, date(2026, 3, 11), False),
    ],
)
def test_finished_files_of_the_days_are_taken(name: str, age: int, first: date | None, is_taken: bool) -> None:
    rule = taking({"pattern": "*.xml*"} if name.startswith(("a.xml", ".", "~")) else {"pattern": "*.xml"})
    window = FeedWindow(first, NOW.date())
    assert rule.takes(name, NOW - timedelta(seconds=age), window, NOW) is is_taken


def test_how_long_a_file_must_have_lain_is_said() -> None:
    assert taking({"settle-seconds": "0"}).settle_seconds == 0
    for text in ("-1", "soon", "1.5", "9" * 10):
        with pytest.raises(FeedNumberUnfit):
            taking({"settle-seconds": text})


def test_another_size_or_time_is_another_file() -> None:
    keys = {new_file("a.xml", 1, 10.0).key, new_file("a.xml", 2, 10.0).key, new_file("a.xml", 1, 11.0).key}
    assert len(keys) == 3
    assert new_file("a.xml", 1, 10.9).key == new_file("a.xml", 1, 10.2).key
    assert len(new_file("ä" * 600, 1, 1.0).key) == 500
