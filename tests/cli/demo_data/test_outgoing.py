from __future__ import annotations

from decimal import Decimal

from reskontra.cli.demo_data import company

from .conftest import Demo


def test_own_transfers_name_the_second_account(demo: Demo) -> None:
    ibans = {
        details.findtext(".//{*}IBAN")
        for reference, _, details in demo.transactions()
        if demo.truth[reference]["kind"] == "own_transfer"
    }
    assert ibans == {company.SAVINGS_IBAN}


def test_a_return_is_the_original_the_other_way_later(demo: Demo) -> None:
    by_end_to_end_id: dict[str, list[str]] = {}
    for reference, _, details in demo.transactions():
        by_end_to_end_id.setdefault(details.findtext("{*}Refs/{*}EndToEndId"), []).append(reference)
        assert (details.find("{*}RtrInf") is not None) == (demo.truth[reference]["kind"] == "returned_payment")
    returns = [truth for truth in demo.truth.values() if truth["kind"] == "returned_payment"]
    assert {truth["ledger"] for truth in returns} == {"customer", "vendor"}
    for truth in returns:
        original, back = sorted(
            (demo.truth[key] for key in by_end_to_end_id[truth["returns"]]), key=lambda t: t["date"]
        )
        assert back is truth
        assert original["date"] < truth["date"]
        assert Decimal(original["amount"]) == -Decimal(truth["amount"])


def test_vendors_are_paid_in_every_way(demo: Demo) -> None:
    paid = [truth for truth in demo.truth.values() if truth["kind"] == "vendor_payment"]
    assert all(Decimal(truth["amount"]) < 0 for truth in paid)
    types = {tuple(document["document_type"] for document in truth["documents"]) for truth in paid}
    assert types == {("invoice",), ("invoice", "invoice"), ("invoice", "credit_memo")}
