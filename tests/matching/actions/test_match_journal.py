"""A run of automatic application: what it replaces, what it keeps, what it tells, and that it repeats itself."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.audit.models import Event
from reskontra.journals.queries import lines
from reskontra.matching import searching
from reskontra.matching.actions import match_journal
from reskontra.matching.actions.match_journal import Matched, match_journals
from reskontra.matching.models import MatchRun
from reskontra.matching.proposals import StoredProposal, read_proposals
from tests import books, build
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
    assert [run.number for run in MatchRun.objects.order_by("number")] == [1]


def test_a_run_that_finds_nothing_changed_is_not_made_again(imported: Story) -> None:
    first, before = matched(imported), books.contents()
    again = matched(imported)
    assert (again.lines, again.ready, again.states, again.kept) == (first.lines, first.ready, first.states, first.kept)
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert books.contents() == before
    imported.tell("mapping insättning gl:3990")
    assert not matched(imported).is_repeat


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


def test_only_what_others_took_meanwhile_is_matched_again(imported: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = moving(monkeypatch, imported, ["apply 1 INV-3=500.00"])
    done = matched(imported)
    assert (done.lines, done.ready, done.kept) == (3, 1, 1)
    assert searched == [4, 1]  # Beta's INV-3 has 300.00 left, which is less than its line; the others are as they were
    assert [one.origin for one in proposals(imported)] == ["MANUAL", "AUTO", "MAPPING", "AUTO"]
    imported.tells("shows 1 ready manual reviewed INV-3=500.00\nremaining INV-3 800.00")


def test_books_that_move_without_touching_the_lines_cost_no_second_search(
    imported: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = moving(monkeypatch, imported, ["mapping hyra gl:6570"])
    assert matched(imported).lines == 4
    assert searched == [4]


def test_books_that_never_rest_are_matched_under_the_lock(imported: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match_journal, "MOVED_MAX", 0)
    moves = ["apply 1 INV-3=500.00", "unapply 1", "apply 1 INV-3=500.00", "unapply 1", "apply 1 INV-3=500.00"]
    searched = moving(monkeypatch, imported, moves)
    assert matched(imported).lines == 3
    assert len(searched) == 4
    assert MatchRun.objects.count() == 1


def test_two_who_match_at_once_do_not_take_the_same_money(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("02", "03"):
        story.tells(f'statement B1 2026-03-{day}\nline 500.00 name="Alfa AB" ocr=10025\nline 9.00\nimport')
    story.tells("on PRJ000001")
    searched = moving(monkeypatch, story, ["match PRJ000002"])
    assert matched(story).states == {"already_paid": 1, "unmatched": 1}
    assert searched == [2, 2, 1]  # the one, the other between, and what the other took
    story.tells("on PRJ000002\nshows 1 ready high INV-2=500.00")


def test_imports_are_matched_one_after_the_other_and_what_is_done_stays(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 500.00 name="Alfa AB" ocr=10025\nimport')
    first = story.facts
    story.tells('statement B1 2026-03-03\nline 500.00 name="Alfa AB" ocr=10025\nimport')
    told: list[tuple[int, int]] = []

    def cancelled(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        match_journals(company=story.company, actor=build.ALICE, journals=[first, story.facts], told=cancelled)
    assert told[0][1] == 2
    assert [run.line_count for run in MatchRun.objects.all()] == [1]
    done = match_journals(company=story.company, actor=build.ALICE, journals=[first, story.facts])
    assert (done.lines, done.ready, done.states) == (2, 1, {"ready": 1, "already_paid": 1})


def moving(monkeypatch: pytest.MonkeyPatch, story: Story, moves: list[str]) -> list[int]:
    """Before each search ends, another command writes, until none is left; how many lines each search had."""
    searched: list[int] = []
    match_lines = searching.match_lines

    def search(*, lines: list[object], **rest: Any) -> object:
        searched.append(len(lines))
        found = match_lines(lines=lines, **rest)  # type: ignore[arg-type]
        if moves:
            story.tell(moves.pop(0))
        return found

    monkeypatch.setattr(searching, "match_lines", search)
    return searched
