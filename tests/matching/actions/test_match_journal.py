"""A run of automatic application: what it replaces, what it keeps, what it tells, and that it repeats itself."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import lines
from reskontra.matching.actions import match_journal
from reskontra.matching.actions.match_journal import Matched, match_journals
from reskontra.matching.models import MatchRun
from reskontra.matching.proposals import StoredProposal, read_proposals
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        mapping   avgift gl:6570
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      400.00 name="Beta AB" ocr=10033
        line      -50.00 text="Avgift"
        line      9.00
        import
        """
    )
    return story


def matched(story: Story) -> Matched:
    return match_journals(company=story.company, actor=build.ALICE, journals=[story.facts])


def proposals(story: Story) -> list[StoredProposal]:
    ids = [line.id for line in lines(company=story.company, journal_ids=[story.facts.id])]
    return sorted(read_proposals(company=story.company, line_ids=ids).values(), key=lambda one: one.line_id)


def test_a_run_tells_what_it_did_and_is_kept(imported: Story) -> None:
    done = matched(imported)
    assert (done.lines, done.ready, done.kept) == (4, 2, 0)
    assert done.states == {"ready": 2, "underpaid": 1, "unmatched": 1}
    run = MatchRun.objects.get(company=imported.company.id)
    assert (run.number, run.actor, run.line_count, run.ready_count, run.review_count) == (1, build.ALICE, 4, 2, 2)
    event = Event.objects.filter(company=imported.company.id).order_by("-number").first()
    assert event
    assert (event.action, event.subject) == ("journal.matched", "PRJ000001")


def test_the_same_again_gives_the_same(imported: Story) -> None:
    matched(imported)
    first = proposals(imported)
    matched(imported)
    assert proposals(imported) == first
    assert [run.number for run in MatchRun.objects.order_by("number")] == [1, 2]


def test_what_people_decided_is_kept_and_counted(imported: Story) -> None:
    matched(imported)
    imported.tells("apply 4 gl:3990\naccept 2")
    decided = proposals(imported)[1::2]
    done = matched(imported)
    assert (done.lines, done.kept) == (2, 2)
    assert proposals(imported)[1::2] == decided


def test_a_posted_journal_has_nothing_to_match(imported: Story) -> None:
    imported.tells("match\npost 1 3\nunapply 2\nunapply 4\napply 2 gl:3990\napply 4 gl:3990\npost")
    done = matched(imported)
    assert (done.lines, done.kept) == (0, 0)


def test_journals_named_together_do_not_take_the_same_money(story: Story) -> None:
    story.tells(
        """
        bank      B2
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        statement B2 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        import
        match     PRJ000001 PRJ000002
        post      PRJ000001 PRJ000002
        remaining INV-2 0.00
        """
    )
    assert sum(story.company.id == one.company_id for one in MatchRun.objects.all()) == 1


def test_books_that_move_meanwhile_are_read_again(imported: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = iter([True, False])
    _moving(monkeypatch, imported, moves)
    assert matched(imported).ready == 1  # INV-2 was taken by hand before the second attempt


def test_books_that_never_rest_are_a_refusal(imported: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    _moving(monkeypatch, imported, iter([True] * 9))
    with pytest.raises(match_journal.BooksMoved) as refusal:
        matched(imported)
    assert str(refusal.value) == (
        "Other commands wrote while PRJ000001 were matched, 3 times. Match again when they are done."
    )
    assert not MatchRun.objects.exists()


def _moving(monkeypatch: pytest.MonkeyPatch, story: Story, moves: object) -> None:
    """Another command writes between reading and writing, as often as moves say."""
    rules_of = match_journal.rules_of

    def read(*, company: CompanyFacts) -> object:
        if next(moves):  # type: ignore[call-overload]
            story.tell("apply 1 INV-3=500.00")
        return rules_of(company=company)

    monkeypatch.setattr(match_journal, "rules_of", read)
