"""payment-plan letter on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.cli_plan_letters import payment_plan
from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_a_letter_is_written(company: CompanyFacts, tmp_path: Path) -> None:
    cases.two_invoices(company)
    cases.planned(company, "INV-1")
    file = tmp_path / "plan.pdf"
    assert done(payment_plan, "letter", 1, file).out == f"The letter of payment plan 1 is in {file}.\n"
    assert file.read_bytes().startswith(b"%PDF-")
    assert "There is no payment plan 9" in refused(payment_plan, "letter", 9, file)
    assert "waits for paper: 1." in done(payment_plan, "send").out
    assert "is in" in done(payment_plan, "send", "--print-to", tmp_path / "all.pdf").out
    assert done(payment_plan, "send").out == "Nothing is to be sent.\n"
    assert done(payment_plan, "send", 1, "--was-sent").out == "0 letters are marked as sent.\n"
