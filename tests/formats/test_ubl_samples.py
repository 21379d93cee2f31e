"""Every UBL document of the sample collection, where it lies beside the project, gives the manifest's figures."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reskontra.core.money import format_minor
from reskontra.formats.ubl import read_ubl

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
MANIFEST = json.loads((SAMPLES / "MANIFEST.json").read_text()) if SAMPLES.is_dir() else {"files": []}
ROWS = [row for row in MANIFEST["files"] if row["format"] == "ubl"]
KINDS = {"Invoice": "invoice", "CreditNote": "credit_memo"}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample collection is not beside the project")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_sample(row: dict[str, Any]) -> None:
    expected = row["expected"]["content"]
    with (SAMPLES / row["file"]).open("rb") as stream:
        found = read_ubl(stream)

    def figure(minor: int) -> Decimal:
        return Decimal(format_minor(minor, found.currency))

    assert found.kind == KINDS[expected["document"]]
    assert (found.number, found.currency) == (expected["id"], expected["currency"])
    assert found.issue_date.isoformat() == expected["issue date"]
    assert (found.due_date.isoformat() if found.due_date else None) == expected.get("due date")
    assert figure(found.payable_minor) == Decimal(expected["payable amount"])
    assert figure(found.tax_minor) == Decimal(expected["tax total"])
    assert figure(found.prepaid_minor) == Decimal(expected.get("prepaid", "0"))
    assert (len(found.lines), figure(found.line_minor)) == (expected["lines"], Decimal(expected["line sum"]))
    assert found.payment_reference == expected.get("payment id", "")
    assert next(iter(found.payment_accounts), None) == expected.get("payee account")
    assert found.buyer_reference == expected.get("buyer reference", "")
    assert found.payee == expected.get("payee party", "")


def test_there_are_samples() -> None:
    assert len(ROWS) == len(list((SAMPLES / "ubl").glob("*.xml"))) > 0
