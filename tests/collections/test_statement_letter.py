"""A statement as a letter: a table for each currency, columns that say something, what to pay and to where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from reskontra.collections.customer_statements import Said
from reskontra.collections.letterhead import Letterhead
from reskontra.collections.statement_letter import line_word, statement_letter, statement_pdf
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Account, Asked, Item, Movement, blocks_of
from reskontra.ledger.queries import BankAccountFacts
from reskontra.letters.letter import Letter, Sender
from tests.collections.test_statement_data import CARD
from tests.letters.test_pdf import text

DAY = date(2026, 3, 10)
ASKED = Asked(date(2026, 3, 1), date(2026, 3, 31), shows_overdue=True)
COMPANY = CompanyFacts(1, "Nordan AB", "SE", "SEK", "sv", "se-bas")
GIRO = BankAccountFacts(
    1, "B1", "", "SEK", "SE3550000000054910000003", "", "50501055", "", 1, "1930", "", "", "", "", None, False, False
)
HEAD = Letterhead(COMPANY, Sender("Nordan AB"), (GIRO,))


def account(currency: str, amount: int, paid: int = 0, description: str = "") -> Account:
    invoice = Movement(1, 1, "INITIAL", DAY, amount, currency, "INVOICE", "F1", description, DAY)
    payment = Movement(2, 2, "INITIAL", DAY, -paid, currency, "PAYMENT", "P1", "", DAY)
    discount = Movement(3, 1, "PAYMENT_DISCOUNT", DAY, -1, currency, "INVOICE", "F1", "", DAY)
    item = Item(1, "INVOICE", "F1", description, DAY, DAY, currency, amount, amount - paid - 1)
    return Account(currency, 0, 2, (item,), (invoice, payment, discount))


def letter(*accounts: Account, asked: Asked = ASKED, number: int = 7) -> Letter:
    with translation.override("en"):
        return statement_letter(HEAD, Said(CARD, blocks_of(accounts, asked)), asked, number=number)


def test_a_block_for_each_currency() -> None:
    found = letter(account("SEK", 1_000_01, paid=200_00), account("EUR", 50_01))
    assert [table.heading for table in found.tables] == [
        "Account in EUR", "Overdue, EUR", "Account in SEK", "Overdue, SEK", "What is overdue, by due date",
    ]  # fmt: skip
    assert found.figures == (
        ("Balance on 31\xa0Mar\xa02026", "50.00\u00a0EUR"),
        ("Balance on 31\xa0Mar\xa02026", "800.00\u00a0SEK"),
    )
    sek = found.tables[2]
    assert "Description" not in [column.heading for column in sek.columns]
    assert [row[1] for row in sek.rows] == ["Opening balance", "Invoice F1", "Payment P1", "Cash discount, invoice F1"]
    assert [row[2] for row in sek.rows] == ["", "10\xa0Mar\xa02026", "", ""]
    assert sek.totals[0][-1] == "800.00"
    assert [row[-1] for row in found.tables[-1].rows] == ["50.00", "800.00"]
    assert [(one.lead, one.text.split(",")[0]) for one in found.after[:2]] == [
        ("EUR.", "Pay what is due to IBAN SE35 5000 0000 0549 1000 0003"),
        ("SEK.", "Pay what is due to bankgiro 5050-1055"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "headings", "figures"),
    [
        ({}, 3, ["Balance on 31\xa0Mar\xa02026", "Of that overdue"]),
        ({"ages": "", "shows_overdue": False}, 1, ["Balance on 31\xa0Mar\xa02026"]),
        ({"style": "open", "ages_by": "posting", "shows_overdue": False}, 2, ["Balance on 31\xa0Mar\xa02026"]),
    ],
)
def test_what_is_asked_for_is_shown(changed: dict[str, object], headings: int, figures: list[str]) -> None:
    found = letter(account("SEK", 1_000_00, description="Moving"), asked=replace(ASKED, **changed), number=0)  # type: ignore[arg-type]
    assert len(found.tables) == headings
    assert [word for word, _text in found.figures] == figures
    assert "Moving" in found.tables[0].rows[-1 if "style" in changed else 1]
    assert "Statement" not in [word for word, _text in found.facts]


def test_it_is_in_the_customer_s_language() -> None:
    said = Said(replace(CARD, language="sv"), blocks_of([account("SEK", -5_00)], ASKED))
    language, pdf = statement_pdf(HEAD, said, ASKED, number=3)
    assert language == "sv"
    assert "Kundkontoutdrag" in text(pdf)
    assert "Det som förfallit betalas" not in text(pdf)
    assert "Tillgodo finns 5,01 SEK" in text(pdf)
    assert "Därav förfallet" not in text(pdf)
    with translation.override("sv"):
        assert line_word(said.blocks[0].lines[-1]) == "Kassarabatt, faktura F1"
