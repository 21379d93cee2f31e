"""What a check found reads as a sentence, with its values."""

import string

import pytest

from reskontra.core.integrity import Violation
from reskontra.core.money import Money


def test_a_violation_reads_as_a_sentence():
    found = Violation("voucher_unbalanced", {"voucher": "A-2026-1", "sum": Money(-50, "SEK")})
    assert str(found) == "Voucher A-2026-1 sums to -0.50 SEK, not to zero."


@pytest.mark.parametrize("code", Violation.TEMPLATES)
def test_every_violation_says_where(code):
    template = Violation.TEMPLATES[code]
    names = [name for _, name, _, _ in string.Formatter().parse(template) if name]
    text = str(Violation(code, dict.fromkeys(names, "here")))
    assert text.count("here") == len(names) >= 1
    assert text.endswith(".")
