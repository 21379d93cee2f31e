"""What forbids to post lines is told of every line, with its place; the rules one by one are in the stories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.companies.numbering import SeriesShape
from reskontra.core.errors import Findings
from reskontra.journals.typed_book import read_book
from reskontra.journals.typed_checks import findings_of, order_of_numbers
from reskontra.journals.typed_lines import typed_lines
from tests import books
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def typed(story: Story) -> Story:
    story.tells("""
        customer C1 "Alfa AB"
        batch    KASSA gl:3740
        type     KASSA customer:C1 -1.00 on=2026-03-10
        type     KASSA customer:C1 0.00
        type     KASSA customer:C1 5.00 as=payment on=2027-01-10
        type     KASSA gl:9999 5.00 on=2026-03-10
    """)
    return story


def test_every_reason_with_its_line_and_field(typed: Story) -> None:
    batch = typed._of("KASSA")
    lines = typed_lines(company=typed.company, journal_id=batch.journal_id)
    book = read_book(company=typed.company, batch=batch, lines=lines)
    found = [(finding.place, finding.code) for finding in findings_of(book, lines, today=TODAY)]
    assert found == [
        ("line 2, amount", "amount_is_zero"),
        ("line 3, posting_date", "no_fiscal_year"),
        ("line 3, amount", "sign_contradicts_type"),
        ("line 3, posting_date", "posting_date_ahead"),
        ("line 4, account", "account_unknown"),
    ]
    assert "posting_date_ahead" not in {finding.code for finding in findings_of(book, lines, today=None)}


def test_one_bad_line_posts_none(typed: Story) -> None:
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        typed.tell("post-batch KASSA")
    assert len(refusal.value.findings) == 5
    assert books.contents() == before


def test_numbers_in_order(typed: Story) -> None:
    lines = typed_lines(company=typed.company, journal_id=typed._of("KASSA").journal_id)
    assert order_of_numbers(lines, SeriesShape("INB", "INB", 6, 0)) == []
    assert [finding.place for finding in order_of_numbers(lines[1:], SeriesShape("INB", "INB", 6, 0))] == [
        "line 2, document_number", "line 3, document_number", "line 4, document_number"
    ]  # fmt: skip


def test_days_of_the_template(typed: Story) -> None:
    typed.tells("""
        template JAN from=2026-01-01 to=2026-01-31
        batch    JANUARI gl:3740 template=JAN series=INB
        type     JANUARI customer:C1 -1.00 on=2026-02-01
        post-batch JANUARI refused posting_date_outside "2026-01-01 to 2026-01-31"
        retype   JANUARI 1 customer:C1 -1.00 on=2026-01-31
        post-batch JANUARI
    """)


def test_a_document_without_a_number(typed: Story) -> None:
    typed.tells("""
        template HAND series="" manual=yes
        batch    HAND gl:3740 template=HAND
        type     HAND customer:C1 -1.00 on=2026-03-10
        post-batch HAND refused document_number_missing
    """)


def test_a_line_without_a_day_and_one_that_names_two_documents(typed: Story) -> None:
    typed.tells("invoice C1 TWICE 100.00\npayment C1 TWICE -40.00")
    batch = typed._of("KASSA")
    first = typed_lines(company=typed.company, journal_id=batch.journal_id)[0]
    for line, code in (
        (replace(first, posting_date=None), "posting_date_missing"),
        (replace(first, applies_to_number="TWICE", applies_to_id="", marks=()), "applies_to_ambiguous"),
    ):
        book = read_book(company=typed.company, batch=batch, lines=[line])
        assert code in {finding.code for finding in findings_of(book, [line], today=TODAY)}
