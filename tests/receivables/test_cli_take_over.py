"""report take-over on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import PostingGroup
from reskontra.parties.models import Party
from reskontra.receivables import cli_take_over
from tests import build
from tests.command_line import done
from tests.ledger.test_opening import TOOK_OVER, load_balances

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
report = cli_take_over.report


def _table(*words: str) -> list[str]:
    told = done(report, "take-over", "--lang", "en", *words).out
    return [" ".join(line.split()) for line in told.splitlines()]


def test_a_take_over_that_agrees(company: CompanyFacts) -> None:
    build.bank_account(company, opening="800.00")
    build.invoice(company, build.customer(company), amount="1500.00")
    build.invoice(company, build.vendor(company), number="F-1", amount="-300.00")
    load_balances(company, TOOK_OVER)
    assert _table() == [
        "Ledger Account Name Group Entries Loaded Opening Difference",
        "Customers 1510 Kundfordringar SE 1 1,500.00 1,500.00 0.00",
        "Vendors 2440 Leverantörsskulder SE 1 -300.00 -300.00 0.00",
        "Bank 1930 Företagskonto B1 1 800.00 800.00 0.00",
        "Total 3 2,000.00 2,000.00 0.00",
        "What was loaded is what the old books held.",
        "Contra account 2898 holds 0.00.",
    ]


def test_a_take_over_that_differs_says_where(company: CompanyFacts, tmp_path: Path) -> None:
    PostingGroup.objects.filter(company=company.id, kind="CUSTOMER", code="EU").update(control_account="1510")
    build.bank_account(company, opening="790.00")
    build.invoice(company, build.customer(company), amount="1400.00")
    Party.objects.filter(company=company.id, number="C1").update(posting_group="EU")
    build.invoice(company, build.customer(company), number="INV-2", amount="40.00")
    load_balances(company, TOOK_OVER)
    assert _table()[1:4] == [
        "Customers 1510 Kundfordringar EU 1 40.00",
        "Customers 1510 Kundfordringar SE 1 1,400.00",
        "Customers 1510 Kundfordringar 2 1,440.00 1,500.00 -60.00",
    ]
    found = done(report, "take-over", "--format", "json").json
    assert found["difference"] == "230.00"  # -60 of customers, +300 of vendors, -10 at the bank
    assert found["contra_accounts"] == [{"account": "2898", "balance": "-230.00"}]
    assert [row["difference"] for row in found["accounts"]] == [None, None, "-60.00", "300.00", "-10.00"]
    file = tmp_path / "take-over.csv"
    done(report, "take-over", "--output", file)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 6
