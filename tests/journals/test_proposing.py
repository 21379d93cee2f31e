"""What a line is proposed to be."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.settlement import Marked
from reskontra.journals.proposing import (
    CurrencyBrought,
    Named,
    account_text,
    brought_currency,
    named_document,
    proposed_minor,
    proposed_type,
)
from tests import build

D = date(2026, 3, 10)


@pytest.mark.parametrize(("kind", "ledger", "minor", "settles", "type"), [
    ("CASH_RECEIPT", "CUSTOMER", -1, False, "PAYMENT"), ("CASH_RECEIPT", "CUSTOMER", 1, False, "REFUND"),
    ("PAYMENT", "VENDOR", 1, False, "PAYMENT"), ("PAYMENT", "VENDOR", -1, True, "REFUND"),
    ("GENERAL", "CUSTOMER", -1, False, ""), ("GENERAL", "CUSTOMER", -1, True, "PAYMENT"),
])  # fmt: skip
def test_the_type(kind: str, ledger: str, minor: int, settles: bool, type: str) -> None:
    assert proposed_type(kind, ledger, minor, settles=settles) == type


@pytest.mark.parametrize(("amount", "day", "expected"), [
    (None, D, -980), (None, date(2026, 3, 11), -1000), (300, D, -300), (990, D, -980),
])  # fmt: skip
def test_the_amount(amount: int | None, day: date, expected: int) -> None:
    named = Named(Marked(1, amount), "INV-1", "INVOICE", "SEK", 1000, 20, D)
    assert proposed_minor([named], day) == expected


def test_the_currency() -> None:
    dollars = [Named(Marked(1, None), "INV-1", "INVOICE", "USD", 1000, 0, None)]
    assert brought_currency(account="customer:C1", own="USD", settled=dollars, is_accepted=False) == "USD"
    assert brought_currency(account="customer:C1", own="SEK", settled=dollars, is_accepted=True) == "USD"
    assert brought_currency(account="customer:C1", own="SEK", settled=[], is_accepted=True) == "SEK"
    with pytest.raises(CurrencyBrought, match=r"customer:C1 is in SEK .* INV-1 is in USD"):
        brought_currency(account="customer:C1", own="SEK", settled=dollars, is_accepted=False)


@pytest.mark.django_db
def test_a_document_and_an_account_by_name(company: CompanyFacts) -> None:
    party = build.customer(company)
    fact = build.invoice(company, party)
    found = named_document(company=company, party=("CUSTOMER", "C1"), text="INV-1=400.00")
    assert (found.mark, found.number) == (Marked(fact.entry_id, 400_00), "INV-1")
    with pytest.raises(Refused, match="INV-1 was to be settled"):
        named_document(company=company, party=None, text="INV-1")
    assert account_text(company, party, "CUSTOMER", "C1") == "Alfa AB"
    assert account_text(company, None, "GL", "1510") == "Kundfordringar"
    assert account_text(company, None, "BANK", "B1") == ""
