"""Blanks, dashes and digits."""

import pytest

from reskontra.core.identifiers import digits


@pytest.mark.parametrize(
    ("case", "text", "bare"),
    [
        ("plain", "5050-1055", "50501055"),
        ("hard blanks and long dashes", " 50\u00a050\u20131055\u200b", "50501055"),
        ("nothing else", "a.b", "a.b"),
    ],
)
def test_without_separators(case, text, bare):
    assert digits.without_separators(text) == bare


@pytest.mark.parametrize(("text", "are"), [("012", True), ("", False), ("1a", False), ("²", False), ("١", False)])
def test_are_digits(text, are):
    assert digits.are_digits(text) is are


def test_small_helpers():
    assert digits.without_blanks("a b\u2009c") == "abc"
    assert digits.without_separators("+++1/2", "+/") == "12"
    assert digits.only_digits("INV-2026/17²") == "202617"
    assert digits.grouped("1234567", 3) == "123 456 7"
    assert digits.shown("x" * 50) == "x" * 40
