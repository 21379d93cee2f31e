"""What the bank rejected or sent back is open again, told with its reason, and taken back once."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.errors import Refused
from reskontra.receivables.direct_debits import returning as r
from reskontra.receivables.direct_debits.collections import DebitState, debits_of
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from reskontra.receivables.direct_debits.posting import post_collection
from reskontra.receivables.returned import open_payments
from tests import build
from tests.receivables.debiting_book import DUE, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


def test_a_debit_is_rejected_once_and_not_before_it_went() -> None:
    company = euro_company()
    entry = owed(company, payer(company, 1))
    number = made(company).number

    def reject(reason: str) -> r.Rejected | type[Refused]:
        try:
            return r.reject_debit(
                company=company, actor=build.BOB, collection=number, number=1, rejection=r.Rejection(reason)
            )
        except Refused as refusal:
            return type(refusal)

    assert reject("AC04") is DebitState
    assert not r.are_under_way(company=company)
    export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
    assert r.collected_entries(company=company, transaction_ids=[f"{number}/1", "", "X"]) == {
        f"{number}/1": (entry.entry_id,)
    }
    assert r.are_under_way(company=company)
    assert reject(" ") is r.RejectReasonMissing
    done = reject("AC04")
    assert isinstance(done, r.Rejected)
    assert (done.counter, done.amount.minor) == ("", 10_000)
    assert reject("AC04") is DebitState
    assert r.collected_entries(company=company, transaction_ids=[f"{number}/1"]) == {}
    assert mandate_shown(company=company, number="MND000001", as_of=DUE).counter == 0


def test_a_return_that_the_bank_books_leaves_the_posting_and_is_noted_once() -> None:
    company = euro_company()
    owed(company, payer(company, 1))
    number = made(company).number
    export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
    post_collection(company=company, actor=build.BOB, number=number, today=DUE)
    vouchers = r.debit_vouchers(company=company, transaction_ids=[f"{number}/1", "X"])
    (voucher,) = vouchers.values()
    open_payments(company=company, actor=build.BOB, voucher_id=voucher, day=date(2026, 2, 12))
    rejection = r.Rejection("MD06", "Refund requested", date(2026, 2, 12))
    for expected in (f"{number}/1", ""):
        noted = r.note_return(company=company, actor=build.BOB, transaction_id=f"{number}/1", rejection=rejection)
        assert noted == expected
    (debit,) = debits_of(company=company, number=number)
    assert (debit.state, debit.reason, debit.returned_date, debit.remaining.minor) == (
        "REJECTED", "MD06", date(2026, 2, 12), 10_000,
    )  # fmt: skip
    assert debit.voucher
    assert mandate_shown(company=company, number="MND000001", as_of=DUE).counter == 0
