"""Vouchers of a SIE file are posted once, all or none, and numbered here."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.companies.identity import set_identity
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.ledger.load_vouchers import VouchersLoaded, load_vouchers
from reskontra.ledger.models import Voucher, VoucherFile, VoucherLine
from reskontra.ledger.sie_export import ExportOrder, export_sie
from tests import books, build, guards

pytestmark = pytest.mark.django_db

FILE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "Åkerö AB"
#VER K 5 20260115 "Hyra, mars"
{
#TRANS 6570 {1 "N" 6 "P1"} 250.50 20260115 "Kontor"
#TRANS 6990 {} -250.50
}
#VER "" "" 20260116 "Tom"
{
}
#VER K 6 20260331
{
#TRANS 6570 {} -1.00
#TRANS 6990 {} 1.00
}
"""


def load(company: CompanyFacts, text: str = FILE, *, is_preview: bool = False) -> VouchersLoaded:
    stream = io.BytesIO(text.encode("cp437"))
    return load_vouchers(company=company, actor=build.BOB, name="k.si", stream=stream, is_preview=is_preview)


def test_vouchers_are_posted_with_their_texts_and_objects(company: CompanyFacts) -> None:
    assert load(company) == VouchersLoaded(2, 4, "A-2026-1", "A-2026-2")
    heads = Voucher.objects.order_by("number").values_list("posting_date", "description", "external_document_number")
    assert list(heads) == [(date(2026, 1, 15), "Hyra, mars", "K-5"), (date(2026, 3, 31), "", "K-6")]
    first = VoucherLine.objects.order_by("id").values_list("amount_minor", "description", "cost_center", "project")
    assert first[0] == (25050, "Kontor", "N", "P1")


def test_the_same_file_again_changes_nothing(company: CompanyFacts) -> None:
    load(company)
    before = books.contents()
    again = load(company)
    assert (again.vouchers, again.loaded_by, again.loaded_at is not None) == (2, build.BOB, True)
    assert books.contents() == before
    guards.assert_kept("ledger_voucherfile")
    guards.assert_frozen("ledger_voucherfile", "voucher_count")


def test_a_preview_stores_nothing(company: CompanyFacts) -> None:
    before = books.contents()
    assert load(company, is_preview=True).vouchers == 2
    assert (books.contents(), VoucherFile.objects.count()) == (before, 0)


def test_what_one_company_exports_another_loads(company: CompanyFacts) -> None:
    load(company)
    done = export_sie(company=company, order=ExportOrder(is_whole=False), written=date(2026, 4, 1))
    text = b"".join(done.pieces).decode("cp437")
    other = build.new_company(name="Sunnan AB")
    assert load(other, text).rows == done.rows
    columns = ("posting_date", "account__number", "amount_minor", "description", "cost_center", "project")
    rows = [
        list(VoucherLine.objects.filter(company=one.id).order_by("id").values_list(*columns))
        for one in (company, other)
    ]
    assert rows[0] == rows[1]


@pytest.mark.parametrize(
    ("case", "old", "new", "codes"),
    [
        ("account unknown", "6570 {}", "9999 {}", ["account_unknown"]),
        ("of customers", "6990 {} 1.00", "1510 {} 1.00", ["account_blocked"]),
        ("of a bank account", "6990 {} 1.00", "1930 {} 1.00", ["account_of_bank"]),
        ("no year", "20260331", "20310331", ["no_fiscal_year"]),
        ("both", "20260331\n{\n#TRANS 6570", "20310331\n{\n#TRANS 9999", ["no_fiscal_year", "account_unknown"]),
        ("not balanced", "6990 {} 1.00", "6990 {} 2.00", ["sie_voucher_unbalanced"]),
        ("other money", "#SIETYP 4", "#SIETYP 4\n#VALUTA EUR", ["sie_other_currency"]),
        ("other company", "#SIETYP 4", "#SIETYP 4\n#ORGNR 5566778899", ["sie_other_company"]),
        ("no vouchers", FILE[FILE.index("#VER K 5") :], "", ["no_vouchers_in_file"]),
    ],
)
def test_what_cannot_be_posted_is_told_and_nothing_is(
    company: CompanyFacts, case: str, old: str, new: str, codes: list[str]
) -> None:
    build.bank_account(company)
    set_identity(company=company, actor=build.BOB, organisation_number="556047-3521")
    own = find_company(name=company.name)
    before = books.contents()
    assert old in FILE
    with pytest.raises((Refused, Malformed)) as caught:
        load(own, FILE.replace(old, new))
    told = caught.value.findings if isinstance(caught.value, Findings) else (caught.value,)
    assert [one.code for one in told] == codes
    assert books.contents() == before
