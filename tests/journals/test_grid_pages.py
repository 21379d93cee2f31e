"""The grid as data: pages of lines, sums, and findings with their lines."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.journals.batches import BatchFacts, batch_named
from reskontra.journals.document_checks import DocumentUnbalanced
from reskontra.journals.grid_pages import (
    PER_PAGE,
    Finding,
    account_kinds,
    document_types,
    findings_told,
    foot_of,
    grid_page,
    kind_tabs,
)
from reskontra.journals.post_typed import check_batch
from reskontra.journals.typed_checks import AmountIsZero
from tests import books
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def batch(story: Story, name: str = "KASSA") -> BatchFacts:
    return batch_named(company=story.company, name=name)


@pytest.fixture
def told(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        batch    KASSA bank:B1
        batch    ALLM kind=general
        type     ALLM gl:3740 5.00 on=2026-03-10
        type     ALLM gl:6570 -4.00 on=2026-03-10
    """)
    return story


def test_the_last_page_has_the_empty_row(told: Story) -> None:
    told.tells("\n".join(f"type KASSA customer:C1 -{n}.00" for n in range(1, PER_PAGE + 3)))
    last = grid_page(company=told.company, batch=batch(told), number=None, around=None)
    assert (last.number, last.pages, [row.suffix for row in last.rows]) == (2, 2, ["51", "52", "new"])
    first = grid_page(company=told.company, batch=batch(told), number=9, around=7)
    assert (first.number, first.rows[-1].suffix, first.shown.count(",")) == (1, "50", 49)
    assert first.foot.told_lines == "52 lines"


def test_sums_of_lines_without_a_balancing_account(told: Story) -> None:
    foot = foot_of(company=told.company, batch=batch(told, "ALLM"))
    assert (foot.balances, foot.is_balanced, foot.told_post) == ((("SEK", 1_00),), False, "Post 2 lines")
    assert foot_of(company=told.company, batch=batch(told)).is_balanced


def test_kinds_and_words(told: Story) -> None:
    tabs = kind_tabs(company=told.company, kind="GENERAL")
    assert [(tab.slug, len(tab.batches), tab.is_current) for tab in tabs] == [
        ("cash_receipt", 1, False), ("payment", 0, False), ("general", 1, True),
    ]  # fmt: skip
    assert document_types()[0] == ("", "–")
    assert dict(account_kinds())["VENDOR"] == "Vendor"


def test_a_check_tells_what_posting_would_and_writes_nothing(told: Story) -> None:
    before = books.contents()
    found = check_batch(company=told.company, batch=batch(told, "ALLM"), today=TODAY)
    assert {type(one) for one in found} == {DocumentUnbalanced}
    assert check_batch(company=told.company, batch=batch(told), today=TODAY) == []
    assert books.contents() == before


def test_findings_lead_to_their_lines() -> None:
    zero: Refused = AmountIsZero(account="gl:3740", amount="0.00 SEK").at("line 3, amount")
    found = findings_told(
        [zero, DocumentUnbalanced(document="A", date=TODAY, difference="1", count=2).at("lines 4–5, amount")]
    )
    assert found[0] == Finding(
        3, "line 3, amount", "The line on gl:3740 is over 0.00 SEK. Write an amount, or delete the line."
    )
    assert (found[1].line, found[1].place) == (4, "lines 4–5, amount")
    assert findings_told([AmountIsZero(account="x", amount="0").at("elsewhere")])[0].line is None
