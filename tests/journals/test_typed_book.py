"""What lines depend on is asked for at once, and entries stand as they are."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR
from reskontra.journals.typed_book import read_book
from reskontra.journals.typed_lines import typed_lines
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 10)


@pytest.fixture
def typed(story: Story) -> Story:
    story.tells("""
        rate     USD 2026-01-01 10.00
        customer C1 "Alfa AB" application_method=apply_to_oldest
        customer C2 "Beta Inc" currency=USD
        invoice  C1 INV-1 100.00
        invoice  C2 INV-2 20.00 currency=USD
        batch    KASSA gl:3740
        type     KASSA customer:C1 -1.00 on=2026-03-10
        type     KASSA customer:C2 pays=INV-2
        file     KASSA posting_date,account_type,account,amount,applies_to,currency \
2026-03-10,customer,C2,-1.00,INV-2,EUR
    """)
    return story


def test_entries_rates_and_candidates(typed: Story) -> None:
    batch = typed._of("KASSA")
    first, second, third = typed_lines(company=typed.company, journal_id=batch.journal_id)
    book = read_book(company=typed.company, batch=batch, lines=[first, second, third])
    alfa = book.parties[("CUSTOMER", "C1")]
    assert [book.entries[id][0].document_number for id in book.oldest[alfa.id]] == ["INV-1"]
    assert (book.rate("SEK", DAY), book.rate("USD", DAY)) == (PAR, 10 * PAR)
    with pytest.raises(Refused, match="EUR"):
        book.rate("EUR", DAY)
    assert book.marks_of(second) == second.marks
    assert [mark.entry_id for mark in book.marks_of(third)] == [mark.entry_id for mark in second.marks]
    assert book.candidates(first) == []
    assert book.group_of(alfa).control_id == book.accounts["1510"].id
    chosen = book.circumstances(["SEK"], [DAY])[("SEK", DAY)]
    assert dict(chosen.rates) == {"USD": 10 * PAR}
