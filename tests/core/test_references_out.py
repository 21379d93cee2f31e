"""The reference that is printed on an invoice finds it again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Refused
from reskontra.core.identifiers import creditor_reference, ocr_reference
from reskontra.core.identifiers.creditor_reference import NotReferable
from reskontra.core.identifiers.ocr_reference import NoOcrFromNumber
from reskontra.core.references_out import ReferenceForm, printed_reference


@pytest.mark.parametrize(
    ("case", "number", "form", "reference"),
    [
        ("OCR", "1001", ReferenceForm(), "10017"),
        ("letters are dropped", "INV-1001", ReferenceForm(), "10017"),
        ("a length digit", "1001", ReferenceForm(length_digit=True), "100164"),
        ("a length", "1001", ReferenceForm(length=10), "0000010017"),
        ("both", "1001", ReferenceForm(length_digit=True, length=10), "0000100107"),
        ("RF", "1001", ReferenceForm("rf"), "RF401001"),
        ("none", "1001", ReferenceForm("none"), ""),
    ],
)
def test_a_reference(case: str, number: str, form: ReferenceForm, reference: str) -> None:
    assert printed_reference(number, form) == reference


@pytest.mark.parametrize(
    ("case", "number", "form", "refusal"),
    [
        ("no digits", "ABC", ReferenceForm(), NoOcrFromNumber),
        ("more digits than fit", "123456", ReferenceForm(length=6), NoOcrFromNumber),
        ("and the length digit", "12345", ReferenceForm(length_digit=True, length=6), NoOcrFromNumber),
        ("nothing to refer to", "--", ReferenceForm("rf"), NotReferable),
        ("too long for RF", "1" * 22, ReferenceForm("rf"), NotReferable),
    ],
)
def test_a_number_without_one(case: str, number: str, form: ReferenceForm, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        printed_reference(number, form)


@given(st.integers(1, 10**9), st.booleans(), st.sampled_from((0, 12, 25)))
def test_what_is_printed_is_valid(number: int, length_digit: bool, length: int) -> None:
    reference = printed_reference(str(number), ReferenceForm("ocr", length_digit, length))
    lengths = (length,) if length else ()
    assert ocr_reference.is_valid(reference, length_digit=length_digit, lengths=lengths)
    assert creditor_reference.is_valid(printed_reference(str(number), ReferenceForm("rf")))
