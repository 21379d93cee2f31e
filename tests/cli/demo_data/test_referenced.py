from __future__ import annotations

from decimal import Decimal
from typing import Any

from .conftest import Demo, luhn_is_valid


def _of_kind(demo: Demo, kind: str) -> list[tuple[dict[str, Any], Any, list[str]]]:
    """Truth, details and texts of each transaction of the kind."""
    return [
        (demo.truth[reference], details, [text.text for text in details.iter("{*}Ustrd")])
        for reference, _, details in demo.transactions()
        if demo.truth[reference]["kind"] == kind
    ]


def _reference_of(demo: Demo, truth: dict[str, Any]) -> str:
    number = truth["documents"][0]["document_number"]
    return next(row["payment_reference"] for row in demo.entries if row["document_number"] == number)


def test_ocr_and_rf_name_the_document(demo: Demo) -> None:
    for kind in ("ocr", "foreign_rf"):
        for truth, details, _ in _of_kind(demo, kind):
            assert details.findtext(".//{*}CdtrRefInf/{*}Ref") == _reference_of(demo, truth)


def test_a_slip_is_one_digit_and_never_valid(demo: Demo) -> None:
    for truth, details, _ in _of_kind(demo, "ocr_slip"):
        written, right = details.findtext(".//{*}CdtrRefInf/{*}Ref"), _reference_of(demo, truth)
        assert sum(ours != theirs for ours, theirs in zip(right, written, strict=True)) == 1
        assert not luhn_is_valid(written)


def test_external_numbers_are_in_the_text(demo: Demo) -> None:
    external = {row["document_number"]: row["external_document_number"] for row in demo.entries}
    for truth, _, texts in _of_kind(demo, "external_number"):
        assert external[truth["documents"][0]["document_number"]] in texts[0]


def test_several_numbers_are_all_in_the_text(demo: Demo) -> None:
    for truth, _, texts in _of_kind(demo, "several_numbers"):
        assert len(truth["documents"]) > 1
        assert all(document["document_number"] in texts[0] for document in truth["documents"])
    assert all(len(texts) > 1 for _, _, texts in _of_kind(demo, "several_split"))


def test_a_discount_is_taken_in_time(demo: Demo) -> None:
    dates = {row["document_number"]: row["discount_date"] for row in demo.entries}
    for truth, _, _ in _of_kind(demo, "discount_taken"):
        (document,) = truth["documents"]
        assert truth["date"] <= dates[document["document_number"]]
        assert Decimal(document["discount"]) > 0


def test_differences_go_where_they_belong(demo: Demo) -> None:
    for truth, _, _ in _of_kind(demo, "ore_rounding"):
        rounding = Decimal(truth["documents"][0]["rounding"])
        assert 0 < abs(rounding) <= Decimal("0.50")
        assert truth["amount"].endswith(".00")
    assert all(Decimal(truth["unapplied"]) >= 1 for truth, _, _ in _of_kind(demo, "overpayment"))
    told = [details.find("{*}Chrgs") is not None for _, details, _ in _of_kind(demo, "fee_deducted")]
    assert sorted(set(told)) == [False, True]
    assert all(Decimal(truth["documents"][0]["charge"]) > 0 for truth, _, _ in _of_kind(demo, "fee_deducted"))


def test_a_credit_memo_is_drawn_off(demo: Demo) -> None:
    for truth, _, _ in _of_kind(demo, "credit_memo_netted"):
        invoice, memo = truth["documents"]
        assert (invoice["document_type"], memo["document_type"]) == ("invoice", "credit_memo")
        assert Decimal(memo["cash"]) < 0 < Decimal(truth["amount"])


def test_a_duplicate_follows_the_payment_it_repeats(demo: Demo) -> None:
    firsts = {details.findtext(".//{*}Ref"): truth["date"] for truth, details, _ in _of_kind(demo, "ocr")}
    for truth, details, _ in _of_kind(demo, "duplicate_payment"):
        assert firsts[details.findtext(".//{*}Ref")] < truth["date"]
