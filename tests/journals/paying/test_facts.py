"""What is kept of a proposal is looked at again; what is in one is in no other."""

import pytest

from reskontra.journals.paying.facts import ProposalUnknown, check_payments, find_proposal, proposal_row, reserved
from reskontra.receivables.models import Entry
from tests import build
from tests.journals.paying_book import TODAY, owing, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_findings_are_kept_and_go_again(company):
    owing(company)
    three = build.find_party(company=company, ledger="VENDOR", number="V3")
    build.invoice(company, three, number="L-3", amount="-5.00")
    assert [one.findings for one in proposed(company, vendors=("V3",)).lines] == [("account_missing",)]
    build.vendor(company, number="V3", name="Xandra AB", plusgiro="1234566")
    row = proposal_row(company=company, number=1)
    assert check_payments(company=company, proposal=row, today=TODAY).lines[0].findings == ("account_unclear",)


def test_what_is_proposed_is_taken(company):
    owing(company)
    proposed(company)
    ids = {one.document_number: one.id for one in Entry.objects.filter(company=company.id)}
    assert reserved(company=company, entry_ids=ids.values()) == {ids["L-1"]: 1000_00, ids["L-2"]: 500_00}
    own = proposal_row(company=company, number=1).id
    assert reserved(company=company, entry_ids=ids.values(), besides=own) == {}
    assert [one.open_minor for one in find_proposal(company=company, number=1).lines] == [1000_00, 500_00]
    with pytest.raises(ProposalUnknown):
        find_proposal(company=company, number=2)
