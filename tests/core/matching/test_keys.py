"""Numbers as keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching.keys import KeyKind, digits_key, entry_keys, reference_key


@pytest.mark.parametrize(
    ("case", "text", "key"),
    [
        ("digits", "103021", 103021),
        ("a series prefix is dropped", "F103021", 103021),
        ("leading zeros are dropped", "000451", 451),
        ("separators are dropped", "21-00 4.5/6", 210045_6),
        ("eighteen digits stay", "123456789012345678", 123456789012345678),
        ("RF and its check digits are dropped", "RF18 5390 0754 7034", 539007547034),
        ("RF in small letters", "rf09103021", 103021),
        ("RF with letters", "RF33INV103021", 103021),
        ("a short number that only starts like RF", "RF12", 12),
        ("a payment slip's payment id", "+71<000000001234567+12345678<", 1234567),
        ("a payment slip spaced", "+ 71 < 000000001234567 + 12345678 <", 1234567),
        ("a check digit written as a dash", "12345-", 12345),
        ("a Belgian reference", "+++123/4567/89002+++", 123456789002),
        ("no digits", "ABC", None),
        ("only zeros", "0000", None),
        ("nothing", "", None),
    ],
)
def test_reference_key(case, text, key):
    assert reference_key(text) == key, case


def test_a_long_number_becomes_a_stable_hash_outside_the_plain_range():
    swiss = "210000000003139471430009017"
    assert reference_key(swiss) == reference_key("21 00000 00003 13947 14300 09017")
    assert reference_key(swiss) == 2316755153797707609
    assert reference_key(swiss) != reference_key(swiss[:-1] + "8")


@given(st.text(alphabet="0123456789", min_size=1, max_size=40))
def test_a_key_fits_a_bigint_and_ignores_leading_zeros(digits):
    key = digits_key(digits)
    assert key == digits_key("000" + digits)
    assert key is None or 0 < key < 2**62


@pytest.mark.parametrize(
    ("case", "numbers", "keys"),
    [
        ("one number", ("F103021", "", ""), [(103021, KeyKind.DOCUMENT)]),
        ("all three", ("103021", "77123", "10302180"), [(77123, 3), (103021, 1), (10302180, 4)]),
        ("the same digits twice", ("103021", "103021", ""), [(103021, 1), (103021, 3)]),
        ("a tail", ("INV-2026-0412", "", ""), [(412, KeyKind.DOCUMENT_TAIL), (20260412, KeyKind.DOCUMENT)]),
        ("a tail of three digits is none", ("INV-2026-412", "", ""), [(2026412, 1)]),
        ("a running number before a short year", ("S10412-26", "", ""), [(10412, 2), (1041226, 1)]),
        ("a year is no running number", ("2026-12", "", ""), [(202612, 1)]),
        ("but a number like a year at the end is", ("RE-2031", "", ""), [(2031, 1)]),
        ("also behind another run", ("RE-7-2031", "", ""), [(2031, 2), (72031, 1)]),
        ("a tail of zeros is none", ("2026-0000", "", ""), [(20260000, 1)]),
        ("nothing to quote", ("", "PO", ""), []),
    ],
)
def test_entry_keys(case, numbers, keys):
    document, external, reference = numbers
    found = entry_keys(document_number=document, external_document_number=external, payment_reference=reference)
    assert found == [(key, int(kind)) for key, kind in keys], case
