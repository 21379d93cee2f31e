"""CODA statements by import: days follow, the same day again is known, a sum has its details as lines."""

import io

import pytest

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.coda_movement import DetailsDiffer
from tests import build
from tests.formats.coda_files import IBAN, more, movement, statement

pytestmark = pytest.mark.django_db
DETAILS = movement(5_000, level="1"), movement(3_000, detail=1), movement(2_000, detail=2, level="1")


@pytest.fixture(autouse=True)
def _account(company: CompanyFacts) -> None:
    build.bank_account(company, iban=IBAN, currency="EUR")


def load(company: CompanyFacts, data: str, *overrides: str) -> ImportOutcome:
    return import_statement(
        company=company, actor=build.ALICE, name="a.cod", stream=io.BytesIO(data.encode()),
        overrides=frozenset(overrides), reason="Asked the bank." if overrides else "",
    )  # fmt: skip


def test_days_follow_one_another(company: CompanyFacts) -> None:
    load(company, statement(movement(), movement(number=2), into=10_000))
    following = statement(movement(), opening=110_000).replace("020326", "030326").replace("21041", "21042")
    outcome = load(company, following)
    assert (outcome.new, outcome.known) == (1, 0)


def test_the_same_statement_in_another_file_is_known(company: CompanyFacts) -> None:
    data = statement(*DETAILS)
    assert load(company, data).new == 2
    outcome = load(company, data.replace("\r\n", "\n"))
    assert (outcome.new, outcome.known) == (0, 2)


def test_details_that_differ_stay_one_line_if_a_person_says_so(company: CompanyFacts) -> None:
    data = statement(*DETAILS[:2], more(detail=1))
    with pytest.raises(DetailsDiffer):
        load(company, data)
    assert load(company, data, "batch").new == 1
