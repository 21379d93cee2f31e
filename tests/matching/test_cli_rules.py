"""rule on the command line."""

from __future__ import annotations

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.matching.cli_rules import rule
from tests.command_line import done
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
