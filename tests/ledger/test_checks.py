"""Every violation of the ledger's invariants is found and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.checks import TRIGGERS, check
from reskontra.ledger.models import BankEntry, Voucher, VoucherLine
from tests import books, build
from tests.postings import DAY, draft, post_all, sale

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]
Plant = Callable[[], object]


def voucher(number: int = 1) -> Voucher:
    return Voucher.objects.get(series="A", number=number)


def line(number: int = 1) -> VoucherLine:
    return VoucherLine.objects.get(voucher=voucher(), line_number=number)


def change(row: Voucher | VoucherLine, **values: object) -> None:
    type(row).objects.filter(id=row.id).update(**values)


def remove(row: Voucher) -> None:
    VoucherLine.objects.filter(voucher=row).delete()
    row.delete()


DAMAGE: list[tuple[str, Plant, list[str]]] = [
    ("nothing", lambda: None, []),
    ("an amount", lambda: change(line(), amount_minor=100_01), ["Voucher A-2026-1 sums to 0.01 SEK, not to zero."]),
    ("a draft is left", lambda: change(voucher(2), posted_at=None), ["Voucher A-2026-2 was never sealed."]),
    (
        "a line's day",
        lambda: change(line(), posting_date=date(2026, 3, 3)),
        ["Voucher A-2026-1 has a line dated 2026-03-03."],
    ),
    (
        "a voucher's day",
        lambda: (
            change(voucher(), posting_date=date(2025, 3, 2)),
            VoucherLine.objects.filter(voucher=voucher()).update(posting_date=date(2025, 3, 2)),
        ),
        ["Voucher A-2026-1 is dated 2025-03-02, outside its fiscal year."],
    ),
    ("one in the midst is gone", lambda: remove(voucher(2)), ["Series A of 2026 has 2 vouchers and ends at 3."]),
    ("the first is gone", lambda: remove(voucher(1)), ["Series A of 2026 has 2 vouchers and ends at 3."]),
    (
        "a bank entry's amount",
        lambda: BankEntry.objects.update(local_minor=999_00),
        ["Bank account B1 holds 999.00 SEK, and its G/L account 1930 1000.00 SEK."],
    ),
    (
        "a bank entry is gone",
        lambda: BankEntry.objects.all().delete(),
        ["Bank account B1 holds 0.00 SEK, and its G/L account 1930 1000.00 SEK."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "plant", "expected"), DAMAGE, ids=[case for case, _, _ in DAMAGE])
def test_damage_is_named(company: CompanyFacts, case: str, plant: Plant, expected: list[str]) -> None:
    build.bank_account(company, opening="1000.00")
    for _ in range(3):
        sale(company)
    with books.unguarded():
        plant()
    assert [str(violation) for violation in check(company=company)] == expected


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_guard_that_is_gone_is_named(company: CompanyFacts, trigger: str) -> None:
    table = trigger.rsplit("_", 1)[0]
    drop = f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert [str(found) for found in check(company=company)] == [f"The database has lost the guard {trigger}."]


def test_a_posting_on_a_banks_account_past_the_bank_is_found(company: CompanyFacts) -> None:
    build.bank_account(company)
    post_all(company, draft(company, {"1930": 5_00, "3001": -5_00}, day=DAY))
    assert [str(found) for found in check(company=company)] == [
        "Bank account B1 holds 0.00 SEK, and its G/L account 1930 5.00 SEK."
    ]


def test_opening_vouchers_may_be_older_than_their_year(company: CompanyFacts) -> None:
    post_all(company, draft(company, {"2898": 1, "1910": -1}, day=date(1999, 1, 1), source="OPENING"))
    assert list(check(company=company)) == []
