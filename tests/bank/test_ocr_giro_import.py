"""OCR giro beside the account's statement, and requests that are expected and never booked."""

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals
from tests import build
from tests.bank.files import amounts
from tests.bank.files import load_text as load
from tests.formats import ocr_giro_files as ocr
from tests.formats.mt940_files import message

pytestmark = pytest.mark.django_db
PAYMENTS = ocr.text(
    ocr.item(1, 10_000), ocr.payer(1), ocr.item(2, 5_000), ocr.item(3, 700, part=2), amount=15_700, payments=3
)
STATEMENT = message(
    ":60F:C260301NOK0,00", ":61:2603020302C150,00NTRFNONREF//B1", ":86:OCR GIRO", ":61:2603020302C7,00NTRFNONREF//B2",
    ":86:OCR GIRO", ":62F:C260302NOK157,00",
    account="12345678903",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    build.bank_account(company, iban="NO7112345678903", currency="NOK")


def test_payments_first_then_their_sums(company: CompanyFacts) -> None:
    assert load(company, "ocr.txt", PAYMENTS).new == 3
    outcome = load(company, "statement.sta", STATEMENT)
    assert (outcome.new, outcome.known) == (0, 2)
    assert amounts(company) == [700, 5_000, 10_000]


def test_the_sums_first_then_their_payments(company: CompanyFacts) -> None:
    assert load(company, "statement.sta", STATEMENT).new == 2
    load(company, "ocr.txt", PAYMENTS)
    assert amounts(company) == [700, 5_000, 10_000]


def test_requests_are_not_booked(company: CompanyFacts) -> None:
    requests = ocr.text(ocr.item(kind="21", service="21"), amount=10_000, service="21")
    load(company, "requests.txt", requests)
    assert not journals(company=company)
