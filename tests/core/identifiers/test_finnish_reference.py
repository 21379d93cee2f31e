"""Finnish references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import creditor_reference
from reskontra.core.identifiers import finnish_reference as finnish


@pytest.mark.parametrize(
    ("text", "compact", "written"),
    [
        ("13013", "13013", "13013"),
        ("9544208", "9544208", "95 44208"),
        ("1234561", "1234561", "12 34561"),
        ("00000 00000 00012 34561", "1234561", "12 34561"),
    ],
)
def test_valid(text, compact, written):
    assert finnish.validate(text) == compact
    assert finnish.is_valid(text)
    assert finnish.format(text) == written


def test_international_form():
    assert finnish.as_creditor_reference("1234561") == "RF341234561"


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", finnish.NotAFinnishReference),
        ("three digits", "00130", finnish.NotAFinnishReference),
        ("21 digits", "1" * 21, finnish.NotAFinnishReference),
        ("another check digit", "1234562", finnish.FinnishReferenceCheckDigitDiffers),
    ],
)
def test_refuses(case, text, refusal):
    assert not finnish.is_valid(text)
    with pytest.raises(refusal):
        finnish.validate(text)


@pytest.mark.parametrize("document", ["", "0012", "1" * 20])
def test_make_refuses(document):
    with pytest.raises(finnish.NoFinnishReferenceFromNumber):
        finnish.make(document)


@given(st.integers(100, 10**19 - 1))
def test_made_is_valid_in_both_forms(number):
    made = finnish.make(str(number))
    assert finnish.is_valid(made)
    assert creditor_reference.is_valid(finnish.as_creditor_reference(made))
