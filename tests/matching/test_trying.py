"""Other rules on decided payments: gained, lost, now wrong, and nothing changed."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES, Confidence
from reskontra.core.matching.rulebook import Rulebook
from reskontra.matching.trying import Came, NothingToTry, Tried, count_decided, try_rulebook
from reskontra.receivables.models import Entry
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
SINCE = date(2026, 1, 1)


@pytest.fixture
def posted(story: Story) -> Story:
    """A line by its reference, one by the payer's name and the amount, one that a person put elsewhere."""
    story.tells(
        """
        invoice   C2 INV-1004 300.00
        invoice   C2 INV-1005 300.00
        statement B1 2026-03-02
        line      800.00 name="Beta AB" ocr=10033
        line      500.00 name="Alfa AB"
        line      300.00 name="Beta AB" text="INV-1004"
        import
        match
        accept    2
        apply     3 INV-1005
        post
        """
    )
    return story


def tried(story: Story, book: Rulebook) -> dict[int, Tried]:
    before = books.contents()
    heard: list[tuple[int, int]] = []
    found = try_rulebook(company=story.company, book=book, since=SINCE, told=lambda *far: heard.append(far))
    assert books.contents() == before
    assert heard[-1] == (len(found), count_decided(company=story.company, since=SINCE))
    return {one.line: one for one in found}


def test_the_rules_as_they_are_change_nothing(posted: Story) -> None:
    found = tried(posted, Rulebook(thresholds={}))
    assert [found[line].came_then for line in (1, 2, 3)] == [Came.ALONE, Came.ALONE, Came.WRONG]
    assert not any(one.is_gained or one.is_lost or one.is_now_wrong for one in found.values())


def test_what_a_higher_threshold_loses(posted: Story) -> None:
    found = tried(posted, Rulebook(thresholds={"high_quality_min": 99}))
    assert found[2].is_lost
    assert (found[2].came_now, found[2].came_then, found[2].decided) == (Came.ALONE, Came.PROPOSED, {"INV-2": 50000})
    assert (found[2].rule_then, found[2].now, found[2].then) == (found[2].rule_now, {"INV-2": 50000}, {"INV-2": 50000})


def test_what_other_rules_gain_and_get_wrong(posted: Story) -> None:
    low = tuple(rule for rule in DEFAULT_RULES if rule.confidence is not Confidence.HIGH)
    kept = try_rulebook(company=posted.company, book=Rulebook(rules=low), since=SINCE)
    assert [one.came_then for one in kept] == [Came.PROPOSED, Came.LEFT, Came.DIFFERENT]
    assert [one.is_lost for one in kept] == [True, True, False]


def test_lines_before_that_day_and_lines_undecided_are_not_tried(posted: Story) -> None:
    posted.tells('statement B1 2026-03-03\nline 1000.00 name="Alfa AB" ocr=10017\nimport\nmatch')
    assert len(tried(posted, Rulebook(thresholds={}))) == 3
    assert [count_decided(company=posted.company, since=day) for day in (SINCE, date(2026, 3, 3))] == [3, 0]
    with pytest.raises(NothingToTry, match="2026-03-03 or later"):
        try_rulebook(company=posted.company, book=Rulebook(thresholds={}), since=date(2026, 3, 3))


def test_another_company_has_nothing_to_try(posted: Story) -> None:
    with pytest.raises(NothingToTry):
        try_rulebook(company=build.new_company(name="Sydan AB"), book=Rulebook(), since=SINCE)


def test_documents_that_were_settled_otherwise_since_are_open_as_of_the_day(story: Story) -> None:
    """A person put the money on account, and settled the document with it on a later day."""
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        import
        match
        unapply   1
        apply     1 customer:C1
        post
        """
    )
    rules = Rulebook(thresholds={})
    assert tried(story, rules)[1].now == {"INV-2": 50000}
    payment = Entry.objects.get(company=story.company.id, document_type="PAYMENT")
    story.tells(f"settle {payment.document_number} INV-2 on=2026-03-05\nremaining INV-2 0.00")
    (found,) = tried(story, rules).values()
    assert (found.came_now, found.now, found.decided) == (Came.WRONG, {"INV-2": 50000}, {"customer:C1": 50000})


def test_a_document_settled_before_the_day_is_paid_already(story: Story) -> None:
    story.tells("credit C1 K-1 -500.00\nsettle K-1 INV-2 on=2026-02-01")
    story.tells(
        'statement B1 2026-03-02\nline 500.00 name="Alfa AB" ocr=10025\nimport\nmatch\napply 1 customer:C1\npost'
    )
    (found,) = tried(story, Rulebook(thresholds={})).values()
    assert (found.came_now, found.now) == (Came.LEFT, {})


def test_money_that_a_line_put_on_account_is_not_there_for_itself(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 1500.00 name="Alfa AB"\nimport\nmatch\naccept 1\npost')
    story.tells('statement B1 2026-03-03\nline 700.00 name="Alfa AB"\nimport\nmatch\napply 1 customer:C1\npost')
    found = try_rulebook(company=story.company, book=Rulebook(thresholds={}), since=SINCE)
    assert [one.now for one in found] == [{"INV-1": 100000, "INV-2": 50000}, {}]
