"""Structured references and their repair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import luhn
from reskontra.core.matching.references import (
    is_valid_reference,
    line_references,
    luhn_neighbors,
    repaired_keys,
)
from tests.core.matching.small import line


@pytest.mark.parametrize(
    ("case", "raw", "is_valid"),
    [
        ("OCR", "10017", True),
        ("OCR with length digit", "10302180", True),
        ("OCR, one digit wrong", "10302190", False),
        ("ISO 11649", "RF18 5390 0754 7034", True),
        ("ISO 11649, swapped", "RF18 5390 0754 7043", False),
        ("KID mod 10", "2345676", True),
        ("KID mod 11", "12345674", True),
        ("Finnish", "13013", True),
        ("Belgian", "+++090/9337/55493+++", True),
        ("Danish", "+71<000000001234568+12345678<", False),
        ("Swiss QR", "21 00000 00003 13947 14300 09017", True),
    ],
)
def test_check_digits(case, raw, is_valid):
    assert is_valid_reference(raw) is is_valid, case


@pytest.mark.parametrize(
    ("case", "text", "keys"),
    [
        ("ISO 11649 in blanks", "Betalning RF18 5390 0754 7034", [539007547034]),
        ("Belgian", "mededeling +++090/9337/55493+++", [90933755493]),
        ("Swiss QR in blanks", "Ref 21 00000 00003 13947 14300 09017", [2316755153797707609]),
        ("a short one alone", "RF77261944", [261944]),
        ("wrong check digits are no reference", "RF19 5390 0754 7034", []),
        ("a plain number is left to the tokens", "faktura 103021", []),
    ],
)
def test_references_in_the_text(case, text, keys):
    assert [reference.key for reference in line_references(line(1, 1, text), text)] == keys, case


def test_structured_references_come_first_and_keep_their_amount():
    (reference,) = line_references(line(1, 1, reference="10302180"), "")
    assert (reference.raw, reference.key, reference.is_structured) == ("10302180", 10302180, True)
    assert line_references(line(1, 1, reference="TACK"), "") == []


def brute_force(digits):
    changed = set()
    for index in range(len(digits) + 1):
        for digit in "0123456789":
            changed.add(digits[:index] + digit + digits[index:])
            changed.add(digits[:index] + digit + digits[index + 1 :])
        changed.add(digits[:index] + digits[index + 1 :])
        changed.add(digits[:index] + digits[index + 1 : index + 2] + digits[index : index + 1] + digits[index + 2 :])
    return {one for one in changed - {digits} if luhn.is_valid(one)}


@given(st.text(alphabet="0123456789", min_size=4, max_size=12))
def test_all_neighbors_with_a_right_check_digit_are_computed(digits):
    assert luhn_neighbors(digits) == brute_force(digits)


@pytest.mark.parametrize(
    ("case", "wrong"),
    [("substituted", "10302190"), ("swapped", "10320180"), ("missing", "1030218"), ("doubled", "103302180")],
)
def test_a_slip_is_among_the_repairs(case, wrong):
    assert 10302180 in repaired_keys(wrong, has_length_digit=False), case


def test_the_length_digit_thins_the_repairs_out():
    loose, strict = (repaired_keys("10302190", has_length_digit=wish) for wish in (False, True))
    assert 10302180 in strict
    assert strict < loose


def test_a_creditor_reference_is_repaired_by_its_own_check_digits():
    assert 539007547034 in repaired_keys("RF18539007547043", has_length_digit=False)
    assert 539007547034 in repaired_keys("RF81 5390 0754 7034", has_length_digit=False)


@pytest.mark.parametrize("raw", ["1234", "1" * 26, "TACK"])
def test_too_short_or_too_long_is_not_repaired(raw):
    assert repaired_keys(raw, has_length_digit=False) == set()
