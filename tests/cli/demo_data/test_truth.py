from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from .conftest import Demo, signed


def test_the_parts_of_every_transaction_sum_to_it(demo: Demo) -> None:
    for reference, _, details in demo.transactions():
        truth = demo.truth[reference]
        cash = sum(Decimal(document["cash"]) for document in truth["documents"])
        assert Decimal(truth["amount"]) == signed(details), truth
        assert cash + Decimal(truth["unapplied"]) == signed(details), truth
        for document in truth["documents"]:
            parts = sum(Decimal(document[part]) for part in ("cash", "discount", "charge", "rounding"))
            assert parts == Decimal(document["settled"]), truth


def test_documents_are_open_and_the_party_s_and_never_settled_twice(demo: Demo) -> None:
    entries = {(row["ledger"], row["document_type"], row["document_number"]): row for row in demo.entries}
    settled: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for truth in demo.truth.values():
        for document in truth["documents"]:
            key = (document["ledger"], document["document_type"], document["document_number"])
            assert entries[key]["account"] == truth["party"]
            assert entries[key]["posting_date"] <= truth["date"]
            settled[key] += Decimal(document["settled"])
            remaining = Decimal(entries[key]["remaining_amount"])
            assert abs(settled[key]) <= abs(remaining)
            if truth["kind"] != "part_payment":
                assert settled[key] == remaining, truth


def test_only_kinds_that_settle_have_documents(demo: Demo) -> None:
    without = {
        *("duplicate_payment", "already_paid", "unknown_payer", "returned_payment", "salary", "tax_account"),
        *("bank_fee", "card_purchase", "own_transfer", "pending"),
    }
    for truth in demo.truth.values():
        assert bool(truth["documents"]) == (truth["kind"] not in without), truth


def test_entries_and_files_are_those_of_the_bank(demo: Demo) -> None:
    for reference, entry, details in demo.transactions():
        truth = demo.truth[reference]
        assert truth["entry"] == entry.findtext("{*}AcctSvcrRef")
        assert truth["file"][-3:] == details.nsmap[None].split("camt.")[1][:3]
        assert truth["date"] == entry.findtext("{*}BookgDt/{*}Dt")
