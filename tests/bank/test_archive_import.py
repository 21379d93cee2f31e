"""Archives by import: all members in one command or none; the archive is kept, and its members are named."""

import io

import pytest

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.bank.models import FileImport
from reskontra.bank.queries import statements
from reskontra.companies.files import read_file
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.tally import BalancesDoNotClose
from reskontra.ledger.bank_accounts import NewBankAccount, add_bank_account
from tests import build
from tests.formats import bai2_files as bai2
from tests.formats import ofx_files as ofx
from tests.formats.archives import packed

pytestmark = pytest.mark.django_db
OFX = ofx.ofx(ofx.statement(ofx.transaction(), currency="USD")).encode()
BAI2 = bai2.one_account(bai2.credit(), bai2.debit()).replace("123456", "77").encode()
WRONG = bai2.text(bai2.group(bai2.account(bai2.credit(), closing=1))).replace("123456", "77").encode()


@pytest.fixture(autouse=True)
def _accounts(company: CompanyFacts) -> None:
    for number, account in (("B1", "123456"), ("B2", "77")):
        added = NewBankAccount(number=number, other_account=account, currency="USD")
        add_bank_account(company=company, actor=build.BOB, account=added)


def load(company: CompanyFacts, data: bytes) -> ImportOutcome:
    return import_statement(company=company, actor=build.ALICE, name="mars.zip", stream=io.BytesIO(data))


def test_all_members_are_imported_and_the_archive_is_kept(company: CompanyFacts) -> None:
    data = packed(("a.ofx", OFX), ("b.bai", BAI2))
    outcome = load(company, data)
    assert (outcome.new, len(outcome.journals)) == (3, 2)
    assert [str(one) for one in outcome.messages if one.code == "archive_member"] == [
        "a.ofx in the archive: 1 statement, 1 payment.",
        "b.bai in the archive: 1 statement, 2 payments.",
    ]
    (row,) = FileImport.objects.filter(company=company.id)
    assert read_file(company=company, file_id=row.file_id) == data
    assert load(company, data).already_imported_by == build.ALICE


def test_one_wrong_member_and_none_is_imported(company: CompanyFacts) -> None:
    with pytest.raises(BalancesDoNotClose, match=r"^b\.bai, line "):
        load(company, packed(("a.ofx", OFX), ("b.bai", WRONG)))
    assert not statements(company=company)


def test_a_member_imported_by_itself_before_is_known(company: CompanyFacts) -> None:
    load(company, OFX)
    outcome = load(company, packed(("a.ofx", OFX), ("b.bai", BAI2)))
    assert (outcome.new, outcome.known) == (2, 1)
