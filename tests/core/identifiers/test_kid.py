"""Norwegian KID."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import kid
from reskontra.core.identifiers.kid import Modulus


@pytest.mark.parametrize(
    ("case", "text", "modulus"),
    [
        ("mod 10", "2345676", Modulus.TEN),
        ("mod 10, longer", "12345674", Modulus.TEN),
        ("agreement unknown", "2345676", None),
        ("mod 11", "12343", Modulus.ELEVEN),
        ("mod 11 with a dash", "104-", Modulus.ELEVEN),
        ("the dash, agreement unknown", "104-", None),
    ],
)
def test_valid(case, text, modulus):
    assert kid.is_valid(text, modulus=modulus)
    assert kid.validate(text, modulus=modulus) == text
    assert kid.format(text) == text


@pytest.mark.parametrize(
    ("case", "text", "modulus", "refusal"),
    [
        ("blank", "", None, kid.NotAKid),
        ("a dash alone", "-", None, kid.NotAKid),
        ("26 digits", "1" * 26, None, kid.NotAKid),
        ("a dash by mod 10", "104-", Modulus.TEN, kid.KidCheckDigitDiffers),
        ("mod 10 where mod 11 is agreed", "10017", Modulus.ELEVEN, kid.KidCheckDigitDiffers),
        ("another check digit", "12345675", None, kid.KidCheckDigitDiffers),
    ],
)
def test_refuses(case, text, modulus, refusal):
    assert not kid.is_valid(text, modulus=modulus)
    with pytest.raises(refusal):
        kid.validate(text, modulus=modulus)


@pytest.mark.parametrize(("document", "length"), [("", 0), ("1" * 25, 0), ("12345", 5)])
def test_make_refuses(document, length):
    with pytest.raises(kid.NoKidFromNumber):
        kid.make(document, length=length)


@given(st.integers(0, 10**23), st.sampled_from(Modulus))
def test_made_is_valid(number, modulus):
    assert kid.is_valid(kid.make(str(number), modulus), modulus=modulus)
    assert len(kid.make(str(number), modulus, length=25)) == 25
