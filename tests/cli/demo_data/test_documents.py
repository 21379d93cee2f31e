from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal

from reskontra.cli.demo_data.booking import booking_days
from reskontra.cli.demo_data.documents import Calendar, make_documents, unused_numbers
from reskontra.cli.demo_data.parties import make_parties

from .conftest import AS_OF, Demo, luhn_is_valid, mod97_is_valid


def test_two_thousand_open_documents(demo: Demo) -> None:
    kinds = Counter((row["ledger"], row["document_type"]) for row in demo.entries)
    assert sum(kinds.values()) == 2000
    for kind in ("invoice", "credit_memo", "payment", "finance_charge", "reminder"):
        assert kinds["customer", kind] > 5
    assert kinds["vendor", "invoice"] > 100
    assert kinds["vendor", "credit_memo"] > 5


def test_signs(demo: Demo) -> None:
    against = {"credit_memo", "payment"}
    for row in demo.entries:
        expected = (1 if row["ledger"] == "customer" else -1) * (-1 if row["document_type"] in against else 1)
        amount, remaining = Decimal(row["amount"]), Decimal(row["remaining_amount"])
        assert amount * expected > 0, row
        assert amount * remaining > 0, row
        assert abs(remaining) <= abs(amount), row


def test_numbers_are_unique(demo: Demo) -> None:
    numbers = [row["document_number"] for row in demo.entries]
    references = [row["payment_reference"] for row in demo.entries if row["payment_reference"]]
    assert len(set(numbers)) == len(numbers)
    assert len(set(references)) == len(references)


def test_references_are_valid(demo: Demo) -> None:
    for row in demo.entries:
        reference = row["payment_reference"]
        if reference.startswith("RF"):
            assert mod97_is_valid(reference), row
        elif reference:
            assert luhn_is_valid(reference), row
            assert int(reference[-2]) == len(reference) % 10, row


def test_every_entry_belongs_to_a_party(demo: Demo) -> None:
    accounts = {
        "customer": {row["number"] for row in demo.customers},
        "vendor": {row["number"] for row in demo.vendors},
    }
    assert all(row["account"] in accounts[row["ledger"]] for row in demo.entries)


def test_dates(demo: Demo) -> None:
    today = AS_OF.isoformat()
    assert all(row["posting_date"] <= today and row["posting_date"] <= row["due_date"] for row in demo.entries)
    overdue = sum(row["due_date"] < today for row in demo.entries)
    assert 600 < overdue < 1500
    earliest = (AS_OF - timedelta(days=200)).isoformat()
    assert all(row["posting_date"] > earliest for row in demo.entries)


def test_discounts_are_still_open(demo: Demo) -> None:
    first_day = booking_days(AS_OF)[0].isoformat()
    discounted = [row for row in demo.entries if row["discount_date"]]
    assert len(discounted) > 20
    assert all(row["discount_date"] >= first_day for row in discounted)
    assert all(0 < Decimal(row["discount_amount"]) < Decimal(row["remaining_amount"]) for row in discounted)
    assert not any(row["discount_amount"] for row in demo.entries if not row["discount_date"])


def test_numbers_in_the_gaps_are_of_no_document() -> None:
    days = booking_days(AS_OF)
    calendar = Calendar(first_day=days[0], last_day=days[-1])
    documents = make_documents(seed=3, parties=make_parties(seed=3), calendar=calendar)
    assert not {document.number for document in documents} & set(unused_numbers(documents))
