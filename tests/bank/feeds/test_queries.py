"""When a feed is due, runs, failed, or has fallen silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reskontra.bank.feeds.queries import FeedFacts, FeedRunUnknown, RunFacts, find_run
from reskontra.companies.queries import CompanyFacts

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def ago(**time: int) -> datetime:
    return NOW - timedelta(**time)


def run(state: str, started_at: datetime) -> RunFacts:
    return RunFacts(1, 1, "SEB", "Alice", started_at, None, state, 0, 0, 0, 0, 0, 0, "")


FEED = FeedFacts(1, "SEB", "folder", {}, "", "", 120, 0, 24, False, True, ago(days=3), None, None)


@pytest.mark.parametrize(
    ("case", "changes", "state", "is_due"),
    [
        ("new", {"created_at": ago(hours=1)}, "waiting", True),
        ("new, and long silent", {}, "silent", True),
        ("off", {"is_enabled": False}, "off", False),
        ("well", {"last": run("DONE", ago(minutes=119)), "last_new_at": ago(hours=23)}, "ok", False),
        ("due", {"last": run("DONE", ago(minutes=120)), "last_new_at": ago(hours=23)}, "ok", True),
        ("silent", {"last": run("DONE", ago(minutes=1)), "last_new_at": ago(hours=25)}, "silent", False),
        ("may be silent", {"last": run("DONE", ago(minutes=1)), "silent_hours": 0}, "ok", False),
        ("failed", {"last": run("FAILED", ago(minutes=1)), "last_new_at": ago(hours=25)}, "failed", False),
        ("runs", {"last": run("RUNNING", ago(minutes=300))}, "running", False),
        ("was ended", {"last": run("RUNNING", ago(hours=7))}, "failed", True),
    ],
)
def test_how_a_feed_stands(case: str, changes: dict[str, object], state: str, is_due: bool) -> None:
    feed = replace(FEED, **changes)  # type: ignore[arg-type]
    assert (feed.state(NOW), feed.is_due(NOW)) == (state, is_due)


@pytest.mark.django_db
def test_a_run_that_never_was_is_told(company: CompanyFacts) -> None:
    with pytest.raises(FeedRunUnknown):
        find_run(company=company, number=3)
