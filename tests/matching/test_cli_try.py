"""matching try on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.matching import cli_try
from reskontra.matching.cli_facts import matching
from reskontra.matching.cli_rules import rule
from tests.command_line import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db
SINCE = ("--since", "2026-01-01")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


@pytest.fixture
def posted(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      800.00 name="Beta AB" ocr=10033
        line      500.00 name="Alfa AB"
        import
        match
        accept    2
        post
        """
    )
    return story


def test_what_a_file_would_lose_is_told(posted: Story, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    done(rule, "export", path)
    path.write_text(path.read_text().replace("high_quality_min = 40", "high_quality_min = 99"))
    told = done(matching, "try", "--rules", path, *SINCE).out
    assert "2 decided lines since 2026-01-01." in told
    assert "Lost: a person would have to look: " in told
    assert "Nothing was changed." in told
    (row,) = [line.split() for line in told.splitlines() if line.startswith("PRJ000001     2")]
    assert row[:5] == ["PRJ000001", "2", "2026-03-02", "500.00", "INV-2"]
    data = done(matching, "try", "--rules", path, *SINCE, "--format", "json").json
    assert (data["lines"], data["gained"], data["now_wrong"]) == (2, [], [])
    lost = next(one for one in data["lost"] if one["line"] == 2)
    assert lost["decided"] == {"INV-2": "500.00"}
    assert (lost["now"]["came"], lost["then"]["came"]) == ("alone", "proposed")


def test_the_first_of_many_lines_are_told(posted: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_try, "MOST_SHOWN", 1)
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nconfidence = "medium"\npriority = 1\n')
    assert "… and 1 more" in done(matching, "try", "--rules", path, *SINCE).out


def test_what_is_refused(posted: Story, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    assert "cannot be read" in refused(matching, "try", "--rules", path, *SINCE)
    path.write_text("[thresholds]\nhigh_quality_min = 100\n")
    told = refused(matching, "try", "--rules", path, *SINCE)
    assert told == "rules.toml, line 2: high_quality_min was to be 100. Use a number from 0 to 99.\n"
    path.write_text("[thresholds]\nhigh_quality_min = 50\n")
    assert "No line of 2027-01-01 or later" in refused(matching, "try", "--rules", path, "--since", "2027-01-01")
