"""Reasons in words, in the reader's language."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import reskontra
from reskontra.matching.explanations import REASONS, sentence


@pytest.mark.parametrize(
    ("case", "reasons", "expected"),
    [
        ("none", [], ""),
        ("one", [{"rule": "payment_reference", "evidence": "10017"}], "payment reference 10017"),
        (
            "two",
            [{"rule": "amount_equal", "evidence": "5.00"}, {"rule": "rounding", "evidence": "0.40"}],
            "the amount 5.00 is equal; rounded by 0.40",
        ),
        (
            "where it was found",
            [{"rule": "document_number", "evidence": "INV-1", "found_in": "text"}],
            "document number INV-1 in the text",
        ),
        ("another line", [{"rule": "taken", "by_journal": "PRJ1", "by_line": 2}], "line 2 of PRJ1 pays it"),
        ("another line that is gone", [{"rule": "taken"}], "another line pays it"),
        ("a code without words", [{"rule": "seen_in_a_dream", "evidence": "X"}], "seen in a dream X"),
        ("a value is missing", [{"rule": "document_number", "evidence": "INV-1"}], "document number"),
        ("braces are text", [{"rule": "payment_reference", "evidence": "{0} {x} %s"}], "payment reference {0} {x} %s"),
    ],
)
def test_reasons_become_a_sentence(case: str, reasons: list[dict[str, str]], expected: str) -> None:
    assert sentence(reasons) == expected


def test_every_reason_the_product_gives_has_words() -> None:
    """Codes stand as Evidence("code", …) in the core, and as {"rule": "code"} in this room."""
    folder = Path(reskontra.__file__).parent
    found = set()
    for path in (*(folder / "core" / "matching").rglob("*.py"), *(folder / "matching").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(r'Evidence\(\s*"(\w+)"', text))
        found.update(re.findall(r'"rule": "(\w+)"', text))
    assert found
    assert not found - REASONS.keys()


@pytest.mark.parametrize("code", REASONS)
def test_templates_name_their_values(code: str) -> None:
    for _, field, _, _ in string.Formatter().parse(REASONS[code]):
        assert field is None or field.isidentifier()
