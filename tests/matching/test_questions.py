"""Whose turn a question is."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import Membership, User
from reskontra.journals.models import JournalLine
from reskontra.matching.actions.ask import answer, ask, close
from reskontra.matching.questions import questions_of, waiting_for
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def asked(story: Story) -> Story:
    person(story.company, "bob")
    story.tells("statement B1 2026-03-02\nline 77.00 text=Okänt\nline 5.00 text=x\nimport")
    ask(
        company=story.company,
        actor="alice",
        journal=story.facts,
        line_number=1,
        asked_of="bob",
        question="Vems är det?",
    )
    return story


def person(company: CompanyFacts, name: str, role: str = "CLERK") -> None:
    Membership.objects.create(company_id=company.id, user=User.objects.create(username=name), role=role)


def turn(story: Story) -> dict[str, int]:
    return {name: len(waiting_for(company=story.company, actor=name)) for name in ("alice", "bob")}


def test_it_waits_for_who_is_asked_then_for_who_asked_then_for_nobody(asked: Story) -> None:
    place = {"company": asked.company, "journal": asked.facts, "line_number": 1}
    assert turn(asked) == {"alice": 0, "bob": 1}
    answer(**place, actor="bob", text="Alfa, de ringde")
    assert turn(asked) == {"alice": 1, "bob": 0}
    close(**place, actor="alice")
    assert turn(asked) == {"alice": 0, "bob": 0}
    (one,) = questions_of(company=asked.company, line_id=JournalLine.objects.get(line_number=1).id)
    assert (one.question, one.answer, one.waits_for) == ("Vems är det?", "Alfa, de ringde", "")


def test_a_posted_line_asks_nobody(asked: Story) -> None:
    asked.tells("apply 1 gl:3740\npost 1")
    assert turn(asked) == {"alice": 0, "bob": 0}
