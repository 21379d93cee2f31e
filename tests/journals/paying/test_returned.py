"""A payment that the bank's line sends back is found by its id, and rejected once."""

import pytest

from reskontra.journals.paying.facts import find_proposal
from reskontra.journals.paying.post import post_proposal
from reskontra.journals.paying.returned import note_payment_returned, payment_voucher
from tests import build
from tests.journals.paying_book import TODAY, owing, sent

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_found_by_its_id_and_rejected_once(company):
    owing(company)
    sent(company)
    assert payment_voucher(company=company, key="PP1-1") is None
    lines = post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY).proposal.lines
    assert payment_voucher(company=company, key="PP1-1") == lines[0].voucher_id
    assert payment_voucher(company=company, key="another") is None
    note_payment_returned(company=company, actor=build.ALICE, key="PP1-1", reason="AC04")
    found = find_proposal(company=company, number=1).lines
    assert [(line.state, line.reason_code) for line in found] == [("REJECTED", "AC04"), ("POSTED", "")]
    assert payment_voucher(company=company, key="PP1-1") is None
