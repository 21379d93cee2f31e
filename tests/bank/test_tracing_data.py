"""What find found, as JSON."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reskontra.bank.tracing import trace
from reskontra.bank.tracing_data import trace_data
from reskontra.cli.program import program
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done
from tests.reported_book import reported

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_command_prints_it(company: CompanyFacts) -> None:
    reported(company)
    found = trace_data(company, trace(company=company, number="INV-3"))
    assert done(program, "find", "INV-3", "--format", "json").json == found


def test_amounts_are_of_their_currency_and_vouchers_balance(company: CompanyFacts) -> None:
    reported(company)
    found = done(program, "find", "INV-3", "--format", "json").json
    (entry,) = found["entries"]
    assert (entry["amount"], entry["remaining_amount"], entry["currency"]) == ("100.00", "60.00", "EUR")
    moved = [row for row in found["rows"] if row["document_number"] == "INV-3"]
    assert sum(Decimal(row["amount"]) for row in moved) == Decimal("60.00")
    for voucher in found["vouchers"]:
        assert sum(Decimal(line["amount"]) for line in voucher["lines"]) == 0
        assert sum(max(Decimal(line["amount"]), Decimal(0)) for line in voucher["lines"]) == Decimal(voucher["amount"])
    (transaction,) = found["bank_transactions"]
    assert (transaction["amount"], transaction["currency"], transaction["journal"]) == ("40.00", "EUR", "PRJ000002")
    assert transaction["voucher"] in {voucher["voucher"] for voucher in found["vouchers"]}
    assert found["bank_entries"][0]["bank_account"] == "B2"
