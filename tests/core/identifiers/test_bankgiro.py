"""Bankgiro numbers."""

import pytest

from reskontra.core.identifiers import bankgiro


@pytest.mark.parametrize(
    ("text", "compact", "written"),
    [
        ("991-2346", "9912346", "991-2346"),
        ("50501055", "50501055", "5050-1055"),
        ("5050–1055", "50501055", "5050-1055"),
    ],
)
def test_valid(text, compact, written):
    assert bankgiro.validate(text) == compact
    assert bankgiro.is_valid(text)
    assert bankgiro.format(text) == written


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", bankgiro.NotABankgiro),
        ("six digits", "91-2346", bankgiro.NotABankgiro),
        ("nine digits", "15050-1055", bankgiro.NotABankgiro),
        ("zeros", "000-0000", bankgiro.NotABankgiro),
        ("letters", "BG 991-2346", bankgiro.NotABankgiro),
        ("another check digit", "123-4567", bankgiro.BankgiroCheckDigitDiffers),
    ],
)
def test_refuses(case, text, refusal):
    assert not bankgiro.is_valid(text)
    with pytest.raises(refusal):
        bankgiro.validate(text)


def test_refusal_shows_the_written_form():
    with pytest.raises(bankgiro.BankgiroCheckDigitDiffers, match="Bankgiro 123-4567 ends with 7"):
        bankgiro.validate("1234567")


@pytest.mark.parametrize(("text", "is_one"), [("900-8004", True), ("991-2346", False), ("900-8005", False)])
def test_fundraising(text, is_one):
    assert bankgiro.is_fundraising(text) is is_one
