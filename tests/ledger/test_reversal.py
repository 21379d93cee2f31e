"""A voucher is taken back by a counter voucher, once, and stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.actions import move_periods
from reskontra.companies.queries import CompanyFacts, NoOpenPeriod
from reskontra.core.errors import Refused
from reskontra.ledger import reversal
from reskontra.ledger.actions import start_run
from reskontra.ledger.drafts import PostedVoucher
from reskontra.ledger.models import BankEntry, Voucher, VoucherLine
from reskontra.ledger.queries import bank_balance
from reskontra.ledger.reversal import reverse_vouchers
from tests import books, build
from tests.postings import DAY, draft, gl, on_account, pay, post_all, sale

pytestmark = pytest.mark.django_db


def reversed_by(company: CompanyFacts, *vouchers: PostedVoucher) -> list[PostedVoucher]:
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test.reversed")
        return reverse_vouchers(company=company, run=run, voucher_ids=[v.id for v in vouchers], reason="Wrong")


def lines_of(voucher: PostedVoucher) -> list[tuple[str, int, int]]:
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
    pair = [voucher, *reversed_by(company, voucher)]
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
