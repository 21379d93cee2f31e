"""voucher show."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.cli_vouchers import voucher
from tests import build
from tests.command_line import done, refused
from tests.postings import correction, draft, post_all, sale

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_voucher_is_shown_with_debit_and_credit(company: CompanyFacts) -> None:
    first = sale(company, 1234_50)
    post_all(company, draft(company, {"1910": -100, "3001": 100}, source="REVERSAL", reverses_id=first.id))
    shown = [" ".join(line.split()) for line in done(voucher, "show", "A-2026-1").out.splitlines()]
    assert shown[0] == "A-2026-1 2026-03-02 Journal voucher"
    assert "Reversed by: A-2026-2" in shown
    assert shown[-3:] == [
        "Account Name Debit Credit",
        "1910 Kassa 1,234.50",
        "3001 Försäljning inom Sverige, 25 % moms 1,234.50",
    ]


def test_what_it_moved_in_the_bank(company: CompanyFacts) -> None:
    build.bank_account(company, opening="500.00")
    assert "500.00  SEK" in done(voucher, "show", "I-2026-1").out
    found = done(voucher, "show", "I-2026-1", "--format", "json").json
    assert found["bank_entries"][0]["amount"] == "500.00"
    assert [(one["account"], one["debit"], one["credit"]) for one in found["lines"]] == [
        ("1930", "500.00", "0.00"), ("2898", "0.00", "500.00"),
    ]  # fmt: skip


def test_a_correction_says_so(company: CompanyFacts) -> None:
    correction(company, {"1910": -30_00, "3001": 30_00})
    told = done(voucher, "show", "A-2026-1").out
    assert "A correction: debits and credits are negative." in told
    assert "-30.00" in told
    found = done(voucher, "show", "A-2026-1", "--format", "json").json
    assert [(one["debit"], one["credit"], one["correction"]) for one in found["lines"]] == [
        ("-30.00", "0.00", True), ("0.00", "-30.00", True),
    ]  # fmt: skip


def test_an_unknown_voucher_is_refused(company: CompanyFacts) -> None:
    assert refused(voucher, "show", "A-2026-1").startswith('There is no voucher "A-2026-1".')
