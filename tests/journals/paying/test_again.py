"""What the bank has of a document by a proposal that was given up is asked before it is sent anew."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Payload
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from reskontra.journals.models import PaymentProposal
from reskontra.journals.paying.again import paid_again
from reskontra.journals.paying.change import PaymentEdit, approve_proposal, cancel_proposal, edit_payment
from reskontra.journals.paying.export import PaymentFile, export_proposal
from reskontra.journals.paying.facts import ProposalFacts, find_proposal
from tests import build
from tests.formats.pain002_files import report
from tests.journals.paying_book import TODAY, answered, owing, proposed, sent

pytestmark = pytest.mark.django_db


def given_up(company: CompanyFacts, number: int, *, status: str = "") -> None:
    if status:
        message = PaymentProposal.objects.get(company=company.id, number=number).message_id
        answered(company, report(message=message, status=status))
    cancel_proposal(company=company, actor=build.BOB, number=number, reason="Wrong day.")


def approved(company: CompanyFacts, number: int, why: str = "") -> ProposalFacts:
    return approve_proposal(company=company, actor=build.BOB, number=number, today=TODAY, pay_again=why)


def written(company: CompanyFacts, number: int, why: str = "") -> PaymentFile:
    return export_proposal(company=company, actor=build.BOB, number=number, today=TODAY, pay_again=why)


@pytest.mark.company_leads
@pytest.mark.parametrize(("status", "asks"), [("ACSP", True), ("ACTC", True), ("", False), ("RJCT", False)])
def test_only_what_the_bank_has_and_did_not_reject_is_asked_for(
    company: CompanyFacts, status: str, *, asks: bool
) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    given_up(company, 1, status=status)
    found = proposed(company, vendors=("V1",))
    assert len(paid_again(company=company, facts=found)) == asks
    if asks:
        with pytest.raises(Findings) as refused:
            approved(company, 2, "  ")
        assert str(refused.value).startswith("line 1: The bank has 1000.00 SEK of L-1 of V1 by PP1-1, given up though")
        assert find_proposal(company=company, number=2).state == "OPEN"
    approved(company, 2, "Called Eva at the bank." if asks else "")
    assert find_proposal(company=company, number=2).stopped == ({"PP1-1": "Called Eva at the bank."} if asks else {})
    assert written(company, 2).is_again is False
    assert Payload.objects.filter(company=company.id, content__contains="Called Eva").exists() is asks


def test_what_was_confirmed_is_asked_anew_after_a_change_and_for_what_came_since(company: CompanyFacts) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    given_up(company, 1, status="ACSC")
    proposed(company, vendors=("V1",))
    approved(company, 2, "Stopped.")
    edit = PaymentEdit(text="Anew")
    edit_payment(company=company, actor=build.ALICE, number=2, line=1, edit=edit, today=TODAY)
    with pytest.raises(Findings):
        approved(company, 2)
    approved(company, 2, "Stopped.")
    written(company, 2)
    given_up(company, 2, status="ACSC")
    proposed(company, vendors=("V1",))
    with pytest.raises(Findings, match=r"2000\.00 SEK of L-1 of V1 by PP1-1, PP2-1"):
        approved(company, 3)


def test_what_the_bank_takes_between_approval_and_file_is_asked_for_with_the_file(company: CompanyFacts) -> None:
    owing(company)
    sent(company, vendors=("V1",))
    given_up(company, 1)
    proposed(company, vendors=("V1",))
    approved(company, 2)
    given_up(company, 1, status="ACSC")
    with pytest.raises(Findings, match="by PP1-1"):
        written(company, 2)
    assert written(company, 2, "Stopped.").proposal.stopped == {"PP1-1": "Stopped."}


def test_a_part_that_was_sent_beside_a_part_that_is_not_is_not_asked_for(company: CompanyFacts) -> None:
    owing(company)
    proposed(company, vendors=("V2",))
    edit_payment(company=company, actor=build.ALICE, number=1, line=1, edit=PaymentEdit(amount="200"), today=TODAY)
    approved(company, 1)
    written(company, 1)
    given_up(company, 1, status="ACSC")
    proposed(company, vendors=("V2",))
    edit_payment(company=company, actor=build.ALICE, number=2, line=1, edit=PaymentEdit(amount="300"), today=TODAY)
    approved(company, 2)
