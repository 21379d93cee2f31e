"""Payments to vendors beside the account's statement: the sum is booked once, its payments are the lines."""

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.files import amounts
from tests.bank.files import load_text as load
from tests.formats import lb_files as lb
from tests.formats.mt940_files import message

pytestmark = pytest.mark.django_db
PAYMENTS = lb.text(lb.begin(), lb.payment(), lb.payment(5_000, "17", own=""), lb.end(2, 15_000))
STATEMENT = message(
    ":60F:C260301SEK500,00", ":61:2603020302D150,00NTRFNONREF//B1", ":86:LB", ":62F:C260302SEK350,00",
    account="SE4550000000058398257466",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    build.bank_account(company, bankgiro="9912346")


def test_payments_first_then_their_sum(company: CompanyFacts) -> None:
    assert load(company, "lb.txt", PAYMENTS).new == 2
    outcome = load(company, "statement.sta", STATEMENT)
    assert (outcome.new, outcome.known) == (0, 1)
    assert amounts(company) == [-10_000, -5_000]


def test_the_sum_first_then_its_payments(company: CompanyFacts) -> None:
    assert load(company, "statement.sta", STATEMENT).new == 1
    load(company, "lb.txt", PAYMENTS)
    assert amounts(company) == [-10_000, -5_000]


def test_the_same_file_in_another_writing_is_known(company: CompanyFacts) -> None:
    load(company, "lb.txt", PAYMENTS)
    outcome = load(company, "lb2.txt", PAYMENTS.replace("\r\n", "\n"))
    assert (outcome.new, outcome.known) == (0, 2)
