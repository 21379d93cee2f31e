"""Swedish OCR references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import ocr_reference as ocr


@pytest.mark.parametrize(
    ("document", "length_digit", "reference"),
    [
        ("1001", False, "10017"),
        ("1001", True, "100164"),
        ("123456789", True, "12345678911"),
        ("103021", True, "10302180"),
        ("103021", False, "1030212"),
        ("INV-1001", False, "10017"),
        ("7", False, "75"),
    ],
)
def test_make(document, length_digit, reference):
    assert ocr.make(document, length_digit) == reference
    assert ocr.validate(reference, length_digit=length_digit) == reference


def test_make_fills_a_fixed_length():
    reference = ocr.make("1001", True, length=10)
    assert reference.startswith("00001001")
    assert ocr.is_valid(reference, length_digit=True, lengths=[10])
    with pytest.raises(ocr.NoOcrFromNumber):
        ocr.make("123456789", True, length=10)


@pytest.mark.parametrize(
    ("case", "text", "agreement", "refusal"),
    [
        ("blank", "", {}, ocr.NotAnOcrReference),
        ("one digit", "7", {}, ocr.NotAnOcrReference),
        ("26 digits", "1" * 26, {}, ocr.NotAnOcrReference),
        ("letters", "10O17", {}, ocr.NotAnOcrReference),
        ("another length", "10017", {"lengths": [6, 8]}, ocr.OcrLengthNotAgreed),
        ("no length digit", "10017", {"length_digit": True}, ocr.OcrLengthDigitDiffers),
        ("a digit missing", "10064", {"length_digit": True}, ocr.OcrLengthDigitDiffers),
        ("another check digit", "10018", {}, ocr.OcrCheckDigitDiffers),
    ],
)
def test_refuses(case, text, agreement, refusal):
    assert not ocr.is_valid(text, **agreement)
    with pytest.raises(refusal):
        ocr.validate(text, **agreement)


@pytest.mark.parametrize("document", ["", "INV", "1" * 25])
def test_make_refuses(document):
    with pytest.raises(ocr.NoOcrFromNumber):
        ocr.make(document)


@given(st.integers(0, 10**22), st.booleans())
def test_made_is_valid(number, length_digit):
    assert ocr.is_valid(ocr.make(str(number), length_digit), length_digit=length_digit)


@given(st.text("0123456789- ", max_size=28), st.booleans(), st.sampled_from([(), (5, 7), (10,)]))
def test_is_valid_agrees_with_validate(text, length_digit, lengths):
    try:
        ocr.validate(text, length_digit=length_digit, lengths=lengths)
        holds = True
    except ocr.Refused:
        holds = False
    assert ocr.is_valid(text, length_digit=length_digit, lengths=lengths) is holds


def test_written_unbroken():
    assert ocr.format("100 17") == "10017"
