"""Belgian structured communications."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import belgian_reference as belgian


@pytest.mark.parametrize("text", ["+++123/4567/89002+++", "***123/4567/89002***", "123456789002", "123 4567 89002"])
def test_valid(text):
    assert belgian.validate(text) == "123456789002"
    assert belgian.is_valid(text)
    assert belgian.format(text) == "+++123/4567/89002+++"


def test_no_remainder_is_written_97():
    assert belgian.make("97") == "000000009797"


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", belgian.NotABelgianReference),
        ("eleven digits", "12345678900", belgian.NotABelgianReference),
        ("letters", "+++123/4567/8900A+++", belgian.NotABelgianReference),
        ("other check digits", "+++123/4567/89003+++", belgian.BelgianReferenceCheckDigitsDiffer),
    ],
)
def test_refuses(case, text, refusal):
    assert not belgian.is_valid(text)
    with pytest.raises(refusal):
        belgian.validate(text)


@pytest.mark.parametrize("document", ["", "12345678901"])
def test_make_refuses(document):
    with pytest.raises(belgian.NoBelgianReferenceFromNumber):
        belgian.make(document)


@given(st.integers(0, 10**10 - 1))
def test_made_is_valid(number):
    assert belgian.is_valid(belgian.format(belgian.make(str(number))))
