"""journal split, ask, answer, questions and undo on the command line."""

from __future__ import annotations

import pytest

from reskontra.matching import cli_people
from reskontra.matching.cli import journal
from tests.command_line import done, refused, run
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
J = "PRJ000001"


@pytest.fixture
def line(story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setenv("LANG", "C")
    story.tells('statement B1 2026-03-02\nline 1400.00 text="okänt"\nimport\nmatch')
    return story


def test_a_line_is_split_and_that_is_undone(line: Story) -> None:
    assert cli_people.journal is journal
    parts = ["document:customer:INV-1=1000.00", "gl:6570=-5.00", "customer:C2"]
    assert done(journal, "split", J, 1, *parts).out == "Line 1 is split into 3 parts.\n"
    line.tells("shows 1 ready reviewed INV-1=1000.00 gl:6570=-5.00 C2=405.00")
    assert "come to 1,000.00" in refused(journal, "split", J, 1, "gl:6570=400", "customer:C1=600")
    assert '"konto" is no kind of part.' in refused(journal, "split", J, 1, "konto:6570=400", "customer:C1")
    assert '"4oo" is not an amount' in refused(journal, "split", J, 1, "gl:6570=4oo", "customer:C1")
    assert done(journal, "undo", J, 1).out == "Line 1 is as it was.\n"
    line.tells("shows 1 unmatched nothing")
    assert "no decision of yours" in refused(journal, "undo", J, 1)


def test_another_person_is_asked_and_answers(line: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    Browser(line.company, role="CLERK", name="carla")
    asked = done(journal, "ask", J, 1, "--of", "carla", "--question", "Vems är pengarna?")
    assert asked.out == "carla is asked about line 1.\n"
    assert "has no role" in refused(journal, "ask", J, 1, "--of", "nobody", "--question", "Vems?")
    assert "is empty" in refused(journal, "answer", J, 1)
    monkeypatch.setenv("RESKONTRA_ACTOR", "carla")
    assert done(journal, "answer", J, 1, "--text", "Alfas").out == "Answered: line 1.\n"
    monkeypatch.delenv("RESKONTRA_ACTOR")
    both = run(journal, "answer", J, 1, "--close", "--text", "Bra")
    assert (both.code, "not both" in both.err) == (2, True)
    assert "Alfas" in done(journal, "questions").out
    assert done(journal, "answer", J, 1, "--close").out == "Nothing waits on line 1 any more.\n"
    assert done(journal, "questions").out == "No question about a line waits for you.\n"
    assert "no question that waits" in refused(journal, "answer", J, 1, "--close")
