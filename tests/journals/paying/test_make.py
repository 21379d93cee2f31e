"""What is proposed of what is owed, and what is told of the rest."""

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.actions import set_rate
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR
from reskontra.core.money import NotAnAmount
from reskontra.journals.paying import make
from reskontra.ledger.models import BankAccount
from reskontra.receivables.applying import EntryName
from reskontra.receivables.edit import Edit, edit_entry
from reskontra.receivables.repayments import RepaymentOrder, approve_repayment, propose_repayment
from tests import build
from tests.journals.paying_book import LATER, UNTIL, owing, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def paid(facts):
    return [(one.document, one.amount.minor, one.discount.minor, one.account_number) for one in facts.lines]


def left_out(facts):
    return [(one.document, one.reason) for one in facts.left_out]


def test_what_is_due_with_its_discount(company):
    owing(company)
    found = proposed(company)
    assert paid(found) == [("L-1", 980_00, 20_00, "50501055"), ("L-2", 500_00, 0, "9912346")]
    assert [(one.reference, one.text) for one in found.lines] == [("10017", "77"), ("", "L-2")]
    assert (found.number, found.state, str(found.total)) == (1, "OPEN", "1480.00 SEK")
    assert Event.objects.filter(action="payment_proposal.made", subject="1").count() == 1
    with pytest.raises(make.NothingToPay, match="left out: 2 documents"):
        proposed(company)


def test_some_of_it(company):
    owing(company)
    found = proposed(company, most="900.00", until=LATER, discounts_until=UNTIL)
    assert (paid(found), left_out(found)) == ([("L-2", 500_00, 0, "9912346")], [("L-1", "over_most")])
    assert paid(proposed(company, vendors=("V1",))) == [("L-1", 980_00, 20_00, "50501055")]


def test_what_is_left_out_is_told(company):
    owing(company)
    one = build.find_party(company=company, ledger="VENDOR", number="V1")
    build.document(company, one, number="K-1", amount="100.00", document_type="credit_memo")
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11 * PAR)
    build.invoice(company, one, number="L-3", amount="-10.00", currency="EUR")
    edit_entry(company=company, actor=build.BOB, name=EntryName("VENDOR", "L-2"), edit=Edit(dispute_status="WRONG"))
    found = proposed(company, most="980.00")
    assert paid(found) == [("L-1", 980_00, 20_00, "50501055")]
    assert sorted(left_out(found)) == [("K-1", "owed_to_us"), ("L-2", "disputed"), ("L-3", "currency")]


def test_what_is_asked_back_is_paid_once(company):
    owing(company)
    alfa = build.customer(company, iban="SE3550000000054910000003")
    build.document(company, alfa, number="K-9", amount="-300.00", document_type="credit_memo")
    (asked,) = propose_repayment(
        company=company, actor=build.ALICE, order=RepaymentOrder("Left.", "C1", None, "200.00")
    )
    assert "K-9" not in [one.document for one in proposed(company, vendors=("V2",)).lines]
    approve_repayment(company=company, actor=build.BOB, number=asked.number)
    found = proposed(company)
    assert ("K-9", 200_00, 0, "SE3550000000054910000003") in paid(found)
    build.invoice(
        company, build.find_party(company=company, ledger="VENDOR", number="V2"), number="L-9", amount="-1.00"
    )
    assert paid(proposed(company)) == [("L-9", 1_00, 0, "9912346")]


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        ({"bic": "X"}, make.OwnBicForm),
        ({"day": date(2026, 3, 1)}, make.PaymentDayBefore),
        ({"vendors": ("V9",)}, Refused),
        ({"bank_account": "B9"}, Refused),
        ({"most": "much"}, NotAnAmount),
        ({"until": date(2026, 1, 1)}, make.NothingToPay),
    ],
)
def test_refusals(company, order, refusal):
    owing(company)
    with pytest.raises(refusal):
        proposed(company, **order)


def test_an_account_that_nothing_can_be_paid_from(company):
    build.bank_account(company, iban="")
    with pytest.raises(make.PaysFromNowhere):
        proposed(company)


def test_a_blocked_account_pays_nothing(company):
    owing(company)
    BankAccount.objects.filter(company=company.id).update(is_blocked=True)
    with pytest.raises(make.PayerBlocked):
        proposed(company)


def test_on_the_last_day_that_costs_no_more(company):
    owing(company)
    assert [one.payment_date for one in proposed(company, on_last_day=True).lines] == [date(2026, 3, 10), LATER]
