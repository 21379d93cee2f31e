"""Proposals as lists and data show them."""

import pytest

from reskontra.core.payment_proposals import LeftOutReason
from reskontra.formats.pain002 import Outcome
from reskontra.journals.paying import shown
from reskontra.journals.paying.answers import AnsweredPayment
from reskontra.journals.paying.change import cancel_proposal
from reskontra.journals.paying.facts import find_proposal
from reskontra.journals.paying.post import post_proposal
from tests import build
from tests.journals.paying_book import TODAY, owing, proposed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_list_and_its_states(company):
    owing(company)
    sent(company, vendors=("V1",))
    proposed(company)
    found = shown.proposals(company=company)
    assert [(one.number, one.state, one.payments, one.unposted) for one in found] == [
        (2, "OPEN", 1, 1),
        (1, "EXPORTED", 1, 1),
    ]
    post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY)
    cancel_proposal(company=company, actor=build.ALICE, number=2)
    assert shown.proposals(company=company) == []
    every = shown.proposals(company=company, with_all=True)
    assert [one.state for one in every] == ["CANCELLED", "POSTED"]
    assert shown.listed_data(every[1])["total"] == "980.00"
    one, two = (find_proposal(company=company, number=number) for number in (1, 2))
    assert (shown.state_of(one), shown.line_state(one, one.lines[0])) == ("POSTED", "Posted")
    assert (shown.state_of(two), shown.line_state(two, two.lines[0])) == ("CANCELLED", "Cancelled")


def test_data(company):
    owing(company)
    build.document(
        company, build.find_party(company=company, ledger="VENDOR", number="V1"), number="K-1", amount="1.00",
        document_type="credit_memo",
    )  # fmt: skip
    data = shown.proposal_data(proposed(company))
    assert (data["total"], data["state"]) == ("1480.00", "open")
    assert data["payments"][0] | {"findings": []} == data["payments"][0]
    assert data["left_out"] == [
        {"document_number": "K-1", "account": "V1", "currency": "SEK", "amount": "-1.00", "reason": "owed_to_us"}
    ]
    answer = AnsweredPayment(1, "L-1", "Vide AB", "RJCT", Outcome.REJECTED, "AC04", "", True, "A-1")
    assert shown.answered_data(answer)["outcome"] == "rejected"


def test_every_reason_has_words():
    assert set(shown.REASONS) == set(LeftOutReason)
    assert set(shown.OUTCOME_WORDS) == set(Outcome)
