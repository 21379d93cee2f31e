"""matching quality on the command line."""

from __future__ import annotations

import pytest

from reskontra.matching import cli_quality as _quality  # noqa: F401 - adds its command
from reskontra.matching.cli_facts import matching
from tests.command_line import done, run
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def matched(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    story.tells('statement B1 2026-03-02\nline 800.00 name="Beta AB" ocr=10033\nline 777.00\nimport\nmatch')
    story.tells("post\nreverse 1")


def test_as_a_table() -> None:
    out = done(matching, "quality").out
    assert "Without a person" in out
    assert "nothing found" in out


def test_as_data() -> None:
    told = done(matching, "quality", "--since", "2026-03-01", "--format", "json").json
    high = next(row for row in told["rows"] if row["rule"].startswith("high"))
    figures = ("lines", "alone", "alone_percent", "accepted", "overruled", "reversed", "corrected_percent")
    assert [high[name] for name in figures] == [1, 1, "100.0", 0, 0, 1, "100.0"]
    assert told["since"] == "2026-03-01"


def test_as_csv() -> None:
    head, *rows = done(matching, "quality", "--format", "csv").out.splitlines()
    assert head.startswith("month,rule,rule_name,lines,")
    assert len(rows) == 2


def test_nothing_since_then() -> None:
    assert done(matching, "quality", "--since", "2027-01-01", "--format", "json").json["rows"] == []


@pytest.mark.parametrize("words", [("--since", "yesterday"), ("--format", "docx")])
def test_wrong_usage(words: tuple[str, str]) -> None:
    assert run(matching, "quality", *words).code == 2
