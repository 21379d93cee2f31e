"""The register of exchange adjustments."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.exchange_register import bank_vouchers, exchange_adjustments, last_adjustments
from reskontra.receivables.models import ExchangeAdjustment
from tests import build
from tests.adjustments import FEBRUARY, JANUARY, MARCH, adjust, dollars, rate

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_row_for_each_group_and_account(company: CompanyFacts) -> None:
    told = dollars(company)
    told.invoice()
    build.bank_account(company, number="B3", iban="", currency="USD", opening="10.00")
    rate(company, "11", JANUARY)
    adjust(company, JANUARY)
    rate(company, "12", FEBRUARY)
    adjust(company, FEBRUARY, kinds=("CUSTOMER",))
    rows = exchange_adjustments(company=company)
    assert [(row.as_of, row.voucher, row.group.kind, row.group.subject) for row in rows] == [
        (JANUARY, "A-2026-1", "CUSTOMER", "SE"),
        (JANUARY, "A-2026-2", "BANK", "B3"),
        (FEBRUARY, "A-2026-3", "CUSTOMER", "SE"),
    ]
    assert [(row.group.base_minor, row.group.base_local_minor, row.group.adjustment_minor) for row in rows] == [
        (100_00, 1000_00, 100_00),
        (10_00, 100_00, 10_00),
        (100_00, 1100_00, 100_00),
    ]
    assert [row.as_of for row in exchange_adjustments(company=company, as_of=FEBRUARY)] == [FEBRUARY]
    assert last_adjustments(company=company) == {("CUSTOMER", "USD"): FEBRUARY, ("BANK", "USD"): JANUARY}
    vouchers = ExchangeAdjustment.objects.filter(company=company.id, kind="BANK").values_list("voucher_id", flat=True)
    assert bank_vouchers(company=company, as_of=MARCH) == list(vouchers)
    assert exchange_adjustments(company=build.new_company(name="Sydan AB")) == []
