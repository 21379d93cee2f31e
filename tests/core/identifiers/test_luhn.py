"""Mod 10 check digits, and weighted sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import luhn

DIGITS = st.text("0123456789", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("case", "digits", "check"),
    [
        ("an OCR reference", "1001", "7"),
        ("with its length digit", "10016", "4"),
        ("long", "1234567891", "1"),
        ("a KID", "234567", "6"),
        ("zeros", "000", "0"),
    ],
)
def test_check_digit(case, digits, check):
    assert luhn.check_digit(digits) == check
    assert luhn.validate(digits + check) == digits + check


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", luhn.NotDigits),
        ("one digit", "0", luhn.NotDigits),
        ("letters", "10O17", luhn.NotDigits),
        ("digits of another script", "١٠٠١٧", luhn.NotDigits),
        ("another check digit", "10018", luhn.CheckDigitDiffers),
    ],
)
def test_refuses(case, text, refusal):
    assert not luhn.is_valid(text)
    with pytest.raises(refusal):
        luhn.validate(text)


def test_refusal_names_the_digits():
    with pytest.raises(luhn.CheckDigitDiffers) as told:
        luhn.validate("10018")
    assert str(told.value) == (
        "10018 ends with 8, and the digits before it call for 7. Compare the number with the original, digit by digit."
    )


@given(DIGITS)
def test_made_is_valid(digits):
    assert luhn.is_valid(luhn.with_check_digit(digits))


@given(DIGITS, st.data())
def test_any_changed_digit_breaks_it(digits, data):
    number = luhn.with_check_digit(digits)
    at = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[at]]))
    assert not luhn.is_valid(number[:at] + other + number[at + 1 :])


@given(DIGITS)
def test_mod11_check_completes_the_sum(digits):
    weights = (2, 3, 4, 5, 6, 7)
    assert (luhn.weighted_sum(digits, weights) + luhn.mod11_check(digits, weights)) % 11 == 0


@given(st.text(max_size=30))
def test_any_text_is_judged(text):
    assert luhn.is_valid(text) in (True, False)
