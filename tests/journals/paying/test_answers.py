"""What the bank answers: kept once, and what it rejects is open again."""

import pytest
from django.db import transaction

from reskontra.audit.models import Event
from reskontra.core.errors import Findings
from reskontra.formats.pain001 import VERSIONS
from reskontra.journals.paying import answers
from reskontra.journals.paying.change import PaymentEdit, approve_proposal, cancel_proposal, edit_payment
from reskontra.journals.paying.export import export_proposal
from reskontra.journals.paying.post import post_proposal
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import bank_balances
from reskontra.parties.models import Party
from reskontra.receivables.reversal import reverse_with_entries
from tests import books, build
from tests.foreign_bank import answered_by_bank
from tests.formats.pain002_files import batch, payment, reason, report
from tests.journals.paying_book import IBAN, TODAY, answered, left, owing, proposed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def message(company):
    owing(company)
    return sent(company).proposal.message_id


def lines(taken):
    return [(one.line, one.status, one.reason_code, one.is_new, bool(one.voucher)) for one in taken.payments]


@pytest.mark.parametrize("before", [True, False])
def test_a_rejected_payment_is_open_again(company, message, before):
    if before:
        post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY)
    said = report(
        batch(payment("PP1-1", "RJCT", reason("AC04", "Closed account")), payment("PP1-2", "ACSP"), status="PART",
              key=f"{message}-1"),
        message=message,
    )  # fmt: skip
    taken = answered(company, said)
    assert lines(taken) == [(1, "RJCT", "AC04", True, before), (2, "ACSP", "", True, False)]
    assert [one.state for one in taken.proposal.lines] == ["REJECTED", "POSTED" if before else "OPEN"]
    assert left(company, "L-1") == -1000_00
    if not before:
        post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY)
    assert list(bank_balances(company=company).values()) == [-500_00]
    kept = books.contents()
    again = answered(company, said)
    assert (again.is_again, lines(again)[0]) == (True, (1, "RJCT", "AC04", False, False))
    assert books.contents() == kept
    assert [one.document for one in proposed(company).lines] == ["L-1"]
    assert Event.objects.filter(action="payment_proposal.answered").count() == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_another_bank_takes_the_file_and_its_answer_is_taken_in(company, version):
    owing(company, has_bank=bool(build.bank_account(company, iban=IBAN)))
    proposed(company)
    edit = PaymentEdit(account="SE3550000000054910000003")
    edit_payment(company=company, actor=build.ALICE, number=1, line=2, edit=edit, today=TODAY)
    approve_proposal(company=company, actor=build.BOB, number=1, today=TODAY)
    file = export_proposal(company=company, actor=build.BOB, number=1, today=TODAY, version=version)
    closed = {edit.account: "closed-account"}
    taken = answered(company, answered_by_bank(file.content, on=TODAY, own=(IBAN, "SEK"), others=closed))
    assert lines(taken) == [(1, "ACCP", "", True, False), (2, "RJCT", "AC04", True, False)]
    assert post_proposal(company=company, actor=build.BOB, number=1, today=TODAY).posted == (1,)
    assert (left(company, "L-1"), left(company, "L-2")) == (0, -500_00)


@pytest.mark.parametrize(
    ("status", "inside", "expected"),
    [
        ("RJCT", "", ["REJECTED", "REJECTED"]),
        ("ACCP", "", ["OPEN", "OPEN"]),
        ("PART", batch(key="{message}-1", status="RJCT"), ["REJECTED", "REJECTED"]),
        ("PART", batch(key="another", status="RJCT"), ["OPEN", "OPEN"]),
        ("RJCT", batch(payment("PP1-2", "PDNG"), key="{message}-1"), ["REJECTED", "OPEN"]),
    ],
)
def test_payments_that_are_not_named(company, message, status, inside, expected):
    taken = answered(company, report(inside.replace("{message}", message), message=message, status=status))
    assert [one.state for one in taken.proposal.lines] == expected


def test_a_rejection_is_the_last_word(company, message):
    one = [batch(payment("PP1-1", code)) for code in ("ACSP", "RCVD", "RJCT", "ACSC")]
    found = [answered(company, report(said, message=message)).proposal.lines[0] for said in one]
    assert [line.bank_status for line in found] == ["ACSP", "ACSP", "RJCT", "RJCT"]


def test_refusals(company, message):
    with pytest.raises(answers.AnswerToUnknown, match="answers message M9"):
        answered(company, report(message="M9", status="ACCP"))
    with pytest.raises(answers.AnsweredPaymentUnknown, match="tells of payment PP9-9"):
        answered(company, report(batch(payment("PP9-9", "ACCP")), message=message))


def test_what_was_given_up_and_is_carried_out_stands_again(company, message):
    """Its documents are not paid a second time; it is posted, or given up anew."""
    cancel_proposal(company=company, actor=build.BOB, number=1, reason="Lost.")
    assert not answered(company, report(batch(payment("PP1-2", "RJCT")), message=message)).stands_again
    proposed(company)
    taken = answered(company, report(batch(payment("PP1-1", "ACSC")), message=message))
    assert (taken.stands_again, taken.proposal.state) == (True, "EXPORTED")
    with pytest.raises(Findings, match=r"L-1 has 0\.00 SEK left that no other proposal pays"):
        approve_proposal(company=company, actor=build.BOB, number=2, today=TODAY)
    cancel_proposal(company=company, actor=build.BOB, number=2)
    assert [(one.document, one.reason) for one in proposed(company).left_out] == [("L-1", "proposed")]
    assert post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY).posted == (1,)


def test_one_that_stands_does_not_stop_the_others(company, message):
    """An answer is taken as far as it can be; the same file tries the rest again."""
    post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY)
    answered(company, report(message=message, status="ACSC"))
    party = Party.objects.get(company=company.id, number="V1")
    Party.objects.filter(id=party.id).update(blocked="ALL")
    said = report(message=message, status="RJCT")
    taken = answered(company, said)
    assert [(one.was_accepted, one.refusal is None, bool(one.voucher)) for one in taken.payments] == [
        (True, False, False), (True, True, True),
    ]  # fmt: skip
    assert [line.state for line in taken.proposal.lines] == ["POSTED", "REJECTED"]
    assert (left(company, "L-1"), left(company, "L-2")) == (0, -500_00)
    Party.objects.filter(id=party.id).update(blocked="")
    again = answered(company, said)
    assert [line.state for line in again.proposal.lines] == ["REJECTED", "REJECTED"]
    assert left(company, "L-1") == -1000_00
    assert answered(company, said).is_again


def test_what_was_reversed_by_hand_is_not_posted(company, message):
    lines = post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY).proposal.lines
    ids = [line.voucher_id for line in lines]
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="payment_proposal.rejected")
        reverse_with_entries(company=company, run=run, voucher_ids=ids, along=ids, reason="By hand.")
    taken = answered(company, report(message=message, status="ACSC"))
    assert [line.state for line in taken.proposal.lines] == ["REVERSED", "REVERSED"]
    assert cancel_proposal(company=company, actor=build.BOB, number=1, reason="Wrong.").state == "CANCELLED"
