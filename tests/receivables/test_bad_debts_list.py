"""Which claims are lost or feared lost."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.bad_debts_list import bad_debts
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_stands_and_what_was_taken_back(company: CompanyFacts) -> None:
    Story(company).tells(
        """
        customer C1 "Alfa AB"
        taxed C1 INV-1 1250.00 250.00
        taxed C1 INV-2 1250.00 250.00
        fear INV-1 500.00 on=2026-03-20
        lose INV-2 on=2026-03-21
        release INV-1 on=2026-03-22
        fear INV-1 on=2026-03-23
        """
    )
    found = [(one.kind, one.document, one.amount.minor, one.vat.minor) for one in bad_debts(company=company)]
    assert found == [("CONFIRMED", "INV-2", 1250_00, 250_00), ("FEARED", "INV-1", 1250_00, 250_00)]
    assert [one.document for one in bad_debts(company=company, kind="CONFIRMED")] == ["INV-2"]
    every = bad_debts(company=company, kind="FEARED", with_ended=True)
    assert [(one.voucher, one.ended_by) for one in every] == [("A-2026-1", "A-2026-3"), ("A-2026-4", "")]
    (lost,) = bad_debts(company=company, kind="CONFIRMED")
    assert (lost.account, lost.name, lost.remaining.minor, lost.reason) == ("C1", "Alfa AB", 0, "Wrong customer.")
