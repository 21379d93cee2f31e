"""The matcher's questions to the database: the same company's rows, less what others have reserved."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.matching.names import NameKind, name_folds
from reskontra.matching.book import DatabaseBook
from reskontra.receivables.queries import find_document
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def document(story: Story, number: str, ledger: str = "CUSTOMER") -> int:
    return find_document(company=story.company, ledger=ledger, number=number).entry_id


def test_reserved_money_is_taken_off(story: Story) -> None:
    one, two = document(story, "INV-1"), document(story, "INV-2")
    book = DatabaseBook(company=story.company, reserved={one: 40000, two: 50000})
    assert {id: fact.remaining_minor for id, fact in book.entries([one, two]).items()} == {one: 60000, two: 0}
    alfa = story.parties["C1"].id
    assert [fact.entry_id for fact in book.open_entries([alfa])[alfa]] == [one]


def test_entries_are_found_by_what_is_free_of_them(story: Story) -> None:
    one, alfa = document(story, "INV-1"), story.parties["C1"].id
    book = DatabaseBook(company=story.company, reserved={})
    found = book.open_entries_by_amount([(alfa, 100000), (alfa, 98000), (alfa, 1)])
    assert {pair: [fact.entry_id for fact in facts] for pair, facts in found.items()} == {
        (alfa, 100000): [one],
        (alfa, 98000): [one],  # less its discount
    }
    assert [fact.entry_id for fact in book.parties_with_amount([100000], 5)[100000]] == [one]


def test_an_amount_that_is_reserved_is_not_offered(story: Story) -> None:
    one, alfa = document(story, "INV-1"), story.parties["C1"].id
    book = DatabaseBook(company=story.company, reserved={one: 100000})
    assert book.open_entries_by_amount([(alfa, 100000)]) == {}
    assert book.parties_with_amount([100000], 5) == {100000: []}


def test_parties_are_found_by_account_number_and_name(story: Story) -> None:
    alfa = story.parties["C1"].id
    book = DatabaseBook(company=story.company, reserved={})
    assert book.parties_by_account(["SE8060000000000333444555"]) == {"SE8060000000000333444555": [alfa]}
    assert alfa in book.parties_by_number(["C1"])["C1"]
    kind, fold = next((int(kind), fold) for kind, fold in name_folds("Alfa AB") if kind == NameKind.FULL)
    assert book.parties_by_name(kind, [fold])[fold] == [alfa]
    assert alfa in book.parties_by_name_prefix([fold[:3]])[fold[:3]]
    assert fold in " ".join(book.words()).lower() or any(word in fold for word in book.words())
    (fact,) = book.parties([alfa]).values()
    assert (fact.number, fact.name, fact.accounts) == ("C1", "Alfa AB", ("SE8060000000000333444555",))


def test_another_company_is_never_seen(story: Story) -> None:
    other = build.new_company(name="Sydan AB")
    book = DatabaseBook(company=other, reserved={})
    one, alfa = document(story, "INV-1"), story.parties["C1"].id
    assert not book.entries([one])
    assert not book.open_entries([alfa])
    assert not book.open_entries_by_amount([(alfa, 100000)])
    assert not book.parties_with_amount([100000], 5)
    assert not book.parties([alfa])
    assert not book.parties_by_account(["SE8060000000000333444555"])
    assert not book.parties_by_number(["C1"])
    assert not book.words()


def test_rates_are_those_of_the_day(story: Story) -> None:
    story.tell("rate EUR 2026-01-01 11.20")
    day = date(2026, 3, 2)
    found = DatabaseBook(company=story.company, reserved={}).rates([("EUR", day), ("SEK", day), ("USD", day)])
    assert found == {("EUR", day): 1_120_000_000, ("SEK", day): 10**8}
