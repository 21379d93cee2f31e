"""Plusgiro numbers."""

import pytest

from reskontra.core.identifiers import plusgiro


@pytest.mark.parametrize(
    ("case", "text", "compact", "written"),
    [
        ("even before the dash", "1234566", "1234566", "12 34 56-6"),
        ("odd before the dash", "1 23 45-5", "123455", "1 23 45-5"),
        ("the shortest", "1-8", "18", "1-8"),
        ("eight digits", "1234567-4", "12345674", "1 23 45 67-4"),
        ("fund-raising", "90 20 03-3", "9020033", "90 20 03-3"),
    ],
)
def test_valid(case, text, compact, written):
    assert plusgiro.validate(text) == compact
    assert plusgiro.is_valid(text)
    assert plusgiro.format(text) == written


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", plusgiro.NotAPlusgiro),
        ("one digit", "8", plusgiro.NotAPlusgiro),
        ("nine digits", "123456782", plusgiro.NotAPlusgiro),
        ("zeros", "00-0", plusgiro.NotAPlusgiro),
        ("another check digit", "12 34 56-7", plusgiro.PlusgiroCheckDigitDiffers),
    ],
)
def test_refuses(case, text, refusal):
    assert not plusgiro.is_valid(text)
    with pytest.raises(refusal):
        plusgiro.validate(text)
