"""What waits for approval or for the bank, and what has become of the rest."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.repayments_list import repayments
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_states(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(
        """
        bank B1
        customer C1 "Alfa AB" bankgiro=9912346
        credit C1 K-1 -300.00
        credit C1 K-2 -200.00
        credit C1 K-3 -100.00
        repay entry=K-1
        repay entry=K-2
        repay entry=K-3
        approve 2
        give-up 3
        """
    )
    found = [(one.document, one.state, one.account_kind, one.account_number) for one in repayments(company=company)]
    assert found == [("K-1", "PROPOSED", "BANKGIRO", "9912346"), ("K-2", "APPROVED", "BANKGIRO", "9912346")]
    story.tell("receive B1 C1 -200.00 K-2")
    states = [(one.document, one.state) for one in repayments(company=company, with_all=True)]
    assert states == [("K-1", "PROPOSED"), ("K-2", "CLOSED"), ("K-3", "CANCELLED")]
    assert [one.document for one in repayments(company=company)] == ["K-1"]
