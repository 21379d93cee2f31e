"""The payment file: only what was approved, and the same bytes again."""

import pytest
from lxml import etree

from reskontra.core.errors import Findings
from reskontra.journals.models import ProposedPayment
from reskontra.journals.paying import export, findings
from reskontra.journals.paying.change import approve_proposal, cancel_proposal
from reskontra.journals.paying.facts import ProposalNotSo
from reskontra.parties.models import PartyAccount
from reskontra.receivables import repayments
from reskontra.receivables.applying import EntryName
from reskontra.receivables.edit import Edit, edit_entry
from reskontra.receivables.models import Entry
from tests import build
from tests.journals.paying_book import IBAN, LATER, TODAY, owing, proposed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def write(company, **order):
    return export.export_proposal(company=company, actor=build.ALICE, number=1, today=TODAY, **order)


def test_written_once(company):
    owing(company)
    first = sent(company)
    tree = etree.fromstring(first.content)
    texts = {
        name: [one.text for one in tree.iter("{*}" + name)]
        for name in ("EndToEndId", "CtrlSum", "Ref", "Ustrd", "IBAN")
    }
    assert texts == {
        "EndToEndId": ["PP1-1", "PP1-2"], "CtrlSum": ["1480.00", "1480.00"], "Ref": ["10017"], "Ustrd": ["L-2"],
        "IBAN": [IBAN],
    }  # fmt: skip
    assert first.proposal.message_id.startswith("PP1-2")
    again = export.export_proposal(company=company, actor=build.BOB, number=1, today=LATER, version="09")
    assert (again.content, again.is_again, again.name) == (first.content, True, first.name)


def test_refusals(company):
    owing(company)
    proposed(company)
    with pytest.raises(export.PaymentVersionUnknown):
        write(company, version="11")
    with pytest.raises(
        ProposalNotSo, match=r"Payment proposal 1 is still open, and this is done only with one that is approved"
    ):
        write(company)
    approve_proposal(company=company, actor=build.BOB, number=1, today=TODAY)
    edit_entry(company=company, actor=build.BOB, name=EntryName("VENDOR", "L-2"), edit=Edit(on_hold="X"))
    with pytest.raises(Findings, match="L-2 is on hold"):
        write(company)


def asked_back(company):
    """A repayment that is approved; gives its number."""
    build.bank_account(company, iban=IBAN)
    customer = build.customer(company, number="C1", name="Kaj", bankgiro="5050-1055")
    build.document(
        company, customer, number="CR-1", amount="-300.00", document_type="credit_memo", due_date="2026-03-01"
    )
    order = repayments.RepaymentOrder("Paid twice.", customer="C1")
    number = repayments.propose_repayment(company=company, actor=build.ALICE, order=order)[0].number
    repayments.approve_repayment(company=company, actor=build.BOB, number=number)
    return number


def test_a_repayment_is_given_up_before_its_file_is_written_or_not_at_all(company):
    number = asked_back(company)
    sent(company)

    def give_up():
        repayments.cancel_repayment(company=company, actor=build.BOB, number=number)

    with pytest.raises(repayments.RepaymentSent, match="is with the bank as payment PP1-1"):
        give_up()
    cancel_proposal(company=company, actor=build.BOB, number=1, reason="Not handed over.")
    with pytest.raises(ProposalNotSo, match="is given up"):
        export.file_of_proposal(company=company, number=1)
    proposed(company)
    approve_proposal(company=company, actor=build.BOB, number=2, today=TODAY)
    give_up()
    with pytest.raises(Findings, match="The repayment of CR-1 was given up"):
        export.export_proposal(company=company, actor=build.ALICE, number=2, today=TODAY)


def test_what_changed_after_approval_keeps_it_from_the_bank(company):
    owing(company)
    proposed(company)
    approve_proposal(company=company, actor=build.BOB, number=1, today=TODAY)
    PartyAccount.objects.filter(company=company.id, number="50501055").delete()
    Entry.objects.filter(company=company.id, document_number="L-1").update(dispute_status="OPEN")
    ProposedPayment.objects.filter(company=company.id, line_number=2).update(reference="1" * 36)
    with pytest.raises(Findings) as caught:
        export.export_proposal(company=company, actor=build.ALICE, number=1, today=TODAY)
    told = [type(one) for one in caught.value.findings]
    assert told == [findings.PayeeAccountGone, findings.DocumentDisputed, findings.ReferenceUnfit]
