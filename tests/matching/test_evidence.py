"""Which reasons speak for which application, and where they stand in the text."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.matching.evidence import evidence_for, is_amount, places

NAMED = {"rule": "document_number", "evidence": "INV-1", "document_number": "INV-1", "start": 5, "end": 10}
OTHER = {"rule": "document_number", "evidence": "7", "document_number": "INV-7"}
PAYER = {"rule": "payer_name", "evidence": "ALFA AB", "party": "Alfa AB"}
SUM = {"rule": "sum_of_documents", "evidence": "5.00", "count": 2}
TEXT = {"rule": "text_mapping", "evidence": "avgift"}


@pytest.mark.parametrize(
    ("case", "document", "party", "is_alone", "expected"),
    [
        ("all of a line", "INV-1", "Alfa AB", True, [NAMED, OTHER, PAYER, SUM, TEXT]),
        ("its document and its party", "INV-1", "Alfa AB", False, [NAMED, PAYER]),
        ("another document of another party", "INV-7", "Beta AB", False, [OTHER]),
        ("on account", "", "Alfa AB", False, [PAYER]),
        ("on a G/L account", "", "", False, [TEXT]),
    ],
)
def test_what_speaks_for_an_application(
    case: str, document: str, party: str, is_alone: bool, expected: list[dict[str, Any]]
) -> None:
    reasons = [NAMED, OTHER, PAYER, SUM, TEXT]
    assert evidence_for(reasons, document_number=document, party=party, is_alone=is_alone) == expected


@pytest.mark.parametrize(
    ("case", "text", "reasons", "expected"),
    [
        ("the place that is told", "INV-1INV-1", [NAMED], ["INV-1"]),
        ("written in other letters", "KORTAVGIFT mars", [TEXT], ["AVGIFT"]),
        ("not there", "mars", [TEXT, PAYER], []),
        ("an amount is not looked for", "5.00", [SUM], []),
        ("a place outside the text", "INV", [NAMED], []),
        ("one within another", "av ALFA AB", [PAYER, {"rule": "payer_name", "evidence": "alfa"}], ["ALFA AB"]),
        ("in the order of the text", "avgift av alfa ab", [PAYER, TEXT], ["avgift", "alfa ab"]),
        ("letters that fold to several", "ß avgift", [TEXT], []),
    ],
)
def test_where_evidence_stands(case: str, text: str, reasons: list[dict[str, Any]], expected: list[str]) -> None:
    assert [text[start:end] for start, end in places(reasons, text)] == expected


def test_sums_are_amounts() -> None:
    assert [is_amount(rule) for rule in ("sum_of_all", "amount_equal", "payer_name")] == [True, True, False]
