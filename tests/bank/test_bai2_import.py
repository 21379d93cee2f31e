"""BAI2 reports by import: the day after goes on, the same day again is known, a control total is a doubt."""

import io

import pytest

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.bai2 import ControlTotalDiffers
from reskontra.journals.queries import journals
from reskontra.ledger.bank_accounts import NewBankAccount, add_bank_account
from tests import build
from tests.formats.bai2_files import account, credit, debit, group, text

pytestmark = pytest.mark.django_db
FIRST = text(group(account(credit(), credit())))
NEXT = text(group(account(credit(), debit(), opening=120_000), day="260303"))


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    added = NewBankAccount(number="B1", other_account="123456", currency="USD")
    add_bank_account(company=company, actor=build.BOB, account=added)


def load(company: CompanyFacts, data: str, *overrides: str) -> ImportOutcome:
    return import_statement(
        company=company, actor=build.ALICE, name="a.bai", stream=io.BytesIO(data.encode()),
        overrides=frozenset(overrides), reason="Asked the bank." if overrides else "",
    )  # fmt: skip


def test_days_follow_one_another(company: CompanyFacts) -> None:
    assert load(company, FIRST).new == 2
    outcome = load(company, NEXT)
    assert (outcome.new, outcome.known, outcome.messages) == (2, 0, ())


def test_the_same_report_with_more_is_known(company: CompanyFacts) -> None:
    load(company, FIRST)
    outcome = load(company, text(group(account(credit(), credit(), credit()))))
    assert (outcome.new, outcome.known) == (1, 2)


def test_a_control_total_needs_an_override(company: CompanyFacts) -> None:
    wrong = text(group(account(credit(), total=7)))
    with pytest.raises(ControlTotalDiffers):
        load(company, wrong)
    assert not journals(company=company)
    assert load(company, wrong, "balance").new == 1


def test_a_day_that_is_not_over_is_expected(company: CompanyFacts) -> None:
    outcome = load(company, text(group(account(credit(), closing=100_000), modifier="3")))
    assert (outcome.new, outcome.expected) == (0, 1)
    assert not journals(company=company)
