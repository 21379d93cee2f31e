"""OFX downloads that overlap: what is known is known by all that is said of it, not by its FITID alone."""

import io

import pytest

from reskontra.bank.actions.history import StatementGap
from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.bank_accounts import NewBankAccount, add_bank_account
from tests import build
from tests.formats.ofx_files import as_xml, balance, ofx, statement, transaction

pytestmark = pytest.mark.django_db
FIRST, SECOND = transaction("100.00", "F1"), transaction("-40.00", "F2")


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    add_bank_account(company=company, actor=build.BOB, account=NewBankAccount(number="B1", other_account="123456"))


def load(company: CompanyFacts, text: str) -> ImportOutcome:
    return import_statement(company=company, actor=build.ALICE, name="a.ofx", stream=io.BytesIO(text.encode()))


def test_downloads_that_overlap(company: CompanyFacts) -> None:
    assert load(company, ofx(statement(FIRST))).new == 1
    outcome = load(company, ofx(statement(FIRST, SECOND, closing=balance("1060.00"))))
    assert (outcome.new, outcome.known) == (1, 1)


def test_a_number_that_the_bank_uses_again_is_another_payment(company: CompanyFacts) -> None:
    load(company, ofx(statement(FIRST)))
    outcome = load(company, ofx(statement(transaction("70.00", "F1"), closing=balance("1170.00"))))
    assert (outcome.new, outcome.known) == (1, 0)


def test_the_same_statement_in_the_other_form_is_known(company: CompanyFacts) -> None:
    text = ofx(statement(FIRST, SECOND))
    load(company, text)
    outcome = load(company, as_xml(text))
    assert (outcome.new, outcome.known) == (0, 2)


def test_a_gap_between_downloads(company: CompanyFacts) -> None:
    load(company, ofx(statement(FIRST)))
    with pytest.raises(StatementGap):
        load(company, ofx(statement(SECOND, closing=balance("2000.00"))))
