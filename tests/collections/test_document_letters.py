"""An issued document is a letter in its customer's language: what is overdue, what it comes to, and where to pay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
        "remaining_minor": 0, "demanded_minor": 0, "amount_minor": 0, "due_date": None, "from_date": None, "days": 0,
        "document_number": "", "document_type": "INVOICE", "document_date": None, "level": 1, "cost": "",
        "covered_minor": 0,
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
        amount_minor=12_50, rate_e5=1_050_000, days=21, from_date=date(2026, 2, 9), document_date=date(2026, 1, 10),
    )  # fmt: skip
    lines = [
        line("BEGINNING", 1, text="Vi saknar betalning.\n\nBetala nu."), overdue,
        line("FEE", 3, text="Påminnelseavgift", amount_minor=60_00), line("NOT_DUE", 4, document_number="INV-2"),
    ]  # fmt: skip
    with translation.override("sv"):
        letter = document_letter(letterhead(company=company), row, lines, card)
        subject, body = mail_texts(company=company).of(row, title_of(row, frozenset()), "sv")
    assert (letter.title, [one.text for one in letter.opening]) == (
        "Betalningspåminnelse", ["Vi saknar betalning.", "Betala nu."],
    )  # fmt: skip
    with translation.override("sv"):
        demand = replace(letterhead(company=company), demands=frozenset({(row.terms, row.level)}))
        assert document_letter(demand, row, lines, card).title == "Inkassokrav"
    overdue_table, sums, not_due = letter.tables
    assert overdue_table.carried == (("", "", "", "", "1\xa0000,00", "12,50"),)
    assert overdue_table.totals == ()  # what it comes to stands in a table of its own
    assert overdue_table.rows == (
        ("Faktura INV-1\n21 dagar à 10,5 % från 2026-02-10", "2026-01-10", "", "1\xa0000,00", "1\xa0000,00", "12,50"),
    )
    rates = [line("RATE", 5 + n, parent_position=2, days=n, rate_e5=1_000_000, amount_minor=n) for n in (1, 2)]
    higher = [overdue | {"level": 2}, *rates, overdue | {"position": 3, "rate_e5": 0}]
    with translation.override("sv"):
        (both, *_rest) = document_letter(letterhead(company=company), row, higher, card).tables
    assert [column.heading for column in both.columns][3] == "Nivå"
    assert [(cells[0].count("\n"), cells[3], cells[-1]) for cells in both.rows] == [
        (2, "2", "12,50\n0,01\n0,02"), (0, "1", "12,50"),
    ]  # fmt: skip
    assert sums.rows[1:] == (("Ränta", "12,50"), ("Påminnelseavgift", "60,00"))
    assert sums.totals == (("Att betala", "1\xa0072,50"),)
    row.kind, row.interest_minor, row.fee_minor, row.remaining_minor = "FINANCE_CHARGE", 25_00, 0, 0
    with translation.override("sv"):
        memo = document_letter(letterhead(company=company), row, [overdue, overdue | {"position": 3}], card)
    assert [one.text for one in memo.opening] == [
        "Det här är ränta på det som inte betalades i tid, beräknad till 2026-03-02."
    ]
    assert [table.totals for table in memo.tables] == [(("Summa", "", "", "", "2\xa0000,00", "25,00"),)]
    assert not_due.rows[0][0] == "Faktura INV-2"
    assert letter.figures[0][1].replace("\xa0", " ") == "1 072,50 SEK"
    assert (subject, "1\xa0072,50 SEK" in body) == ("Betalningspåminnelse R-1 från Nordan AB", True)


def test_fees_that_many_documents_bear_alike_are_one_row(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    row = cases.issued(company, "R-1")
    card = find_card(company=company, ledger="CUSTOMER", number="C1")
    assert card
    alike = [
        line("LINE_FEE", place, text=f"Ersättning, INV-{place}", amount_minor=450_00, cost="COMPENSATION")
        for place in range(3, 10)
    ]
    other = line("LINE_FEE", 10, text="Ersättning, INV-10", amount_minor=400_00, cost="COMPENSATION")
    with translation.override("sv"):
        rows = [
            document_letter(letterhead(company=company), row, fees, card).tables[-1].rows
            for fees in ([*alike, other], [*alike[:6], other])
        ]
        fees = [line("FEE", 3, text="Avgift", covered_minor=60_00), line("FEE", 4, text="Av noll")]
        drafted = document_letter(letterhead(company=company), row, fees, card).tables[-1].rows
    assert drafted[1:] == (("Avgift (60,00 täcks av andra avgifter för samma dokument)", "0,00"),)
    many, few = (found[1:] for found in rows)
    assert many == (("Förseningsersättning, 7 × 450,00", "3\xa0150,00"), ("Ersättning, INV-10", "400,00"))
    assert [word for word, _amount in few] == [f"Ersättning, INV-{place}" for place in (3, 4, 5, 6, 7, 8, 10)]


def test_a_memo_tells_how_its_interest_comes_about(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    row = cases.issued(company, "R-1")
    card = find_card(company=company, ledger="CUSTOMER", number="C1")
    assert card
    overdue = line("OVERDUE", 1, document_number="INV-1", demanded_minor=1000_00, amount_minor=3_00)

    def told(*texts: str) -> tuple[str, str]:
        rates = [
            line("RATE", 2 + place, parent_position=1, text=text, days=9, from_date=date(2026, 2, 9), amount_minor=1_50)
            for place, text in enumerate(texts)
        ]
        with translation.override("sv"):
            found = document_letter(letterhead(company=company), row, [overdue, *rates], card).tables[0].rows[0]
        return found[0], found[-1]

    sum_, long = "9 × 1 000,00 × 10 % / 365", "(4 × 1 000,00 + 5 × 800,00) × 10 % / 365"
    assert told(sum_, "Egna ord") == (
        f"Faktura INV-1\n9 dagar från 2026-02-10: {sum_}\nEgna ord", "3,00\n1,50\n1,50",
    )  # fmt: skip
    assert told(sum_, long) == (
        f"Faktura INV-1\n9 dagar från 2026-02-10: {sum_} = 1,50\n9 dagar från 2026-02-10: {long} = 1,50", "3,00",
    )  # fmt: skip
