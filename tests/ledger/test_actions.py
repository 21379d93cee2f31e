"""The one writer of vouchers: numbers without gaps, sealed in balance, a bank entry for each bank line."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.actions import move_periods
from reskontra.companies.queries import CompanyFacts, NoFiscalYear, PeriodClosed
from reskontra.core.voucher import Unbalanced
from reskontra.database.bulk import OutsideTransaction
from reskontra.ledger import actions
from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
from reskontra.ledger.models import BankAccount, BankEntry, PostingRun, Voucher, VoucherLine
from reskontra.ledger.queries import BankAccountFacts, account_ids
from tests import books, build
from tests.postings import DAY, draft, gl, post_all, sale

pytestmark = pytest.mark.django_db

SALE = {"1910": 100_00, "3001": -100_00}


def on_bank(company: CompanyFacts, bank: BankAccountFacts, minor: int, **extra: object) -> VoucherDraft:
    """Money in from a sale, straight to the bank."""
    voucher = draft(company, {bank.gl_account: minor, "3001": -minor}, source="BANK", description="Sale")
    entry = BankDraft(bank.id, minor, bank.currency, **extra)  # type: ignore[arg-type]
    return voucher._replace(lines=(voucher.lines[0]._replace(bank=entry), voucher.lines[1]))


def test_a_voucher_is_written_and_sealed(company: CompanyFacts) -> None:
    (posted,) = post_all(company, draft(company, SALE, description="Sale", external_document_number="X-1"))
    voucher = Voucher.objects.get(id=posted.id)
    assert (posted.name, str(voucher)) == ("A-2026-1", "A-2026-1")
    assert (voucher.posting_date, voucher.document_date, voucher.description) == (DAY, DAY, "Sale")
    assert voucher.posted_at
    lines = VoucherLine.objects.filter(voucher=voucher).order_by("line_number")
    assert list(lines.values_list("line_number", "account__number", "amount_minor", "posting_date")) == [
        (1, "1910", 100_00, DAY),
        (2, "3001", -100_00, DAY),
    ]


def test_long_texts_are_cut(company: CompanyFacts) -> None:
    voucher = draft(company, SALE, description="x" * 300, external_document_number="y" * 200)
    (posted,) = post_all(
        company, voucher._replace(lines=tuple(line._replace(description="z" * 300) for line in voucher.lines))
    )
    row = Voucher.objects.get(id=posted.id)
    line = VoucherLine.objects.filter(voucher=row)[0]
    assert (len(row.description), len(row.external_document_number), len(line.description)) == (250, 100, 250)


def test_numbers_have_no_gaps_within_series_and_fiscal_year(company: CompanyFacts) -> None:
    last_year = date(2025, 12, 31)
    names = [
        posted.name
        for posted in post_all(
            company,
            draft(company, SALE),
            draft(company, SALE, day=last_year),
            draft(company, SALE, source="BANK"),
            draft(company, SALE, source="REVERSAL"),
            draft(company, SALE, day=last_year),
        )
    ]
    assert names == ["A-2026-1", "A-2025-1", "B-2026-1", "A-2026-2", "A-2025-2"]
    assert sale(company).name == "A-2026-3"


def test_a_command_that_is_taken_back_takes_no_number(company: CompanyFacts) -> None:
    with transaction.atomic():
        sale(company)
        transaction.set_rollback(True)
    assert sale(company).name == "A-2026-1"
    assert PostingRun.objects.get(company=company.id).number == 1


def test_runs_are_numbered_and_keep_who_and_what(company: CompanyFacts) -> None:
    sale(company)
    sale(company)
    runs = PostingRun.objects.filter(company=company.id).order_by("number")
    assert list(runs.values_list("number", "actor", "action")) == [
        (1, build.BOB, "test.posted"),
        (2, build.BOB, "test.posted"),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_run_belongs_to_its_command() -> None:
    company = build.new_company()
    with pytest.raises(OutsideTransaction):
        actions.start_run(company=company, actor=build.BOB, action="test.posted")


def test_nothing_to_post_posts_nothing(company: CompanyFacts) -> None:
    assert post_all(company) == []


@pytest.mark.parametrize("position", [0, 1])
def test_one_voucher_out_of_balance_keeps_all_from_being_posted(company: CompanyFacts, position: int) -> None:
    drafts = [draft(company, SALE)]
    drafts.insert(position, draft(company, {"1910": 100_00, "3001": -99_99}, description="Sale"))
    before = books.contents()
    with pytest.raises(Unbalanced) as told:
        post_all(company, *drafts)
    assert books.contents() == before
    assert str(told.value).startswith(
        'Voucher "Sale" of 2026-03-02 has debit 100.00 SEK and credit 99.99 SEK, a difference of 0.01 SEK.'
    )


def test_a_closed_period_is_refused_and_names_the_first_open_day(company: CompanyFacts) -> None:
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=date(2026, 3, 31))
    before = books.contents()
    with pytest.raises(PeriodClosed, match="The first open day is 2026-04-01"):
        sale(company)
    assert books.contents() == before


@pytest.mark.parametrize(
    ("case", "day", "name"),
    [
        ("older than the books", date(1999, 12, 31), "I-2025-1"),
        ("in the books", date(2026, 5, 1), "I-2026-1"),
        ("in a closed period", date(2025, 5, 1), "I-2025-1"),
        ("later than the books", date(2027, 1, 1), "I-2026-1"),
    ],
)
def test_opening_entries_are_posted_on_any_day(company: CompanyFacts, case: str, day: date, name: str) -> None:
    move_periods(company=company, actor=build.BOB, fiscal_year="2025", move="close")
    (posted,) = post_all(company, draft(company, {"2898": -1, "1910": 1}, day=day, source="OPENING"))
    assert posted.name == name
    with pytest.raises((NoFiscalYear, PeriodClosed)):
        sale(company, day=date(1999, 12, 31) if day.year != 2025 else day)


@pytest.mark.parametrize(
    ("case", "extra", "state", "closed"),
    [("open", {}, "OPEN", None), ("an opening balance", {"is_closed": True}, "CLOSED", DAY)],
)
def test_a_bank_line_makes_a_bank_entry(
    company: CompanyFacts, case: str, extra: dict[str, object], state: str, closed: date | None
) -> None:
    bank = build.bank_account(company)
    (posted,) = post_all(company, on_bank(company, bank, 100_00, **extra))
    entry = BankEntry.objects.get(company=company.id)
    assert (entry.bank_account_id, entry.voucher_id, entry.posting_date) == (bank.id, posted.id, DAY)
    assert (entry.amount_minor, entry.local_minor, entry.currency) == (100_00, 100_00, "SEK")
    assert (entry.state, entry.closed_date, entry.description) == (state, closed, "Sale")


def test_a_foreign_bank_entry_has_both_amounts(company: CompanyFacts) -> None:
    build.bank_account(company)
    account = BankAccount.objects.get(company=company.id)
    ids = account_ids(company=company, numbers=["1930", "3001"])
    entry = BankDraft(account.id, 10_00, "EUR")
    lines = (
        LineDraft(ids["1930"], 112_00, "EUR", 10_00, bank=entry),
        LineDraft(ids["3001"], -112_00, "EUR", -10_00),
    )
    post_all(company, VoucherDraft("BANK", DAY, lines))
    row = BankEntry.objects.get(company=company.id)
    assert (row.amount_minor, row.currency, row.local_minor) == (10_00, "EUR", 112_00)
    assert gl(company) == {"1930": 112_00, "3001": -112_00}


def test_companies_have_numbers_of_their_own(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    sale(other)
    assert sale(company).name == "A-2026-1"


def test_the_last_statement_is_kept_on_the_bank_account(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    actions.note_statement(company=company, bank_account_id=bank.id, number="S" * 60, balance_minor=-5)
    row = BankAccount.objects.get(id=bank.id)
    assert (row.last_statement_number, row.balance_last_statement_minor) == ("S" * 50, -5)
