"""Damage to proposals and posted lines is found."""

from __future__ import annotations

import pytest

from reskontra.journals.models import JournalLine
from reskontra.matching.checks import check
from reskontra.matching.models import Fact, Proposal, ProposalPart
from tests import books, build
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(story: Story) -> Story:
    story.tells("statement B1 2026-03-02\nline 1000.00 name='Alfa AB' ocr=10017\nline 800.00 name='Beta AB' ocr=10033")
    story.tells("import\nmatch\npost 1")
    return story


def codes(story: Story) -> list[str]:
    return [violation.code for violation in check(company=story.company)]


def test_sound_books_have_no_violation(posted: Story) -> None:
    assert codes(posted) == []


@pytest.mark.damages_books
@pytest.mark.parametrize(("case", "minor"), [("more than is left", 80001), ("against its sign", -1)])
def test_a_proposal_that_reserves_too_much(posted: Story, case: str, minor: int) -> None:
    proposal = Proposal.objects.get(company=posted.company.id, line__state="OPEN")
    ProposalPart.objects.filter(proposal=proposal).update(cash_minor=minor)
    (violation,) = check(company=posted.company)
    assert violation.code == "over_reserved"
    assert "INV-3 has 800.00 SEK left" in str(violation)
    Proposal.objects.filter(id=proposal.id).update(is_ready=False)
    assert codes(posted) == []


@pytest.mark.damages_books
def test_a_posted_line_that_is_not_its_bank_entry(posted: Story) -> None:
    with books.unguarded():
        JournalLine.objects.filter(company=posted.company.id, line_number=1).update(account_minor=99900)
    (violation,) = check(company=posted.company)
    assert str(violation) == "Line 1 of PRJ000001 is 999.00 SEK, and its bank entry 1000.00 SEK."


@pytest.mark.damages_books
def test_each_company_is_checked_by_itself(posted: Story) -> None:
    other = build.new_company(name="Sydan AB")
    with books.unguarded():
        JournalLine.objects.filter(company=posted.company.id, line_number=1).update(account_minor=99900)
    assert list(check(company=other)) == []


@pytest.mark.damages_books
def test_a_fact_that_counts_otherwise_than_its_decisions_is_told(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 800.00 name="Kalles Rör"\nimport\napply 1 INV-3')
    Fact.objects.update(hits=3)
    (found,) = check(company=story.company)
    assert str(found) == "Fact 1 counts 3 decisions for it and 0 against, and has 1 and 0."
    assert (found.code, found.values["for"], found.values["confirmed"]) == ("fact_differs", 3, 1)
    Fact.objects.update(hits=1)
    assert not list(check(company=story.company))
