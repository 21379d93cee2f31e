"""SWIFT statements by import: balances that follow one another, pages, and reports that are never booked."""

import io

import pytest

from reskontra.bank.actions.history import StatementGap
from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.tally import BalancesDoNotClose
from tests import build
from tests.formats.mt940_files import message

pytestmark = pytest.mark.django_db
IN = ":61:2603020302C250,00NTRFNONREF//B1"


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    build.bank_account(company, iban="SE4550000000058398257466")


def load(company: CompanyFacts, *texts: str, overrides: tuple[str, ...] = ()) -> ImportOutcome:
    return import_statement(
        company=company, actor=build.ALICE, name="bank.sta", stream=io.BytesIO("".join(texts).encode()),
        overrides=frozenset(overrides), reason="The bank said so." if overrides else "",
    )  # fmt: skip


def statement(opening: str, closing: str, number: str, *entries: str) -> str:
    return message(f":60F:C260301SEK{opening}", *entries, f":62F:C2603{number}SEK{closing}", number=f"{number}/1")


def test_a_statement_makes_a_journal_and_the_same_file_again_nothing(company: CompanyFacts) -> None:
    text = statement("0,00", "250,00", "02", IN)
    assert load(company, text).new == 1
    again = load(company, text)
    assert (again.new, again.known) == (0, 1)


def test_a_gap_is_refused(company: CompanyFacts) -> None:
    with pytest.raises(StatementGap):
        load(company, statement("0,00", "250,00", "02", IN), statement("300,00", "550,00", "03", IN))


def test_a_balance_that_a_person_lets_pass_proves_no_gap(company: CompanyFacts) -> None:
    texts = statement("0,00", "250,00", "02", IN), statement("300,00", "551,00", "03", IN)
    with pytest.raises(BalancesDoNotClose):
        load(company, *texts)
    outcome = load(company, *texts, overrides=("balance",))
    assert outcome.new == 2
    assert "gap_accepted" in [notice.code for notice in outcome.messages]


def test_a_page_of_a_longer_statement_proves_no_gap(company: CompanyFacts) -> None:
    page = message(":60M:C260303SEK900,00", IN, ":62F:C260303SEK1150,00", number="03/2")
    outcome = load(company, statement("0,00", "250,00", "02", IN), page)
    assert outcome.new == 2
    assert "gap_accepted" in [notice.code for notice in outcome.messages]


def test_a_report_is_expected_and_makes_no_journal(company: CompanyFacts) -> None:
    outcome = load(company, message(":34F:SEK0,00", IN, ":90C:1SEK250,00"))
    assert (outcome.new, outcome.expected, outcome.journals) == (0, 1, ())
