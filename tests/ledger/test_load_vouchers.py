"""Vouchers of a SIE file are posted once, all or none, and numbered here."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.companies.edit import change_company
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.ledger.account_facts import account_balance
from reskontra.ledger.checks import check
from reskontra.ledger.load_vouchers import LoadOrder, MovedRows, VouchersLoaded, load_vouchers
from reskontra.ledger.models import BankEntry, Voucher, VoucherFile, VoucherLine
from reskontra.ledger.queries import accounts
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


def load(company: CompanyFacts, text: str = FILE, **order: bool) -> VouchersLoaded:
    stream = io.BytesIO(text.encode("cp437"))
    return load_vouchers(company=company, actor=build.BOB, name="k.si", stream=stream, order=LoadOrder(**order))


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
        ("account unknown", "6570 {}", "9999 {}", ["opening_account_unknown"]),
        ("of customers", "6990 {} 1.00", "1510 {} 1.00", ["voucher_control_rows"]),
        ("of a bank account in other money", "6990 {} 1.00", "1940 {} 1.00", ["account_of_bank"]),
        ("no year", "20260331", "20310331", ["no_fiscal_year"]),
        ("a year twice", "20260115", "20310115", ["no_fiscal_year"]),
        ("both", "20260331\n{\n#TRANS 6570", "20310331\n{\n#TRANS 9999", ["no_fiscal_year", "opening_account_unknown"]),
        ("not balanced", "6990 {} 1.00", "6990 {} 2.00", ["sie_voucher_unbalanced"]),
        ("a long project", "6990 {} 1.00", f'6990 {{6 "{"P" * 21}"}} 1.00', ["sie_object_too_long"]),
        ("other money", "#SIETYP 4", "#SIETYP 4\n#VALUTA EUR", ["sie_other_currency"]),
        ("other company", "#SIETYP 4", "#SIETYP 4\n#ORGNR 5566778899", ["sie_other_company"]),
        ("no vouchers", FILE[FILE.index("#VER K 5") :], "", ["no_vouchers_in_file"]),
    ],
)
def test_what_cannot_be_posted_is_told_and_nothing_is(
    company: CompanyFacts, case: str, old: str, new: str, codes: list[str]
) -> None:
    build.bank_account(company)
    build.bank_account(company, number="B2", currency="EUR", iban="SE3550000000054910000003")
    change_company(company=company, actor=build.BOB, wanted={"organisation_number": "556047-3521"})
    own = find_company(name=company.name)
    before = books.contents()
    assert old in FILE
    text = FILE.replace("20260331", "20310331") if case == "a year twice" else FILE
    with pytest.raises((Refused, Malformed)) as caught:
        load(own, text.replace(old, new))
    told = caught.value.findings if isinstance(caught.value, Findings) else (caught.value,)
    assert [one.code for one in told] == codes
    assert books.contents() == before


def test_rows_on_a_bank_account_become_bank_entries(company: CompanyFacts) -> None:
    build.bank_account(company)
    done = load(company, FILE.replace("6990 {} -250.50", "1930 {} -250.50"))
    assert done.banked == (MovedRows("1930", "B1", 1, -25050),)
    entries = BankEntry.objects.filter(company=company.id).values_list("bank_account__number", "amount_minor", "state")
    assert list(entries) == [("B1", -25050, "OPEN")]
    assert list(check(company=company)) == []


def test_control_accounts_are_told_once_with_their_sum_and_where_entries_meet_them(company: CompanyFacts) -> None:
    text = FILE.replace("6990 {}", "1510 {}")
    with pytest.raises(Findings) as caught:
        load(company, text)
    (told,) = caught.value.findings
    assert str(told) == (
        "line 8, #TRANS: 2 rows on account 1510, -249.50 SEK together, would have no entries of customers. Have them "
        "meet the entries that you load on account 2898 with --take-over, or take them out of the file."
    )
    done = load(company, text, takes_over=True)
    assert done.taken_over == (MovedRows("1510", "2898", 2, -24950),)
    assert account_balance(company=company, number="2898") == -24950
    lines = VoucherLine.objects.filter(account__number="2898").order_by("id").values_list("description", flat=True)
    assert list(lines) == ["1510", "1510"]
    assert list(check(company=company)) == []


def test_entries_that_are_loaded_meet_what_was_taken_over(company: CompanyFacts) -> None:
    load(company, FILE.replace("6990 {}", "1510 {}"), takes_over=True)
    build.document(company, build.customer(company), number="K-1", amount="-249.50", document_type="credit_memo")
    assert account_balance(company=company, number="2898") == 0
    assert account_balance(company=company, number="1510") == -24950


def test_accounts_that_the_chart_lacks_are_added(company: CompanyFacts) -> None:
    text = FILE.replace("#SIETYP 4", '#SIETYP 4\n#KONTO 6571 "Fasta avgifter"').replace("6570", "6571")
    assert load(company, text, adds_accounts=True, is_preview=True).added == ("6571",)
    assert "6571" not in dict(accounts(company=company))
    assert load(company, text, adds_accounts=True).added == ("6571",)
    assert dict(accounts(company=company))["6571"] == "Fasta avgifter"
