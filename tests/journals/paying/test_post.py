"""Payments are posted on their day, with their discount; what was paid meanwhile is skipped."""

import pytest

from reskontra.journals.paying import post
from reskontra.journals.paying.change import (
    PaymentEdit,
    ProposalPosted,
    approve_proposal,
    cancel_proposal,
    edit_payment,
)
from reskontra.journals.paying.export import export_proposal
from reskontra.journals.paying.facts import ProposalNotSo
from reskontra.journals.paying.make import NothingToPay
from reskontra.ledger.queries import bank_balances
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.models import Entry, EntryDetail
from reskontra.receivables.repayments import RepaymentOrder, approve_repayment, propose_repayment
from tests import build
from tests.journals.paying_book import LATER, TODAY, left, owing, proposed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def posted(company, today=TODAY, **order):
    return post.post_proposal(company=company, actor=build.ALICE, number=1, today=today, **order)


def test_posted_with_the_discount(company):
    owing(company)
    sent(company)
    done = posted(company)
    assert (done.posted, done.skipped, done.waiting) == ((1, 2), (), 0)
    assert (left(company, "L-1"), left(company, "L-2"), left(company, "PP1-1")) == (0, 0, 0)
    assert list(bank_balances(company=company).values()) == [-1480_00]
    taken = EntryDetail.objects.filter(company=company.id, kind__startswith="PAYMENT_DISCOUNT")
    assert abs(sum(one.amount_minor for one in taken)) == 20_00
    assert [one.voucher for one in done.proposal.lines] == list(done.vouchers)
    with pytest.raises(post.NoPaymentToPost):
        posted(company)
    with pytest.raises(ProposalPosted):
        cancel_proposal(company=company, actor=build.ALICE, number=1, reason="x")


def test_a_preview_posts_nothing(company):
    owing(company)
    sent(company)
    would = posted(company, is_preview=True)
    assert (would.posted, would.batch.applied, left(company, "L-1")) == ((1, 2), 2, -1000_00)
    assert posted(company).vouchers == would.vouchers


def test_each_on_its_day(company):
    owing(company)
    sent(company, on_last_day=True)
    with pytest.raises(post.NoPaymentToPost, match="has 0 payments of 2026-03-02 or earlier"):
        posted(company)
    assert (posted(company, LATER).posted, left(company, "L-2")) == ((1, 2), 0)
    entry = Entry.objects.get(company=company.id, document_number="PP1-2")
    assert entry.posting_date == LATER


def test_a_part_without_the_discount(company):
    owing(company)
    proposed(company, vendors=("V1",))
    edit = PaymentEdit(amount="400.00")
    edit_payment(company=company, actor=build.ALICE, number=1, line=1, edit=edit, today=TODAY)
    approve_proposal(company=company, actor=build.BOB, number=1, today=TODAY)
    export_proposal(company=company, actor=build.BOB, number=1, today=TODAY)
    posted(company)
    assert left(company, "L-1") == -600_00
    assert [one.amount.minor for one in proposed(company, vendors=("V1",)).lines] == [580_00]


def test_what_was_paid_meanwhile_is_skipped(company):
    owing(company)
    sent(company)
    credited(company)
    done = posted(company)
    assert (done.posted, done.skipped) == ((1,), (2,))


def credited(company):
    """L-2 is settled in part by a credit memo."""
    two = build.find_party(company=company, ledger="VENDOR", number="V2")
    build.document(company, two, number="K-2", amount="100.00", document_type="credit_memo")
    order = ApplyOrder(EntryName("VENDOR", "K-2"), (Target(EntryName("VENDOR", "L-2")),))
    apply_entries(company=company, actor=build.BOB, order=order)


def test_a_refund_closes_its_repayment(company):
    build.bank_account(company, iban="SE4550000000058398257466")
    alfa = build.customer(company, iban="SE3550000000054910000003")
    build.document(company, alfa, number="K-9", amount="-300.00", document_type="credit_memo")
    (asked,) = propose_repayment(
        company=company, actor=build.ALICE, order=RepaymentOrder("Left.", "C1", None, "200.00")
    )
    approve_repayment(company=company, actor=build.BOB, number=asked.number)
    sent(company)
    posted(company)
    assert left(company, "K-9") == -100_00
    with pytest.raises(NothingToPay):
        proposed(company)


def test_not_before_it_is_sent(company):
    owing(company)
    proposed(company)
    with pytest.raises(ProposalNotSo, match="only with one that is sent to the bank"):
        posted(company)
