"""Posting where the company asks for four eyes: what one person decided, another posts."""

from __future__ import annotations

import pytest

from reskontra.companies.settings import set_setting
from reskontra.core.errors import Findings
from reskontra.core.money import Money
from reskontra.interface.second_pair import actor_is_told
from reskontra.interface.tokens import create_token
from reskontra.ledger.models import Voucher
from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.facts import WantedFact, add_fact
from reskontra.matching.actions.four_eyes import LineNeedsAnother, LineUnproven
from reskontra.matching.actions.mappings import add_mapping, wanted_mapping
from reskontra.matching.actions.post_journal import Choice, PostedJournals, post_journals
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def accepted(story: Story) -> Story:
    """Line 1 of 500.00 and line 2 of 800.00 are ready; Alice accepted line 2."""
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      800.00 name="Beta AB" ocr=10033
        import
        match
        """
    )
    accept_lines(company=story.company, actor=build.ALICE, journal=story.facts, line_numbers=[2])
    return story


def asks_for(story: Story, above: str) -> None:
    set_setting(company=story.company, actor=build.BOB, key="four_eyes_above", value=above)


def posted(story: Story, actor: str, *lines: int, **values: bool) -> PostedJournals:
    choice = Choice(lines=lines, **values)
    return post_journals(company=story.company, actor=actor, journals=[story.facts], choice=choice)


def lines_of(done: PostedJournals) -> list[int]:
    return [line for _name, _journal, line in done.vouchers]


def test_without_the_setting_one_person_does_both(accepted: Story) -> None:
    assert lines_of(posted(accepted, build.ALICE)) == [1, 2]


def test_what_one_decided_waits_for_another(accepted: Story) -> None:
    asks_for(accepted, "0")
    done = posted(accepted, build.ALICE)
    assert (lines_of(done), done.left, done.waiting) == ([1], 1, 1)
    done = posted(accepted, build.BOB)
    assert (lines_of(done), done.left, done.waiting) == ([2], 0, 0)


@pytest.mark.parametrize(("above", "lines"), [("799", [1]), ("800", [1, 2])])
def test_it_waits_above_an_amount(accepted: Story, above: str, lines: list[int]) -> None:
    asks_for(accepted, above)
    assert lines_of(posted(accepted, build.ALICE, is_preview=True)) == lines
    assert lines_of(posted(accepted, build.ALICE)) == lines


@pytest.mark.parametrize(("lines", "is_all"), [((2,), False), ((1, 2), False), ((), True)])
def test_a_line_asked_for_is_refused_with_who_prepared_it(
    accepted: Story, lines: tuple[int, ...], is_all: bool
) -> None:
    asks_for(accepted, "500")
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        posted(accepted, build.ALICE, *lines, is_all=is_all)
    (finding,) = refusal.value.findings
    assert isinstance(finding, LineNeedsAnother)
    amount = Money(80000, "SEK")
    assert finding.values == {"line": 2, "journal": "PRJ000001", "amount": amount, "actor": build.ALICE}
    assert books.contents() == before


def test_where_nothing_else_is_left_it_is_told_why(accepted: Story) -> None:
    asks_for(accepted, "0")
    posted(accepted, build.ALICE)
    vouchers = Voucher.objects.count()
    with pytest.raises(Findings):
        posted(accepted, build.ALICE.lower())
    assert Voucher.objects.count() == vouchers


def test_everyone_who_decided_a_line_prepared_it(accepted: Story) -> None:
    asks_for(accepted, "0")
    accept_lines(company=accepted.company, actor=build.BOB, journal=accepted.facts, line_numbers=[2])
    assert lines_of(posted(accepted, build.ALICE)) == [1]
    with pytest.raises(Findings) as refusal:
        posted(accepted, build.BOB, 2)
    assert "was prepared by Bob" in str(refusal.value)
    assert lines_of(posted(accepted, build.CARLA)) == [2]


def test_a_program_has_the_eyes_of_who_made_its_token(accepted: Story) -> None:
    asks_for(accepted, "0")
    for name, actor in (("hers", build.ALICE), ("his", build.BOB)):
        create_token(company=accepted.company.id, actor=actor, name=name, role="ACCOUNTANT", scopes=["write"])
    assert lines_of(posted(accepted, "token:hers")) == [1]
    with pytest.raises(Findings):
        posted(accepted, "token:hers", 2)
    assert lines_of(posted(accepted, "token:his", 2)) == [2]


@pytest.mark.parametrize("is_preview", [True, False])
def test_a_name_alone_posts_the_rest_and_is_told_what_it_may_not(accepted: Story, is_preview: bool) -> None:
    asks_for(accepted, "0")
    with actor_is_told():
        done = posted(accepted, build.BOB, is_preview=is_preview)
    (reason,) = done.held
    assert (lines_of(done), done.left) == ([1], 1)
    assert isinstance(reason, LineUnproven)
    assert reason.values == {"line": 2, "journal": "PRJ000001", "amount": Money(80000, "SEK"), "actor": build.BOB}


@pytest.mark.parametrize("lines", [(2,), (1, 2)])
def test_a_name_alone_is_refused_the_line_that_it_asks_for(accepted: Story, lines: tuple[int, ...]) -> None:
    asks_for(accepted, "0")
    before = books.contents()
    with actor_is_told(), pytest.raises(Findings) as refusal:
        posted(accepted, build.BOB, *lines)
    assert [type(one) for one in refusal.value.findings] == [LineUnproven]
    assert books.contents() == before


def test_what_is_ready_by_a_mapping_or_a_fact_is_of_who_made_it(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      -900.00 text="Hyra mars"
        line      -700.00 text="Till Alice"
        import
        """
    )
    wanted = wanted_mapping(company=story.company, text="hyra", account="gl:6570")
    add_mapping(company=story.company, actor=build.ALICE, mapping=wanted)
    fact = WantedFact(kind="text", value="Till Alice", means="gl:6570", direction="out")
    add_fact(company=story.company, actor=build.ALICE, wanted=fact)
    story.tells("match")
    asks_for(story, "0")
    with pytest.raises(Findings) as refusal:
        posted(story, build.ALICE)
    assert [type(one) for one in refusal.value.findings] == [LineNeedsAnother] * 2
    accept_lines(company=story.company, actor=build.BOB, journal=story.facts, line_numbers=[2])
    assert lines_of(posted(story, build.ALICE)) == [2], "Bob has looked at it"
    assert lines_of(posted(story, build.BOB)) == [1]
