"""What a transaction says, for matching and posting."""

from __future__ import annotations

import pytest

from reskontra.journals.queries import lines
from reskontra.matching.words import TransactionWords, words_of
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def words(story: Story, line: str) -> TransactionWords:
    story.tells(f"statement B1 2026-03-02\nline {line}\nimport")
    (found,) = lines(company=story.company, journal_ids=[story.facts.id])
    assert found.transaction_id
    return words_of(company=story.company, ids=[found.transaction_id])[found.transaction_id]


def test_everything_a_payment_says(story: Story) -> None:
    found = words(
        story, '100.00 name="Alfa AB" text="Faktura INV-1" ocr=10017 iban=SE8060000000000333444555 reference=R1'
    )
    assert (found.name, found.texts, found.bank_reference) == ("Alfa AB", ("Faktura INV-1",), "R1")
    assert found.accounts == ("SE8060000000000333444555",)
    (reference,) = found.references
    assert (reference.raw, reference.is_creditor_reference) == ("10017", True)


def test_a_payment_that_says_nothing(story: Story) -> None:
    found = words(story, "100.00")
    assert (found.name, found.texts, found.accounts, found.references) == ("", (), (), ())
    assert found.bank_reference == "S-1/1"


def test_an_end_to_end_id_of_the_payer(story: Story) -> None:
    assert words(story, "100.00 end_to_end=E-77").end_to_end_id == "E-77"


def test_another_company_hears_nothing(story: Story) -> None:
    found = words(story, '100.00 name="Alfa AB"')
    assert words_of(company=build.new_company(name="Sydan AB"), ids=[found.id]) == {}
