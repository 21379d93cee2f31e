"""mapping and rule on the command line."""

from __future__ import annotations

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.matching.cli_rules import mapping, rule
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def test_a_mapping_is_added_listed_and_removed(story: Story) -> None:
    assert done(mapping, "add", "avgift", "--account", "gl:6570", "--direction", "out").out == (
        '"avgift" is posted to gl:6570.\n'
    )
    done(mapping, "add", "[b]{x}[/]", "--account", "customer:C1", "--priority", 7)
    rows = [line.split() for line in done(mapping, "list").out.splitlines()]
    assert rows == [
        ["Priority", "Text", "Direction", "Account"],
        ["7", "[b]{x}[/]", "customer:C1"],
        ["100", "avgift", "out", "gl:6570"],
    ]
    assert done(mapping, "remove", "[b]{x}[/]").out == '1 mappings of "[b]{x}[/]" removed.\n'
    assert 'No mapping has the text "[b]{x}[/]"' in refused(mapping, "remove", "[b]{x}[/]")


@pytest.mark.parametrize(
    ("case", "words", "told"),
    [
        ("too short", ["ab", "--account", "gl:6570"], '"ab" has 2 characters'),
        ("no account", ["avgift", "--account", "6570"], '"6570" names no account'),
        ("no direction", ["avgift", "--account", "gl:6570", "--direction", "up"], '"up" is no direction'),
    ],
)
def test_what_is_refused(story: Story, case: str, words: list[str], told: str) -> None:
    assert told in refused(mapping, "add", *words)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("no account", ["add", "avgift"]),
        ("a priority beyond the database", ["add", "avgift", "--account", "gl:6570", "--priority", "9" * 20]),
        ("a priority below one", ["add", "avgift", "--account", "gl:6570", "--priority", "0"]),
        ("no text", ["remove"]),
    ],
)
def test_wrong_usage(story: Story, case: str, words: list[str]) -> None:
    assert run(mapping, *words).code == 2


def test_rules_are_listed_the_strongest_first_and_restored(story: Story) -> None:
    rows = [line.split() for line in done(rule, "list").out.splitlines()]
    assert rows[1][0] == "high-1"
    assert len(rows) == len(DEFAULT_RULES) + 1
    assert done(rule, "restore").out == f"{len(DEFAULT_RULES)} rules restored.\n"
    assert [line.split() for line in done(rule, "list").out.splitlines()] == rows
