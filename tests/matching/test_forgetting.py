"""Lines that are none any more teach nothing; what else is known stays."""

from __future__ import annotations

import pytest

from reskontra.journals.queries import lines
from reskontra.matching.actions.facts import WantedFact, add_fact
from reskontra.matching.forgetting import forget_lines, reserve_again
from reskontra.matching.models import Correction, Fact, Lesson, Proposal
from reskontra.matching.packed import write_proposals
from reskontra.matching.proposals import read_proposals
from tests import build
from tests.story import Story

pytestmark = pytest.mark.django_db

PAYER = 'iban=DE89370400440532013000 name="Kalles Rör"'


def line_ids(story: Story) -> list[int]:
    return [line.id for line in lines(company=story.company, journal_ids=[story.facts.id])]


def test_everything_of_the_lines_goes(story: Story) -> None:
    story.tells(
        f"""
        statement B1 2026-03-02
        line      1000.00 name="Alfa AB" ocr=10017
        line      800.00 {PAYER}
        import
        match
        apply 1 INV-2
        apply 2 INV-3
        """
    )
    assert Correction.objects.count() == 1
    assert forget_lines(company=story.company, line_ids=line_ids(story)) == 2
    left = [model.objects.count() for model in (Proposal, Lesson, Correction, Fact)]
    assert left == [0, 0, 0, 0]


def test_what_a_person_said_stays_as_it_was_said(story: Story) -> None:
    said = WantedFact("name", "Kalles Rör", "customer:C2")
    add_fact(company=story.company, actor=build.BOB, wanted=said)
    (before,) = Fact.objects.values("number", "hits", "created_at", "last_used_at")
    story.tells(f"statement B1 2026-03-02\nline 800.00 {PAYER}\nimport\napply 1 INV-3")
    assert forget_lines(company=story.company, line_ids=line_ids(story)) == 1  # the account, which nobody said
    (after,) = Fact.objects.values("number", "hits", "created_at", "last_used_at")
    assert after == before | {"last_used_at": before["created_at"]}


def test_a_fact_that_another_line_rests_on_stays(story: Story) -> None:
    story.tells(f"statement B1 2026-03-02\nline 800.00 {PAYER}\nimport\napply 1 INV-3")
    first = line_ids(story)
    story.tells(f"invoice C2 INV-4 810.00\nstatement B1 2026-03-03\nline 810.00 {PAYER}\nimport\nmatch")
    assert forget_lines(company=story.company, line_ids=first) < 2
    assert set(Fact.objects.values_list("hits", flat=True)) == {0}


@pytest.mark.parametrize(("is_taken", "lost", "state"), [(False, 0, "ready"), (True, 1, "review")])
def test_a_line_that_stands_again_reserves_if_it_can(story: Story, is_taken: bool, lost: int, state: str) -> None:
    story.tells('statement B1 2026-03-02\nline 1000.00 name="Alfa AB" ocr=10017\nimport\nmatch')
    (line,) = line_ids(story)
    before = read_proposals(company=story.company, line_ids=[line])
    assert before[line].is_ready
    if is_taken:
        story.tells("unapply 1\nstatement B1 2026-03-03\nline 1000.00 ocr=10017\nimport\napply 1 INV-1=1000.00")
        write_proposals(company=story.company, proposals=[before[line]])
    assert reserve_again(company=story.company, line_ids=[line]) == lost
    assert read_proposals(company=story.company, line_ids=[line])[line].state == state
