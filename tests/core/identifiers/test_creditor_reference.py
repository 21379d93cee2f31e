"""ISO 11649."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import creditor_reference as rf


@pytest.mark.parametrize(
    ("case", "text"),
    [("the standard's", "RF18539007547034"), ("grouped", "rf18 5390 0754 7034"), ("from a document", "RF09103021")],
)
def test_valid(case, text):
    assert rf.is_valid(text)
    assert rf.validate(text).startswith("RF")


@pytest.mark.parametrize(
    ("document", "reference"),
    [("103021", "RF09103021"), ("1234561", "RF341234561"), ("539007547034", "RF18539007547034")],
)
def test_make(document, reference):
    assert rf.make(document) == reference
    assert rf.body_of(reference) == document


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", rf.NotACreditorReference),
        ("no body", "RF18", rf.NotACreditorReference),
        ("another start", "RG18539007547034", rf.NotACreditorReference),
        ("letters as check digits", "RFA8539007547034", rf.NotACreditorReference),
        ("22 signs", "RF18" + "1" * 22, rf.NotACreditorReference),
        ("a sign of another kind", "RF18539007547Ö34", rf.NotACreditorReference),
        ("two digits swapped", "RF18539007547043", rf.CreditorReferenceCheckDigitsDiffer),
        ("other check digits", "RF19539007547034", rf.CreditorReferenceCheckDigitsDiffer),
    ],
)
def test_refuses(case, text, refusal):
    assert not rf.is_valid(text)
    with pytest.raises(refusal):
        rf.validate(text)


@pytest.mark.parametrize("document", ["", "--", "1" * 22, "ÅR1"])
def test_make_refuses(document):
    with pytest.raises(rf.NotReferable):
        rf.make(document)


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=21))
def test_made_is_valid(body):
    assert rf.is_valid(rf.make(body))
    assert rf.is_valid(rf.format(rf.make(body)))
