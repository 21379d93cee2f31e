"""An issued document is a letter in its customer's language: what is overdue, what it comes to, and where to pay."""

from __future__ import annotations

import pytest
from django.utils import translation

from reskontra.collections.document_letters import document_letter, title_of
from reskontra.collections.letterhead import letterhead
from reskontra.collections.mail_texts import mail_texts
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.card import find_card
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def line(role: str, position: int, **more: object) -> dict[str, object]:
    plain = {
        "role": role, "position": position, "parent_position": 0, "text": "", "original_minor": 0, "rate_e5": 0,
        "remaining_minor": 0, "demanded_minor": 0, "amount_minor": 0, "due_date": None, "days": 0,
        "document_number": "",
    }  # fmt: skip
    return plain | more


def test_a_reminder_with_interest_and_fees(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    row = cases.issued(company, "R-1")
    row.interest_minor, row.fee_minor = 12_50, 60_00
    card = find_card(company=company, ledger="CUSTOMER", number="C1")
    assert card
    overdue = line(
        "OVERDUE", 2, document_number="INV-1", original_minor=1000_00, remaining_minor=1000_00, demanded_minor=1000_00,
        amount_minor=12_50, rate_e5=1_050_000, days=21,
    )  # fmt: skip
    lines = [
        line("BEGINNING", 1, text="Vi saknar betalning.\n\nBetala nu."), overdue,
        line("FEE", 3, text="Påminnelseavgift", amount_minor=60_00), line("NOT_DUE", 4, document_number="INV-2"),
    ]  # fmt: skip
    with translation.override("sv"):
        letter = document_letter(letterhead(company=company), row, lines, card)
        subject, body = mail_texts(company=company).of(row, title_of(row), "sv")
    assert (letter.title, [one.text for one in letter.opening]) == (
        "Betalningspåminnelse", ["Vi saknar betalning.", "Betala nu."],
    )  # fmt: skip
    overdue_table, sums, not_due = letter.tables
    assert overdue_table.rows == (
        ("INV-1", "", "1 000,00".replace(" ", "\xa0"), "1\xa0000,00", "12,50"), ("21 dagar à 10,5 %", "", "", "", ""),
    )  # fmt: skip
    assert sums.rows[1:] == (("Ränta", "12,50"), ("Påminnelseavgift", "60,00"))
    assert sums.totals == (("Att betala", "1\xa0072,50"),)
    assert not_due.rows[0][0] == "INV-2"
    assert letter.figures[0][1].replace("\xa0", " ") == "1 072,50 SEK"
    assert (subject, "1\xa0072,50 SEK" in body) == ("Betalningspåminnelse R-1 från Nordan AB", True)
