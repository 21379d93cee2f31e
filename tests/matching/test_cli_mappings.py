"""mapping on the command line."""

from __future__ import annotations

import pytest

from reskontra.matching.cli_mappings import mapping
from tests import books
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
        ["No.", "Priority", "Text", "Direction", "Account", "Conditions", "Splits"],
        ["2", "7", "[b]{x}[/]", "customer:C1"],
        ["1", "100", "avgift", "out", "gl:6570"],
    ]
    assert done(mapping, "remove", "[b]{x}[/]").out == '1 mapping of "[b]{x}[/]" removed.\n'
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


def test_conditions_and_splits_are_listed_as_they_are_written(story: Story) -> None:
    conditions = ["amount=100.00..500.00", "bank=B1", "payer=SE80 6000 0000 0003 3344 4555", "from=2026-01-01"]
    words = [word for condition in conditions for word in ("--if", condition)]
    done(mapping, "add", "hyra", "--account", "gl:6570", *words, "--split", "gl:2641=20%", "--split", "gl:3740=0.50")
    (row,) = done(mapping, "list", "--format", "json").json
    assert row["conditions"] == [
        "bank=B1", "amount=100.00..500.00", "payer=SE8060000000000333444555", "from=2026-01-01",
    ]  # fmt: skip
    assert row["splits"] == ["gl:2641=20%", "gl:3740=0.50"]


def test_the_lines_it_would_have_caught_are_shown_and_nothing_is_stored(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      -45.00 text="Bankavgift mars"
        line      -50.00 text="Bankavgift april"
        line      -45.00 text="Ränta"
        import
        apply 1 gl:6570
        """
    )
    before = books.contents()
    words = ["try", "bankavgift", "--account", "gl:6570", "--direction", "out", "--since", "2026-01-01"]
    rows = done(mapping, *words, "--format", "json").json
    assert [(row["line"], row["accounts"], row["agrees"]) for row in rows] == [(1, ["gl:6570"], True), (2, [], False)]
    assert "2 lines since 2026-01-01, 1 of them on that account already.\n" in done(mapping, *words).out
    assert books.contents() == before
