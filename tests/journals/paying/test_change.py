"""Payments are changed, approved by another, and given up."""

from datetime import date

import pytest

from reskontra.companies.settings import set_setting
from reskontra.core.errors import Findings
from reskontra.journals.paying import change, facts, findings
from reskontra.journals.paying.change import PaymentEdit
from reskontra.receivables.repayments import AccountToPayUnknown
from tests import build
from tests.journals.paying_book import TODAY, owing, proposed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def ready(company):
    owing(company)
    proposed(company)
    return company


def edit(company, line, actor=build.ALICE, **values):
    done = change.edit_payment(
        company=company, actor=actor, number=1, line=line, edit=PaymentEdit(**values), today=TODAY
    )
    return next(one for one in done.lines if line in (0, one.line))


def approve(company, actor=build.BOB):
    return change.approve_proposal(company=company, actor=actor, number=1, today=TODAY)


def test_amount_and_discount(ready):
    whole = edit(ready, 1, amount="1000.00")
    assert (whole.amount.minor, whole.discount.minor) == (1000_00, 0)
    assert edit(ready, 1, amount="400.00").discount.minor == 0
    net = edit(ready, 1, amount="980.00")
    assert (net.amount.minor, net.discount.minor) == (980_00, 20_00)
    late = edit(ready, 0, day=date(2026, 3, 11))
    assert late.findings == ("discount_late",)
    assert edit(ready, 1, amount="1000.00").findings == ()
    with pytest.raises(
        change.AmountNotPaid, match=r"1,?000\.01 SEK was to be paid of L-1, which has 1,?000\.00 SEK left"
    ):
        edit(ready, 1, amount="1000.01")


def test_account_and_words(ready):
    found = edit(ready, 2, account="SE35 5000 0000 0549 1000 0003", reference="RF18539007547034", text="Thanks")
    assert (found.account_kind, found.account_number) == ("IBAN", "SE3550000000054910000003")
    assert (found.reference, found.text) == ("RF18539007547034", "Thanks")
    with pytest.raises(AccountToPayUnknown):
        edit(ready, 2, account="1234")
    with pytest.raises(facts.ProposedPaymentUnknown):
        edit(ready, 3, text="x")


@pytest.mark.parametrize(
    ("value", "refusal", "told"),
    [
        ({"reference": "A\x01B"}, change.ReferenceNotWritable, '"A\ufffdB" cannot be the reference of L-2'),
        ({"reference": "1" * 36}, change.ReferenceNotWritable, "at most 35 letters"),
        ({"text": "A\x00"}, change.WordsNotWritable, '"A\ufffd" of L-2 has control characters'),
    ],
)
def test_what_no_file_takes_is_refused(ready, value, refusal, told):
    with pytest.raises(refusal, match=told):
        edit(ready, 2, **value)


def test_who_made_or_changed_it_does_not_approve_it(ready):
    with pytest.raises(change.ProposalByTwo, match="made or changed by Alice"):
        approve(ready, build.ALICE)
    assert approve(ready).approved_by == build.BOB
    edit(ready, 1, actor=build.BOB, text="x")  # the approval is void, and Bob has changed it
    found = facts.find_proposal(company=ready, number=1)
    assert (found.state, found.approved_by, set(found.changed_by)) == ("OPEN", "", {build.ALICE, build.BOB})
    with pytest.raises(change.ProposalByTwo):
        approve(ready)


@pytest.mark.parametrize(("above", "may"), [("none", True), ("1480", True), ("1479", False)])
def test_from_which_amount_on_two_are_needed(ready, above, may):
    set_setting(company=ready, actor=build.BOB, key=change.SETTING, value=above)
    if may:
        assert approve(ready, build.ALICE).state == "APPROVED"
    else:
        with pytest.raises(change.ProposalByTwo):
            approve(ready, build.ALICE)


def test_nothing_is_approved_that_cannot_be_sent(ready):
    three = build.find_party(company=ready, ledger="VENDOR", number="V3")
    build.invoice(ready, three, number="L-3", amount="-5.00")
    found = proposed(ready)
    with pytest.raises(Findings) as caught:
        change.approve_proposal(company=ready, actor=build.BOB, number=found.number, today=date(2026, 3, 3))
    told = caught.value.findings
    assert [type(one) for one in told] == [findings.PayeeWithoutAccount, findings.PaymentDayPast]
    assert str(told[0]) == (
        "line 1: Xandra AB has no bank account here. Load one, then name it: payment-proposal edit --account."
    )


def test_removed_and_given_up(ready):
    for line in (1, 2):
        change.remove_payment(company=ready, actor=build.ALICE, number=1, line=line, today=TODAY)
    with pytest.raises(change.ProposalEmpty):
        approve(ready)
    assert proposed(ready).number == 2
    assert change.cancel_proposal(company=ready, actor=build.ALICE, number=2).state == "CANCELLED"
    assert [one.document for one in proposed(ready).lines] == ["L-1", "L-2"]
    with pytest.raises(facts.ProposalNotSo, match="Payment proposal 2 is given up"):
        change.cancel_proposal(company=ready, actor=build.ALICE, number=2)


def test_a_file_that_may_be_with_the_bank_is_given_up_with_a_reason(company):
    owing(company)
    sent(company)
    with pytest.raises(change.CancelReasonMissing):
        change.cancel_proposal(company=company, actor=build.ALICE, number=1)
    with pytest.raises(facts.ProposalNotSo, match="is sent to the bank"):
        edit(company, 1, text="x")
    assert change.cancel_proposal(company=company, actor=build.ALICE, number=1, reason="Lost.").state == "CANCELLED"
