"""What is on foreign bank accounts at the end of a day."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.bank_positions import bank_positions
from reskontra.receivables.exchange_register import bank_vouchers
from tests import build
from tests.adjustments import JANUARY, adjust, rate

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

EUR_IBAN, USD_IBAN = "SE3550000000054910000003", "SE4550000000058398257466"


def found(company: CompanyFacts, day: date, **narrowed: object) -> list[tuple[str, int, int]]:
    rows = bank_positions(company=company, as_of=day, **narrowed)  # type: ignore[arg-type]
    return [(row.number, row.balance_minor, row.balance_local_minor) for row in rows]


def test_balances_in_both_currencies(company: CompanyFacts) -> None:
    rate(company, "10", date(2026, 1, 1))
    rate(company, "11", date(2026, 1, 1), "EUR")
    build.bank_account(company, number="B1", iban="", opening="900.00")
    usd, eur = ("B2", 500_00, 5000_00), ("B3", 100_00, 1100_00)
    build.bank_account(company, number="B3", iban=EUR_IBAN, currency="EUR", opening="100.00")
    build.bank_account(
        company, number="B2", iban=USD_IBAN, currency="USD", opening="500.00", opening_date=date(2026, 1, 15)
    )
    assert found(company, date(2026, 1, 14)) == [eur]
    assert found(company, JANUARY) == [usd, eur]
    assert found(company, JANUARY, currencies={"USD"}) == [usd]


def test_vouchers_of_later_days_may_count(company: CompanyFacts) -> None:
    day = date(2026, 1, 20)
    rate(company, "10", date(2026, 1, 1))
    build.bank_account(company, currency="USD", opening="500.00")
    rate(company, "10.5", day)
    adjust(company, day, posting_date=JANUARY)
    also = bank_vouchers(company=company, as_of=day)
    assert found(company, day) == [("B1", 500_00, 5000_00)]
    assert found(company, day, also=also) == [("B1", 500_00, 5250_00)]
