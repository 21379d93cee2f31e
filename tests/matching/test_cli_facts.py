"""matching facts on the command line."""

from __future__ import annotations

import pytest

from reskontra.matching.cli_facts import facts
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("RESKONTRA_ACTOR", "Alice")


def test_a_fact_is_said_shown_edited_and_revoked(story: Story) -> None:
    out = done(facts, "add", "name", "Kalles Rör", "customer:C2", "--note", "trade name").out
    assert "Fact 1: name Kalles Rör means customer:C2 Beta AB.\n" in out
    assert "Worth: said; 0 decisions for it, 0 against" in out
    (row,) = done(facts, "list", "--format", "json").json
    assert (row["kind"], row["value"], row["worth"], row["note"]) == ("name", "kallesror", "strong", "trade name")
    assert "customer:C1 Alfa AB" in done(facts, "edit", 1, "--to", "customer:C1").out
    story.tells('statement B1 2026-03-02\nline 500.00 name="Kalles Rör"\nimport\nmatch')
    assert "It decided 1 line, 0 of them posted." in done(facts, "show", 1).out
    out = done(facts, "revoke", 1, "--reason", "closed").out
    assert out.startswith("Fact 1 is revoked.\nIt decided 1 line, 0 of them posted.\n")
    assert "INV-2" in out
    assert done(facts, "list", "--format", "json").json == []
    assert "revoked" in done(facts, "list", "--with-revoked").out
    assert "by Alice: closed" in done(facts, "show", 1).out


def test_history_is_shown(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 800.00 iban=DE89370400440532013000\nimport\napply 1 INV-3")
    out = done(facts, "show", 1).out
    assert "Decisions:" in out
    assert "confirmed" in out
    told = done(facts, "show", 1, "--format", "json").json
    assert [(one["line"], one["effect"], one["actor"]) for one in told["history"]] == [(1, "confirmed", "Alice")]
    assert told["decided"] == []


@pytest.mark.parametrize(
    ("case", "words", "told"),
    [
        ("no such fact", ["show", 7], "There is no fact 7"),
        ("no such fact to revoke", ["revoke", 7], "There is no fact 7"),
        ("no such customer", ["add", "name", "Kalle", "customer:C9"], '"C9"'),
    ],
)
def test_what_is_refused(story: Story, case: str, words: list[object], told: str) -> None:
    assert told in refused(facts, *words)


@pytest.mark.parametrize("words", [["edit", 1], ["list", "--kind", "x"], ["show"], ["show", 0], ["add", "name"]])
def test_wrong_usage(story: Story, words: list[object]) -> None:
    assert run(facts, *words).code == 2
