"""Autogiro beside the account's statement: the deposit is booked once, its payments are the lines."""

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.files import amounts
from tests.bank.files import load_text as load
from tests.formats import autogiro_files as ag
from tests.formats.mt940_files import message

pytestmark = pytest.mark.django_db
PAYMENTS = ag.deposit(ag.payment(), ag.payment(5_000, 102), ag.payment(900, 103, status="9"), amount=15_000, count=2)
STATEMENT = message(
    ":60F:C260301SEK0,00", ":61:2603020302C150,00NTRFNONREF//B1", ":86:AUTOGIRO", ":62F:C260302SEK150,00",
    account="SE4550000000058398257466",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    build.bank_account(company, bankgiro="9912346")


def test_payments_first_then_their_sum(company: CompanyFacts) -> None:
    outcome = load(company, "ag.txt", PAYMENTS)
    assert (outcome.new, outcome.expected) == (2, 1)
    outcome = load(company, "statement.sta", STATEMENT)
    assert (outcome.new, outcome.known) == (0, 1)
    assert amounts(company) == [5_000, 10_000]


def test_the_sum_first_then_its_payments(company: CompanyFacts) -> None:
    assert load(company, "statement.sta", STATEMENT).new == 1
    load(company, "ag.txt", PAYMENTS)
    assert amounts(company) == [5_000, 10_000]


def test_the_same_file_in_another_writing_is_known(company: CompanyFacts) -> None:
    load(company, "ag.txt", PAYMENTS)
    outcome = load(company, "ag2.txt", PAYMENTS.replace("\r\n", "\n"))
    assert (outcome.new, outcome.known) == (0, 2)
