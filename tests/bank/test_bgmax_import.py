"""BgMax beside the account's statement: payments are booked once, whichever file comes first."""

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals, lines
from tests import build
from tests.bank.files import load_text as load
from tests.formats import bgmax_files as bgmax
from tests.formats.mt940_files import message

pytestmark = pytest.mark.django_db
PAYMENTS = bgmax.one_deposit(
    bgmax.payment(10_000, "12345678911", "2", serial="000000000001"),
    bgmax.payment(5_000, "655969", "3", serial="000000000002"),
    bgmax.payment(2_000, kind="21", serial="000000000003"),
    amount=13_000,
    payments=3,
)
STATEMENT = message(
    ":60F:C260301SEK0,00", ":61:2603020302C130,00NTRFNONREF//B1", ":86:BANKGIRO 5050-1055", ":62F:C260302SEK130,00"
)


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    build.bank_account(company, bankgiro="5050-1055")


def open_amounts(company: CompanyFacts) -> list[int]:
    found = lines(company=company, journal_ids=[journal.id for journal in journals(company=company)])
    return sorted(line.amount_minor for line in found if line.state != "superseded")


def test_payments_first_then_their_deposit(company: CompanyFacts) -> None:
    assert load(company, "bgmax.txt", PAYMENTS).new == 3
    outcome = load(company, "statement.sta", STATEMENT)
    assert (outcome.new, outcome.known) == (0, 1)
    assert open_amounts(company) == [-2_000, 5_000, 10_000]


def test_the_deposit_first_then_its_payments(company: CompanyFacts) -> None:
    assert load(company, "statement.sta", STATEMENT).new == 1
    load(company, "bgmax.txt", PAYMENTS)
    assert open_amounts(company) == [-2_000, 5_000, 10_000]


def test_one_payment_first_then_its_deposit_by_another_reference(company: CompanyFacts) -> None:
    load(company, "bgmax.txt", bgmax.one_deposit(bgmax.payment(13_000), amount=13_000))
    outcome = load(company, "statement.sta", STATEMENT)
    assert (outcome.new, outcome.known) == (0, 1)
    assert open_amounts(company) == [13_000]


def test_the_same_file_again_changes_nothing(company: CompanyFacts) -> None:
    load(company, "bgmax.txt", PAYMENTS)
    again = load(company, "bgmax.txt", PAYMENTS)
    assert (again.new, again.known) == (0, 3)


def test_two_files_of_one_day_stay_apart(company: CompanyFacts) -> None:
    load(company, "bgmax.txt", PAYMENTS)
    other = bgmax.text(bgmax.SECTION, bgmax.payment(10_000, serial="000000000009"), bgmax.deposit(10_000, 1, number=57),
                       start=bgmax.START.replace("173035", "183035"))  # fmt: skip
    assert load(company, "later.txt", other).new == 1
