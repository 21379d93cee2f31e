"""Rules that change a value: one after the other."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats.definition import Rule
from reskontra.formats.definition_rules import Finder, changer, part_of


@pytest.mark.parametrize(
    ("rules", "text", "found"),
    [
        ([Rule("upper")], "abc", "ABC"),
        ([Rule("lower")], "ABC", "abc"),
        ([Rule("title")], "anna åkerlöf", "Anna Åkerlöf"),
        ([Rule("letters")], "ab-12 ö", "ab12ö"),
        ([Rule("digits")], "OCR 12 34", "1234"),
        ([Rule("replace", find="NOTPROVIDED")], "NOTPROVIDED", ""),
        ([Rule("replace", find=".", to=" ")], "a.b", "a b"),
        ([Rule("replace")], "a", "a"),
        ([Rule("part", start=3)], "abcdef", "cdef"),
        ([Rule("part", start=2, length=3)], "abcdef", "bcd"),
        ([Rule("part", after="OCR", before=" ")], "Bg OCR12 x", "12"),
        ([Rule("part", after="ocr ")], "no such words", ""),
        ([Rule("part", before=";")], "no end", ""),
        ([Rule("find", find="[0-9]{4,}")], "Er ref 825571 av 12", "825571"),
        ([Rule("find", find="^f[0-9]+$")], "F12", "F12"),
        ([Rule("find", find="x")], "abc", ""),
        ([Rule("lookup", table=(("C", "credit"),))], "c", "credit"),
        ([Rule("lookup", table=(("C", "credit"),))], "D", "D"),
        ([Rule("lookup", table=(("C", "credit"),), otherwise="")], "D", ""),
        ([Rule("part", after=":"), Rule("digits"), Rule("part", length=3)], "a: 12 345", "123"),
    ],
)
def test_rules(rules, text, found):
    change = changer(rules)
    assert change is not None
    assert change(text) == found


def test_no_rules_change_nothing():
    assert changer([]) is None


def test_the_end_goes_before_the_length():
    assert part_of("abc;def", Rule("part", before=";", length=1)) == "abc"


@given(st.sampled_from(["[0-9]+", "a(b|c)*d?", "^x", "b$", "a{2,3}", ".c"]), st.text(alphabet="abcdx123", max_size=12))
def test_a_piece_is_what_the_standard_library_finds(pattern, text):
    found, piece = re.search(pattern, text), Finder(pattern).first(text)
    assert piece.startswith(found[0]) if found else piece == ""
    assert piece in text
