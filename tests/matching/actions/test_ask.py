"""Asking another person about a line: what is kept, recorded and refused."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.matching.actions.ask import answer, ask, close
from reskontra.matching.models import LineQuestion
from tests.matching.test_questions import person
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    person(story.company, "bob")
    person(story.company, "rita", "READER")
    story.tells("statement B1 2026-03-02\nline 77.00 text=Okänt\nimport")
    return story


def asks(story: Story, *, of: str = "bob", question: str = "Vems?", line: int = 1) -> None:
    ask(company=story.company, actor="alice", journal=story.facts, line_number=line, asked_of=of, question=question)


def test_a_new_question_takes_the_place_of_one_that_waits(imported: Story) -> None:
    asks(imported)
    asks(imported, question="Vems är det?")
    assert [row.closed_at is None for row in LineQuestion.objects.order_by("id")] == [False, True]
    assert Event.objects.filter(action="journal.line.asked").count() == 2


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"question": "  "}, "question_empty"),
        ({"of": "rita"}, "nobody_asked"),
        ({"of": "carla"}, "nobody_asked"),
        ({"line": 9}, "line_unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused(imported: Story, said: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        asks(imported, **said)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not LineQuestion.objects.exists()


def test_what_was_not_asked_is_neither_answered_nor_closed(imported: Story) -> None:
    place = {"company": imported.company, "journal": imported.facts, "line_number": 1}
    for decide in (lambda: answer(**place, actor="bob", text="x"), lambda: close(**place, actor="bob")):
        with pytest.raises(Refused) as refusal:
            decide()
        assert refusal.value.code == "question_unknown"
    asks(imported)
    with pytest.raises(Refused) as refusal:
        answer(**place, actor="bob", text=" ")
    assert refusal.value.code == "question_empty"
