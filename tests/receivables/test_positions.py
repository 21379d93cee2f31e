"""Foreign entries as an exchange adjustment sees them."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.revaluation import Movement, OpenPosition
from reskontra.receivables.models import Application
from reskontra.receivables.positions import foreign_currencies, open_positions
from tests import build
from tests.adjustments import JANUARY, adjust, dollars, rate
from tests.postings import on, pay

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def positions(company: CompanyFacts, day: date) -> list[OpenPosition]:
    found = open_positions(company=company, ledger="CUSTOMER", as_of=day, currencies=["USD"])
    return [one.position for one in found]


def test_what_was_open_and_what_moved_it_since(company: CompanyFacts) -> None:
    told = dollars(company)
    invoice = told.invoice()
    pay(company, told.bank, on(company, invoice, 30_00), day=date(2026, 1, 20))
    pay(company, told.bank, on(company, invoice, 70_00), day=date(2026, 2, 10))
    application = Application.objects.filter(company=company.id).order_by("-id")[0]
    later = (Movement(date(2026, 2, 10), -70_00, application.id, None),)
    assert positions(company, JANUARY) == [OpenPosition(invoice.entry_id, "USD", 70_00, 700_00, 0, later)]
    assert positions(company, date(2026, 2, 10)) == []


def test_an_adjustment_counts_as_of_its_day_wherever_it_is_posted(company: CompanyFacts) -> None:
    told, day = dollars(company), date(2026, 1, 20)
    invoice = told.invoice()
    rate(company, "11", day)
    adjust(company, day, posting_date=JANUARY)
    assert positions(company, day) == [OpenPosition(invoice.entry_id, "USD", 100_00, 1100_00, 100_00)]
    assert positions(company, date(2026, 1, 19)) == [OpenPosition(invoice.entry_id, "USD", 100_00, 1000_00, 0)]


def test_the_currencies_of_a_ledger(company: CompanyFacts) -> None:
    told = dollars(company)
    assert foreign_currencies(company=company, ledger="CUSTOMER") == []
    told.invoice()
    build.invoice(company, told.party, number="INV-2")
    assert foreign_currencies(company=company, ledger="CUSTOMER") == ["USD"]
    assert foreign_currencies(company=company, ledger="VENDOR") == []
    assert open_positions(company=company, ledger="CUSTOMER", as_of=JANUARY, currencies=[]) == []
