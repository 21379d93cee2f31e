"""A document that two proposals have with the bank is named by both, until one is rejected or given up."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import PaymentProposal
from reskontra.journals.paying.change import cancel_proposal
from reskontra.journals.paying.doubled import paid_twice
from reskontra.journals.paying.facts import find_proposal
from reskontra.journals.paying.post import NoPaymentToPost, post_proposal
from reskontra.journals.paying.shown import answer_told
from tests import build
from tests.formats.pain002_files import batch, payment, report
from tests.journals.paying_book import TODAY, answered, owing, sent

pytestmark = pytest.mark.django_db


def message(company: CompanyFacts, number: int) -> str:
    return PaymentProposal.objects.get(company=company.id, number=number).message_id


def doubled(company: CompanyFacts, number: int) -> list[str]:
    found = paid_twice(company=company, facts=find_proposal(company=company, number=number))
    return [str(one).split(". ")[0] for one in found]


@pytest.mark.company_leads
def test_a_late_answer_beside_a_second_file_is_told_and_neither_is_posted(company: CompanyFacts) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    cancel_proposal(company=company, actor=build.BOB, number=1, reason="Lost.")
    sent(company, vendors=("V1",))
    assert doubled(company, 2) == []
    taken = answered(company, report(message=message(company, 1), status="ACSC"))
    told = "Of L-1 of V1 1000.00 SEK is left to pay, and 2000.00 SEK is with the bank and not posted: "
    assert [str(one).split(". ")[0] for one in taken.doubled] == [f"{told}PP1-1, PP2-1"]
    assert len(answer_told(taken)) == 2
    assert doubled(company, 1) == [f"{told}PP1-1, PP2-1"]
    assert doubled(company, 2) == [f"{told}PP2-1, PP1-1"]
    for number in (1, 2):
        with pytest.raises(NoPaymentToPost):
            post_proposal(company=company, actor=build.ALICE, number=number, today=TODAY)
    answered(company, report(message=message(company, 2), status="RJCT"))
    assert doubled(company, 1) == []
    post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY)
    assert doubled(company, 1) == []


def test_what_is_accepted_after_it_was_rejected_is_told_beside_what_paid_instead(company: CompanyFacts) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    answered(company, report(batch(payment("PP1-1", "RJCT")), message=message(company, 1)))
    sent(company, vendors=("V1",))
    post_proposal(company=company, actor=build.ALICE, number=2, today=TODAY)
    taken = answered(company, report(batch(payment("PP1-1", "ACSC")), message=message(company, 1)))
    first, second = answer_told(taken)
    assert first.startswith("The bank had rejected payment 1 of L-1, and accepts it now")
    assert second.startswith("Of L-1 of V1 ")
    assert "PP1-1, PP2-1" in second
