"""Entries under reserved ids, with their first detail and the numbers they are found by."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import OutsideTransaction
from reskontra.receivables.models import Entry, EntryDetail, EntryKey
from reskontra.receivables.write import COMPARED, EntryDraft, keys_of, reserve_ids, write_entries, write_keys
from tests import build
from tests.postings import DAY, draft, post_all

DRAFT = EntryDraft(
    ledger="CUSTOMER",
    document_type="INVOICE",
    document_number="INV-2026-0412",
    posting_date=DAY,
    due_date=date(2026, 4, 1),
    currency="SEK",
    document_minor=100_00,
    remaining_minor=60_00,
    remaining_local_minor=60_00,
    payment_reference="12344",
)


@pytest.mark.parametrize(
    ("case", "change", "expected"),
    [
        ("nothing", {}, []),
        ("an amount", {"document_minor": 99_00}, [("amount", "100.00 SEK", "99.00 SEK")]),
        ("what remains", {"remaining_minor": 1}, [("remaining_amount", "60.00 SEK", "0.01 SEK")]),
        ("a day", {"due_date": DAY}, [("due_date", "2026-04-01", "2026-03-02")]),
        (
            "two",
            {"on_hold": "EVA", "payment_reference": "1"},
            [("payment_reference", "12344", "1"), ("on_hold", "", "EVA")],
        ),
        ("what is no column", {"rate_e8": 5, "party_id": 7}, []),
    ],
)
def test_differences_are_told_by_column(
    case: str, change: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    found = DRAFT._replace(**change).differences(DRAFT)  # type: ignore[arg-type]
    assert [(column, str(known), str(now)) for column, known, now in found] == expected


def test_what_may_be_edited_is_left_out_when_it_is_posted() -> None:
    assert DRAFT._replace(on_hold="EVA", due_date=DAY).differences(DRAFT, COMPARED) == []


def test_the_key_of_a_document() -> None:
    assert DRAFT._replace(party_id=3).key == ("CUSTOMER", 3, "INVOICE", "INV-2026-0412")


@pytest.mark.django_db
def test_entries_are_written_with_their_details_and_keys(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    group = Entry._meta.get_field("posting_group").related_model.objects.get(
        company=company.id, kind="CUSTOMER", code="SE"
    )
    facts = DRAFT._replace(party_id=alfa.id, posting_group_id=group.id)
    payment = facts._replace(
        document_type="PAYMENT", document_minor=-60_00, remaining_minor=-60_00, remaining_local_minor=-60_00
    )
    with transaction.atomic():
        lines = {"1510": 0, "2898": 0}
        vouchers = [voucher.id for voucher in post_all(company, draft(company, lines), draft(company, lines))]
        ids = reserve_ids(2)
        write_entries(company=company, ids=ids, entries=[facts, payment], vouchers=vouchers)
        write_keys(company=company, ids=ids, entries=[facts, payment])
    rows = Entry.objects.filter(company=company.id).order_by("id")
    assert list(rows.values_list("id", "remaining_minor", "remaining_local_minor", "voucher", "is_opening")) == [
        (ids[0], 60_00, 60_00, vouchers[0], False),
        (ids[1], -60_00, -60_00, vouchers[1], False),
    ]
    assert EntryDetail.objects.filter(company=company.id, kind="INITIAL").count() == 2
    assert sorted(EntryKey.objects.filter(company=company.id).values_list("key", "kind")) == keys_of(facts)
    assert set(EntryKey.objects.values_list("entry", flat=True)) == {ids[0]}


@pytest.mark.django_db(transaction=True)
def test_entries_belong_to_a_command() -> None:
    with pytest.raises(OutsideTransaction):
        reserve_ids(1)
