"""What a structured reference may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers.recognize import Recognized, ReferenceType, recognize

T = ReferenceType


@pytest.mark.parametrize(
    ("case", "text", "found"),
    [
        ("ISO 11649", "RF18 5390 0754 7034", [(T.CREDITOR_REFERENCE, "RF18539007547034", True)]),
        ("ISO 11649, wrong", "RF19539007547034", [(T.CREDITOR_REFERENCE, "RF19539007547034", False)]),
        (
            "OCR with length digit",
            "10302180",
            [(T.FINNISH, "10302180", False), (T.OCR, "10302180", True), (T.KID, "10302180", True)],
        ),
        ("OCR without", "1030212", [(T.FINNISH, "1030212", False), (T.OCR, "1030212", True), (T.KID, "1030212", True)]),
        ("KID with a dash", "104-", [(T.OCR, "104", False), (T.KID, "104-", True)]),
        ("FIK", "+71<123456789012347+12345678<", [(T.FIK, "123456789012347", True)]),
        (
            "Finnish, and KID by mod 11",
            "13013",
            [(T.FINNISH, "13013", True), (T.OCR, "13013", False), (T.KID, "13013", True)],
        ),
        ("Belgian", "+++123/4567/89002+++", [(T.BELGIAN, "123456789002", True)]),
        ("Swiss QR", "21 00000 00003 13947 14300 09017", [(T.SWISS_QR, "210000000003139471430009017", True)]),
        ("words", "invoice 17", []),
        ("blank", "", []),
    ],
)
def test_recognize(case, text, found):
    assert [(each.type, each.normalized, each.is_valid) for each in recognize(text)] == found


@given(st.text(max_size=40))
def test_any_text_is_recognized_or_not(text):
    for found in recognize(text):
        assert isinstance(found, Recognized)
        again = {each.type: each for each in recognize(found.normalized)}
        assert again[found.type] == found


@given(st.text("0123456789", min_size=2, max_size=27))
def test_each_form_at_most_once(digits):
    types = [each.type for each in recognize(digits)]
    assert len(types) == len(set(types))
