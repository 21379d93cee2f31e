"""The book as it was before decided payments."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.matching.records import FactKind
from reskontra.journals.queries import lines
from reskontra.matching.replay import ReplayedBook, lessons_of_facts_taught
from reskontra.receivables.queries import find_document
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MARCH = date(2026, 3, 31)


def document(story: Story, number: str) -> int:
    return find_document(company=story.company, ledger="CUSTOMER", number=number).entry_id


def replayed(story: Story, *, until: date = MARCH, line_ids: tuple[int, ...] = ()) -> ReplayedBook:
    """As before INV-1 and 100.00 of INV-2 were paid."""
    taken = {document(story, "INV-1"): 100000, document(story, "INV-2"): 10000}
    lessons = lessons_of_facts_taught(company=story.company, line_ids=line_ids)
    return ReplayedBook(company=story.company, taken=taken, lessons=lessons, lines=line_ids, until=until)


@pytest.fixture
def paid(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-20
        line      1000.00 name="Alfa AB" ocr=10017
        line      100.00 name="Alfa AB" ocr=10025
        import
        match
        accept    2
        post
        """
    )
    return story


def test_what_was_paid_is_open_again_with_all_it_had(paid: Story) -> None:
    book, alfa = replayed(paid), paid.parties["C1"].id
    one, two = document(paid, "INV-1"), document(paid, "INV-2")
    assert {fact.entry_id: fact.remaining_minor for fact in book.open_entries([alfa])[alfa]} == {
        one: 100000,
        two: 50000,
    }
    assert {id: fact.remaining_minor for id, fact in book.entries([one, two]).items()} == {one: 100000, two: 50000}
    by_amount = book.open_entries_by_amount([(alfa, 100000), (alfa, 50000), (alfa, 40000)])
    assert {pair: [fact.entry_id for fact in facts] for pair, facts in by_amount.items()} == {
        (alfa, 100000): [one],
        (alfa, 50000): [two],
    }
    assert [fact.entry_id for fact in book.parties_with_amount([100000], 5)[100000]] == [one]
    assert list(book.parties_with_amount([100000], 0).get(100000, [])) == []
    assert book.parties_with_credits([alfa]) == set()


def test_what_was_posted_later_is_found_by_number_alone(paid: Story) -> None:
    book, alfa = replayed(paid, until=date(2020, 1, 1)), paid.parties["C1"].id
    assert book.open_entries([alfa]) == {}
    assert document(paid, "INV-1") in book.entries([document(paid, "INV-1")])


def test_what_the_lines_taught_is_not_known_yet(story: Story) -> None:
    for day in ("02", "03"):
        story.tells(
            f"""
            statement B1 2026-03-{day}
            line      50.00 iban=SE7280000810340009783242 name="Okänd"
            import
            apply     1 INV-3=50.00
            """
        )
    ids = [line.id for line in lines(company=story.company, journal_ids=[story.facts.id])]
    account = "SE7280000810340009783242"
    known = replayed(story).facts(FactKind.ACCOUNT, [account])
    assert [fact.hits for fact in known[account]] == [2]
    before = replayed(story, line_ids=tuple(ids))
    assert [fact.hits for fact in before.facts(FactKind.ACCOUNT, [account])[account]] == [1]
    assert before.payers_of([story.parties["C2"].id]) == []
