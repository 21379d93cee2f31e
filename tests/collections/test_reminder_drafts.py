"""The lines of a draft: interest by its rates, parents, texts of fees by language."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.interest_rates import install_interest_terms
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.reminder_drafts import Sums
from reskontra.collections.reminder_queries import find_reminder, reminder_lines
from reskontra.collections.reminder_terms_editing import TextPlace, set_letter_text
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.reminding import debtor, held, make, of_law, terms

pytestmark = pytest.mark.django_db


def test_interest_by_its_rates_and_fees_stand_under_their_document(company: CompanyFacts) -> None:
    """The specification's example of 19.2: 48 750 due 15 May, calculated 20 August 2025."""
    install_interest_terms(company=company, actor=build.BOB, code="SE-RÄNTELAGEN")
    terms(company, line_cost="COMPENSATION", line_fee_minor=450_00, calculates_interest=True)
    party = debtor(company, finance_charge_terms="SE-RÄNTELAGEN")
    of_law(company, party, is_due_agreed=True)
    build.invoice(company, party, amount="48750.00", posting_date="2025-04-15", due_date="2025-05-15", currency="SEK")
    place = TextPlace("LINE_FEE", "sv", 1)
    set_letter_text(company=company, actor=build.BOB, code="T", place=place, text="Ersättning %6 för {document_number}")
    (made,) = make(company, date(2025, 8, 20)).made
    assert held(company, made.number) == [
        ("OVERDUE", "INV-1", 1, 1356_98), ("RATE", "", 0, 675_82), ("RATE", "", 0, 681_16),
        ("LINE_FEE", "INV-1", 1, 450_00),
    ]  # fmt: skip
    found = find_reminder(company=company, number=made.number)
    lines = reminder_lines(company=company, id=found.id)
    assert [line.parent_position for line in lines] == [0, 1, 1, 1]
    assert [(line.days, line.rate_e5) for line in lines[:3]] == [(97, 0), (46, 11_00000), (51, 10_00000)]
    assert lines[3].text == "Ersättning 450,00 för INV-1"
    assert found.sums == Sums(48750_00, 1356_98, 0, 450_00)
    assert found.sums.total_minor == 50556_98


def test_the_compensation_covers_the_fee_of_the_letter(company: CompanyFacts) -> None:
    """In the same letter, in an earlier one, and where the earlier one is overdue by now: it is no claim itself."""
    terms(company, cost="DEMAND", fee_minor=180_00, line_cost="COMPENSATION", line_fee_minor=450_00)
    party = debtor(company)
    build.invoice(company, party, number="A")
    (first,) = make(company).made
    covered = ("FEE", "", 1, 0)  # kept on the draft until it is issued: it grows again where the other is taken off
    asked = [("OVERDUE", "A", 1, 1000_00), ("LINE_FEE", "A", 1, 450_00)]
    assert held(company, first.number) == [*asked, covered]
    assert len(issue_reminders(company=company, actor=build.BOB).done) == 1
    assert held(company, first.number) == asked
    build.invoice(company, party, number="B")
    (second,) = make(company, date(2026, 4, 30)).made
    assert held(company, second.number) == [
        ("OVERDUE", "A", 2, 1000_00), ("OVERDUE", "B", 1, 1000_00), ("LINE_FEE", "B", 1, 450_00),
        ("OVERDUE", "BP000001", 1, 450_00), ("FEE", "", 2, 0),
    ]  # fmt: skip


def test_a_letter_in_a_language_that_nothing_is_in_is_in_the_companys_as_a_whole(company: CompanyFacts) -> None:
    """Days, amounts and what fees are called, too; a text that there is in the customer's language stands in it."""
    terms(company, cost="REMINDER", fee_minor=60_00)
    of_law(company, party := debtor(company, language="fr"), is_fee_agreed=True)
    build.invoice(company, party)
    for language, part, text in (("sv", "BEGINNING", "Betala {total} senast {due_date}."), ("fr", "ENDING", "Merci.")):
        set_letter_text(company=company, actor=build.BOB, code="T", place=TextPlace(part, language), text=text)
    (made,) = make(company).made
    lines = reminder_lines(company=company, id=find_reminder(company=company, number=made.number).id)
    assert [line.text for line in lines if line.text] == [
        "Betala 1\xa0060,00 senast 2026-04-10.", "Påminnelseavgift", "Merci.",
    ]  # fmt: skip
