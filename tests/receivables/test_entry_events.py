"""Events of entries: they tell each step of an entry's life once, and add up to what remains."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from reskontra.interface.outbox import Happening
from reskontra.receivables.entry_events import ENTRIES, KINDS
from reskontra.receivables.models import Entry
from tests.story import Story

pytestmark = pytest.mark.django_db

TOLD = """
    bank      B1 10000.00
    customer  C1 "Alfa AB" iban=SE8060000000000333444555
    vendor    V1 "Vide AB"
    invoice   C1 INV-1 1000.00 ocr=10017 discount=20.00 until=2026-03-12
    invoice   C1 INV-2 500.00 ocr=10025
    invoice   V1 88012 -300.00
    statement B1 2026-03-02
    line      980.00 ocr=10017
    line      200.00 ocr=10025
    import
    match
    apply     1 INV-1 with-discount
    apply     2 INV-2
    post
    reverse   1
"""


def happenings(story: Story, most: int = 1_000) -> list[Happening]:
    found: list[Happening] = []
    at = 0
    while at < ENTRIES.newest(story.company.id):
        at, told, _is_all = ENTRIES.after(story.company.id, at, most)
        found += told
    return found


def test_each_step_of_an_entry_is_told_once_with_what_remains_then(story: Story) -> None:
    story.tells(TOLD)
    found = happenings(story)
    of_one = [(one.kind, one.data["remaining_amount"]) for one in found if one.data["document_number"] == "INV-1"]
    assert of_one == [
        ("document.posted", "1000.00"),
        ("entry.applied", "0.00"),
        ("entry.closed", "0.00"),
        ("entry.unapplied", "1000.00"),
        ("entry.reopened", "1000.00"),
    ]
    posted, applied = found[0].data, next(one.data for one in found if one.kind == "entry.applied")
    assert posted == {
        "ledger": "customer", "account": "C1", "document_type": "invoice", "document_number": "INV-1",
        "currency": "SEK", "voucher": posted["voucher"], "posting_date": "2026-01-10", "due_date": posted["due_date"],
        "amount": "1000.00", "external_document_number": "", "payment_reference": "10017",
        "remaining_amount": "1000.00",
    }  # fmt: skip
    assert (applied["document_type"], applied["amount"], applied["payment_discount"]) == (
        "payment",
        "1000.00",
        "-20.00",
    )
    assert applied["against"] == ["INV-1"]
    of_invoice = next(
        one.data
        for one in found
        if one.kind == "entry.applied" and one.data["ledger"] == "customer" and one.data["document_number"] == "INV-1"
    )
    assert (of_invoice["amount"], "payment_discount" in of_invoice) == ("-1000.00", False)
    assert [one.kind for one in found if one.data["ledger"] == "vendor"] == ["document.posted"]
    assert {one.kind for one in found} <= set(KINDS)


def test_read_a_little_at_a_time_they_are_the_same_and_end_at_what_remains(story: Story) -> None:
    story.tells(TOLD)
    whole = [(one.kind, one.entity, one.data) for one in happenings(story)]
    for most in (1, 2, 3, 5):
        assert [(one.kind, one.entity, one.data) for one in happenings(story, most)] == whole
    last = {entity: data["remaining_amount"] for _kind, entity, data in whole}
    remaining = {f"entry:{row.id}": Decimal(row.remaining_minor) / 100 for row in Entry.objects.all()}
    assert {entity: Decimal(amount) for entity, amount in last.items()} == remaining
    for entity in last:
        kinds = [kind for kind, of, _data in whole if of == entity and kind in ("entry.closed", "entry.reopened")]
        assert all(first != second for first, second in pairwise(["entry.reopened", *kinds]))


def test_there_is_nothing_of_an_empty_company(story: Story) -> None:
    assert ENTRIES.newest(story.company.id) == 0
    assert ENTRIES.after(story.company.id, 0, 10) == (0, (), True)
