"""A voucher is taken back by a counter voucher, once, and stays as it was."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import transaction

from reskontra.bank.actions.import_statement import import_statement
from reskontra.bank.models import BankStatement
from reskontra.companies.actions import move_periods
from reskontra.companies.queries import CompanyFacts, NoOpenPeriod
from reskontra.core.errors import Refused
from reskontra.ledger import reversal
from reskontra.ledger.actions import start_run
from reskontra.ledger.drafts import BankDraft, CheckDraft, LineDraft, PostedVoucher, VoucherDraft
from reskontra.ledger.models import Account, BankAccount, BankEntry, Voucher, VoucherLine
from reskontra.ledger.queries import account_ids, bank_balance
from reskontra.ledger.reversal import Counter, Moved, first_open_days, moved_by, reverse_vouchers
from tests import books, build
from tests.postings import DAY, correction, draft, gl, on_account, pay, post_all, sale
from tests.statements import Line, Statement, camt053

pytestmark = pytest.mark.django_db


def reversed_by(company: CompanyFacts, *vouchers: PostedVoucher) -> list[Counter]:
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.reversed")
        return reverse_vouchers(company=company, run=run, voucher_ids=[v.id for v in vouchers], reason="Wrong")


def lines_of(voucher: PostedVoucher | Counter) -> list[tuple[str, int, int]]:
    rows = VoucherLine.objects.filter(voucher=voucher.id).order_by("line_number")
    return list(rows.values_list("account__number", "amount_minor", "currency_minor"))


def test_every_line_is_mirrored_and_both_are_linked(company: CompanyFacts) -> None:
    voucher = sale(company)
    (counter,) = reversed_by(company, voucher)
    assert counter.name == "A-2026-2"
    assert lines_of(counter) == [(account, -local, -minor) for account, local, minor in lines_of(voucher)]
    row = Voucher.objects.get(id=counter.id)
    assert (row.reverses_id, row.posting_date, row.description) == (voucher.id, DAY, "A-2026-1: Wrong")
    assert gl(company) == {}


def test_the_mirror_of_a_correction_is_one(company: CompanyFacts) -> None:
    (counter,) = reversed_by(company, correction(company, {"1910": -30_00, "3001": 30_00}))
    rows = VoucherLine.objects.filter(voucher=counter.id).order_by("line_number")
    assert list(rows.values_list("amount_minor", "is_correction")) == [(30_00, True), (-30_00, True)]


def test_a_closed_period_gives_the_first_open_day(company: CompanyFacts) -> None:
    voucher = sale(company)
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=date(2026, 4, 30))
    (counter,) = reversed_by(company, voucher)
    assert Voucher.objects.get(id=counter.id).posting_date == date(2026, 5, 1)


def test_without_an_open_day_nothing_is_reversed(company: CompanyFacts) -> None:
    voucher = sale(company)
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close")
    before = books.contents()
    with pytest.raises(NoOpenPeriod):
        reversed_by(company, voucher)
    assert books.contents() == before


@pytest.mark.parametrize(
    ("case", "again", "refusal", "text"),
    [
        ("once only", 0, reversal.VoucherReversed, "Voucher A-2026-1 was reversed already, by A-2026-2."),
        ("no reversal", 1, reversal.ReversalNotReversed, "Voucher A-2026-2 is itself a reversal."),
    ],
)
def test_a_reversal_is_refused(company: CompanyFacts, case: str, again: int, refusal: type[Refused], text: str) -> None:
    voucher = sale(company)
    pair = [voucher, *(PostedVoucher(one.id, one.name) for one in reversed_by(company, voucher))]
    before = books.contents()
    with pytest.raises(refusal, match=text):
        reversed_by(company, sale(company), pair[again])
    assert len(books.contents()["ledger_voucher"]) == len(before["ledger_voucher"]) + 1  # the sale alone


def test_several_are_reversed_in_their_order(company: CompanyFacts) -> None:
    first, second = post_all(company, *(draft(company, {"1910": n, "3001": -n}) for n in (1, 2)))
    assert [counter.name for counter in reversed_by(company, second, first)] == ["A-2026-3", "A-2026-4"]
    assert Voucher.objects.get(company=company.id, number=3).reverses_id == second.id


def test_a_bank_entry_is_mirrored_and_both_are_open(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    (voucher,) = [pay(company, bank, on_account(company, build.customer(company), 50_00)).voucher]
    with transaction.atomic():
        reversed_by(company, voucher)
        entry, mirror = BankEntry.objects.filter(company=company.id).order_by("id")
        assert (mirror.amount_minor, mirror.local_minor, mirror.reverses_id) == (-50_00, -50_00, entry.id)
        assert (entry.state, mirror.state) == ("OPEN", "OPEN")
        assert bank_balance(company=company, bank_account_id=bank.id) == 0
        transaction.set_rollback(True)  # the payment itself is taken back by receivables


def test_the_voucher_itself_is_not_touched(company: CompanyFacts) -> None:
    voucher = sale(company)
    before = books.contents()
    reversed_by(company, voucher)
    after = books.contents()
    for table in ("ledger_voucher", "ledger_voucherline", "ledger_postingrun"):
        assert set(before[table]) <= set(after[table])


@pytest.mark.parametrize(
    ("case", "refusal", "text"),
    [
        ("account", reversal.VoucherAccountBlocked, "A-2026-1 moves G/L account 1510, which is blocked"),
        ("bank account", reversal.VoucherBankAccountBlocked, "A-2026-1 moves bank account B1, which is blocked"),
        (
            "statement",
            reversal.BankEntryClosed,
            "B1 by 50.00 SEK, closed with its statement on 2026-03-31",
        ),
        ("check", reversal.CheckDrawn, "A-2026-2 carries check 1007 of 50.00 SEK. Void the check"),
    ],
)
def test_what_its_accounts_refuse(company: CompanyFacts, case: str, refusal: type[Refused], text: str) -> None:
    bank = build.bank_account(company)
    voucher = pay(company, bank, on_account(company, build.customer(company), 50_00), source="GENERAL").voucher
    entry = BankEntry.objects.get(company=company.id, voucher=voucher.id)
    if case == "account":
        Account.objects.filter(company=company.id, number="1510").update(is_blocked=True)
    elif case == "bank account":
        BankAccount.objects.filter(company=company.id).update(is_blocked=True)
    elif case == "statement":
        content = camt053(Statement([Line("1.00")], opening="0.00"))
        import_statement(company=company, actor=build.BOB, name="bank.xml", stream=io.BytesIO(content))
        brought = BankStatement.objects.get(company=company.id)
        BankEntry.objects.filter(id=entry.id).update(state="CLOSED", closed_date=date(2026, 3, 31), statement=brought)
    else:
        ids = account_ids(company=company, numbers=["1930", "3001"])
        drawn = BankDraft(bank.id, -50_00, "SEK", check=CheckDraft("1007", "MANUAL"))
        lines = (LineDraft(ids["1930"], -50_00, "SEK", -50_00, bank=drawn), LineDraft(ids["3001"], 50_00, "SEK", 50_00))
        (voucher,) = post_all(company, VoucherDraft("GENERAL", DAY, lines))
    before = books.contents()
    with pytest.raises(refusal, match=text):
        reversed_by(company, voucher)
    assert books.contents() == before


def test_codes_of_lines_are_mirrored_and_equal_bank_entries_are_each_named(company: CompanyFacts) -> None:
    bank = build.bank_account(company)
    ids = account_ids(company=company, numbers=["1930", "3001"])
    twice = [
        LineDraft(ids["1930"], 50_00, "SEK", 50_00, bank=BankDraft(bank.id, 50_00, "SEK")),
        LineDraft(ids["3001"], -50_00, "SEK", -50_00, vat_code="25", cost_center="K1", project="P1"),
    ]
    (voucher,) = post_all(company, VoucherDraft("GENERAL", DAY, (*twice, *twice)))
    (counter,) = reversed_by(company, voucher)
    entries = list(BankEntry.objects.filter(company=company.id, voucher=voucher.id).values_list("id", flat=True))
    mirrors = BankEntry.objects.filter(company=company.id, voucher=counter.id).order_by("id")
    assert list(mirrors.values_list("reverses_id", flat=True)) == entries
    codes = VoucherLine.objects.filter(voucher=counter.id, vat_code="25", cost_center="K1", project="P1")
    assert codes.count() == 2
    assert moved_by(company=company, voucher_ids=[voucher.id]) == [
        Moved("1930", "Företagskonto", 100_00), Moved("3001", "Försäljning inom Sverige, 25 % moms", -100_00),
    ]  # fmt: skip


def test_first_open_days(company: CompanyFacts) -> None:
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=date(2026, 4, 30))
    days = {date(2026, 4, 2), date(2026, 4, 30), date(2026, 5, 7)}
    found = first_open_days(company=company, days=days)
    assert found == {
        date(2026, 4, 2): date(2026, 5, 1), date(2026, 4, 30): date(2026, 5, 1), date(2026, 5, 7): date(2026, 5, 7),
    }  # fmt: skip
