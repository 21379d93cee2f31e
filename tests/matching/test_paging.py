"""Tabs, their sums, and a hundred lines at a time."""

from __future__ import annotations

import pytest

from reskontra.journals.models import JournalLine
from reskontra.journals.queries import JournalFacts, find_journal
from reskontra.matching.paging import (
    PER_PAGE,
    SORTS,
    TABS,
    Before,
    Beside,
    TabSum,
    page_of,
    places_around,
    tab_sums,
    undecided_before,
)
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def long(story: Story) -> Story:
    """A ready line, and 150 that nobody knows, of 1.00, 2.00 and so on."""
    lines = "".join(f"line {minor}.00 text=okänt\n" for minor in range(1, 151))
    story.tells(f'statement B1 2026-03-02\nline 1000.00 name="ALFA AB" ocr=10017\n{lines}import\nmatch')
    return story


def journal(story: Story, number: str = "PRJ000001") -> JournalFacts:
    return find_journal(company=story.company, number=number)


def numbers(story: Story, **asked: object) -> list[int]:
    page = page_of(company=story.company, journal_id=journal(story).id, **asked)  # type: ignore[arg-type]
    by_id = dict(JournalLine.objects.values_list("id", "line_number"))
    return [by_id[id] for id in page.ids]


def test_what_the_tabs_hold(long: Story) -> None:
    sums = tab_sums(company=long.company, journal_id=journal(long).id)
    unknown = sum(range(1, 151)) * 100
    assert sums == {
        "decide": TabSum(150, unknown),
        "ready": TabSum(1, 100000),
        "all": TabSum(151, 100000 + unknown),
        "posted": TabSum(0, 0),
    }


def test_a_page_is_a_hundred_lines_and_says_what_is_beside_it(long: Story) -> None:
    first = page_of(company=long.company, journal_id=journal(long).id, tab="decide")
    assert (len(first.ids), first.number, first.pages, first.before, first.after) == (PER_PAGE, 1, 2, None, 102)
    second = page_of(company=long.company, journal_id=journal(long).id, tab="decide", number=2)
    assert (len(second.ids), second.before, second.after) == (50, 101, None)
    assert numbers(long, tab="decide", number=99) == list(range(102, 152))


def test_the_page_around_a_line(long: Story) -> None:
    assert page_of(company=long.company, journal_id=journal(long).id, tab="decide", around=120).number == 2
    assert page_of(company=long.company, journal_id=journal(long).id, tab="decide", around=1).number == 1


def test_lines_by_amount(long: Story) -> None:
    assert numbers(long, tab="all", sort="-amount")[:2] == [1, 151]
    assert numbers(long, tab="all", sort="amount")[:2] == [2, 3]


def test_lines_beside_one_cross_the_pages(long: Story) -> None:
    found = places_around(company=long.company, journal_id=journal(long).id, tab="decide", line_number=101).beside(101)
    assert found == Beside(previous=100, next=102, place=100, of=150)
    left = places_around(company=long.company, journal_id=journal(long).id, tab="decide", line_number=1).beside(1)
    assert left == Beside(previous=None, next=2, place=1, of=150)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("tab", TABS)
def test_lines_beside_one_are_those_of_the_list(story: Story, tab: str, sort: str) -> None:
    amounts = (1000, 30, 10, 30, 20, 10)
    lines = "".join(f"line {minor}.00 text=okänt\n" for minor in amounts)
    story.tells(f'statement B1 2026-03-02\nline 1000.00 name="ALFA AB" ocr=10017\n{lines}import\nmatch')
    listed = numbers(story, tab=tab, sort=sort)
    for place, number in enumerate(listed, 1):
        around = [None, *listed, None]
        found = places_around(
            company=story.company, journal_id=journal(story).id, tab=tab, line_number=number, sort=sort
        ).beside(number)
        assert found == Beside(around[place - 1], around[place + 1], place, len(listed))
    nowhere = places_around(
        company=story.company, journal_id=journal(story).id, tab=tab, line_number=99, sort=sort
    ).beside(99)
    assert nowhere == Beside(listed[-1] if listed else None, None, len(listed) + 1, len(listed))


def test_what_earlier_statements_hold_open(long: Story) -> None:
    long.tells("statement B1 2026-03-03\nline 1.00 text=okänt\nimport\nmatch")
    later = journal(long, "PRJ000002")
    found = undecided_before(
        company=long.company,
        bank_account_id=later.bank_account_id or 0,
        journal_id=later.id,
        day=later.created_at.date(),
    )
    assert found == Before(150, sum(range(1, 151)) * 100, 100000)
    assert undecided_before(company=long.company, bank_account_id=1, journal_id=1, day=None) == Before(0, 0, 0)
