"""rule on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.matching.cli_rules import rule
from tests.command_line import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_rules_are_listed_the_strongest_first_and_restored(story: Story) -> None:
    rows = [line.split() for line in done(rule, "list").out.splitlines()]
    assert rows[1][0] == "high-1"
    assert len(rows) == len(DEFAULT_RULES) + 1
    assert done(rule, "restore").out == f"{len(DEFAULT_RULES)} rules restored.\n"
    assert [line.split() for line in done(rule, "list").out.splitlines()] == rows


def test_rules_are_exported_edited_and_set(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    assert done(rule, "export", path).out == f"{path} is written.\n"
    assert done(rule, "export").out == path.read_text()
    path.write_text(path.read_text().replace("high_quality_min = 40", "high_quality_min = 60"))
    assert done(rule, "set", path).out == (f"{len(DEFAULT_RULES)} rules, 1 charge limits and 9 thresholds are set.\n")
    assert "high_quality_min = 60  # 40\n" in done(rule, "export").out


def test_files_that_are_refused(story: Story, tmp_path: Path) -> None:
    assert "cannot be read" in refused(rule, "set", tmp_path / "none.toml")
    assert "cannot be written" in refused(rule, "export", tmp_path / "no" / "rules.toml")
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nconfidence = "high"\npriority = 1000\n')
    assert refused(rule, "set", path) == ("rules.toml, line 3: priority was to be 1000. Use a number from 1 to 499.\n")
