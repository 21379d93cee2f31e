"""OCR giro beside the account's statement, and requests that are expected and never booked."""

import io

import pytest

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals, lines
from tests import build
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


def load(company: CompanyFacts, name: str, text: str) -> ImportOutcome:
    return import_statement(company=company, actor=build.ALICE, name=name, stream=io.BytesIO(text.encode("latin-1")))


def amounts(company: CompanyFacts) -> list[int]:
    found = lines(company=company, journal_ids=[journal.id for journal in journals(company=company)])
    return sorted(line.amount_minor for line in found if line.state != "superseded")


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
