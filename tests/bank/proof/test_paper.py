"""The same proof is the same paper, in the reader's words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from reskontra.bank.proof.figures import prove
from reskontra.bank.proof.paper import proof_pdf, proof_report
from reskontra.ledger.queries import find_bank_account
from tests.letters.test_pdf import text
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_the_paper_tells_the_sum_and_both_lists(month: Story) -> None:
    account = find_bank_account(company=month.company, number="B1")
    proof = prove(company=month.company, account=account, as_of=date(2026, 3, 31))
    with translation.override("sv"):
        one, other = (proof_pdf(month.company, proof, None) for _ in range(2))
    assert one == other
    told = text(one)
    assert "Saldoavstämning per 2026-03-31" in told
    assert "Bokföringen stämmer med banken." in told
    assert "Utestående poster" in told
    assert proof_report(company=month.company, proof=proof).after["unexplained"].minor == 0
    none = prove(company=month.company, account=account, as_of=date(2026, 3, 1))
    assert "nothing can be proved" in text(proof_pdf(month.company, none, None))
