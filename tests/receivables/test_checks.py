"""Every violation of the subledgers' invariants is found and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import PAR
from reskontra.receivables.checks import TRIGGERS, check
from reskontra.receivables.models import Document, Entry, EntryDetail, EntryKey
from tests import books, build, documents
from tests.postings import DAY, on, pay

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]
Plant = Callable[[], object]


def entry(number: str = "INV-1") -> Entry:
    return Entry.objects.get(document_number=number)


def change(row: Entry, **values: object) -> None:
    Entry.objects.filter(id=row.id).update(**values)


def move(row: Entry, minor: int, local: int) -> None:
    """A detail that no voucher carries; what remains follows it, as the trigger would have it."""
    EntryDetail.objects.create(
        company_id=row.company_id, entry=row, kind="INITIAL", posting_date=DAY, amount_minor=minor, local_minor=local
    )
    change(row, remaining_minor=row.remaining_minor + minor, remaining_local_minor=row.remaining_local_minor + local)


def details(number: str) -> list[EntryDetail]:
    return list(EntryDetail.objects.filter(entry=entry(number), kind="APPLICATION"))


def shift_application() -> None:
    """Both local rows of an application, one of them by 5.00 too much; what remains follows."""
    (row,) = details("INV-1")
    EntryDetail.objects.filter(id=row.id).update(local_minor=row.local_minor - 5_00)
    change(entry(), remaining_local_minor=entry().remaining_local_minor - 5_00)


DAMAGE: list[tuple[str, Plant, list[str]]] = [
    ("nothing", lambda: None, []),
    (
        "what remains",
        lambda: change(entry(), remaining_minor=601_00),
        ["INVOICE INV-1 has 601.00 SEK left, and its details sum to 600.00 SEK."],
    ),
    (
        "its local twin",
        lambda: change(entry("EUR-1"), remaining_local_minor=1101_00),
        [
            "INVOICE EUR-1 has 1101.00 SEK left, and its details sum to 1100.00 SEK.",
            "Posting group SE owes 1701.00 SEK by its entries, and 1700.00 SEK on account 1510.",
        ],
    ),
    (
        "a detail without a voucher",
        lambda: move(entry(), 10_00, 10_00),
        ["Posting group SE owes 1710.00 SEK by its entries, and 1700.00 SEK on account 1510."],
    ),
    (
        "settled, but not in local currency",
        lambda: move(entry("EUR-1"), -100_00, -1099_00),
        [
            "INVOICE EUR-1 is settled, and 1.00 SEK is left in local currency.",
            "Posting group SE owes 601.00 SEK by its entries, and 1700.00 SEK on account 1510.",
        ],
    ),
    (
        "more settled than there was",
        lambda: move(entry(), -601_00, -601_00),
        [
            "INVOICE INV-1 changed its sign: -1.00 SEK is left of 1000.00 SEK.",
            "Posting group SE owes 1099.00 SEK by its entries, and 1700.00 SEK on account 1510.",
        ],
    ),
    (
        "an application out of balance",
        shift_application,
        [
            "Posting group SE owes 1695.00 SEK by its entries, and 1700.00 SEK on account 1510.",
            "Application 1 does not net to zero: -5.00 SEK.",
        ],
    ),
    (
        "a key is gone",
        lambda: EntryKey.objects.filter(key=1).delete(),
        ["2 entries are not found by the numbers on it."],
    ),
    (
        "a key is another",
        lambda: EntryKey.objects.filter(entry=entry()).update(key=7),
        ["1 entry is not found by the numbers on it."],
    ),
    (
        "a key of a payment",
        lambda: EntryKey.objects.create(company_id=entry().company_id, key=5, kind=1, entry=entry("B-2026-1")),
        ["1 entry is not found by the numbers on it."],
    ),
]  # fmt: skip


@pytest.fixture
def posted(company: CompanyFacts) -> CompanyFacts:
    """INV-1 of 1,000.00 SEK with 600.00 SEK left, and EUR-1 of 100.00 EUR at 11 SEK."""
    alfa = build.customer(company)
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11 * PAR)
    build.invoice(company, alfa, number="EUR-1", currency="EUR", amount="100.00")
    pay(company, build.bank_account(company), on(company, build.invoice(company, alfa), 400_00))
    return company


@pytest.mark.parametrize(("case", "plant", "expected"), DAMAGE, ids=[case for case, _, _ in DAMAGE])
def test_damage_is_named(posted: CompanyFacts, case: str, plant: Plant, expected: list[str]) -> None:
    with books.unguarded():
        plant()
    found = [str(violation) for violation in check(company=posted)]
    assert len(found) == len(expected), found
    for violation, text in zip(found, expected, strict=True):
        assert violation.endswith(text)


@pytest.mark.parametrize(("case", "values"), [("another number", {"number": "000002"}), ("no entry", {"entry": None})])
def test_a_document_that_is_not_its_entry_is_named(company: CompanyFacts, case: str, values: dict[str, object]) -> None:
    build.customer(company)
    documents.draft(company, "3001;100.00;25")
    documents.post(company)
    assert list(check(company=company)) == []
    with books.unguarded():
        Document.objects.filter(company=company.id).update(**values)
    (found,) = check(company=company)
    assert str(found).endswith("come to 125.00 SEK, and its entry is over 0.00 SEK.")


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_guard_that_is_gone_is_named(company: CompanyFacts, trigger: str) -> None:
    tables = ("entrydetail", "application", "entry", "documentline", "document")
    table = next(f"receivables_{t}" for t in tables if trigger.startswith(f"receivables_{t}_"))
    drop = f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert [str(found) for found in check(company=company)] == [f"The database has lost the guard {trigger}."]


def test_damage_in_another_company_is_not_told_here(posted: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    with books.unguarded():
        change(entry(), remaining_minor=1)
    assert list(check(company=other)) == []
