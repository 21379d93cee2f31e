"""Danish payment slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import fik


@pytest.mark.parametrize(
    ("case", "text", "reference", "written"),
    [
        ("the reference alone", "123456789012347", "123456789012347", "+71<123456789012347"),
        (
            "the whole line",
            "+71<123456789012347+12345678<",
            "123456789012347",
            "+71<123456789012347+12345678<",
        ),
        ("with blanks", "+71< 123456789012347 +12345678<", "123456789012347", "+71<123456789012347+12345678<"),
        ("16 digits, type not told", "1234567890123452", "1234567890123452", "1234567890123452"),
        ("type 04", "04<1234567890123452+12345678", "1234567890123452", "+04<1234567890123452+12345678<"),
        ("type 75 without its zeros", "75<18+12345678<", "0000000000000018", "+75<0000000000000018+12345678<"),
    ],
)
def test_valid(case, text, reference, written):
    assert fik.validate(text) == reference
    assert fik.is_valid(text)
    assert fik.format(text) == written


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", fik.NotAFik),
        ("14 digits", "12345678901234", fik.NotAFik),
        ("16 digits on type 71", "71<1234567890123452", fik.NotAFik),
        ("a type without reference", "+73<+12345678<", fik.NotAFik),
        ("another check digit", "123456789012348", fik.FikCheckDigitDiffers),
    ],
)
def test_refuses(case, text, refusal):
    assert not fik.is_valid(text)
    with pytest.raises(refusal):
        fik.validate(text)


@pytest.mark.parametrize(
    ("document", "card_type", "refusal"),
    [("1001", "73", fik.NotACardType), ("", "71", fik.NoFikFromNumber), ("1" * 15, "71", fik.NoFikFromNumber)],
)
def test_make_refuses(document, card_type, refusal):
    with pytest.raises(refusal):
        fik.make(document, card_type)


@given(st.integers(0, 10**14 - 1), st.sampled_from(sorted(fik.LENGTHS)))
def test_made_is_valid(number, card_type):
    made = fik.make(str(number), card_type)
    assert fik.is_valid(made)
    assert fik.parse(f"+{card_type}<{made}+12345678<") == fik.Slip(card_type, made, "12345678")
