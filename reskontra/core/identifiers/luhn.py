"""The check digit of mod 10 (Luhn), and weighted sums as mod 11 and others use them.

Mod 10: from the right, every second digit is doubled, starting beside the check digit; the digit sums and
the rest add up to a multiple of ten. It finds every single wrong digit, and nearly every swap of two
neighbors. One digit string in ten holds by chance: a number is never a reference on this ground alone.

Mod 11: each digit times a weight, counted from the right; the check digit makes the sum a multiple of eleven.

source    ISO/IEC 7812-1; bank agreements on 10-modulen and 11-modulen
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from operator import mul

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import are_digits, shown, without_separators

_DOUBLED = str.maketrans("0123456789", "0246813579")


class NotDigits(Refused):
    code = "not_digits"
    template = '"{text}" is not a number with a check digit. Write at least two digits 0-9.'


class CheckDigitDiffers(Refused):
    code = "check_digit_differs"
    template = (
        "{number} ends with {found}, and the digits before it call for {expected}. "
        "Compare the number with the original, digit by digit."
    )


def compact(text: str) -> str:
    """The text without blanks and dashes."""
    return without_separators(text)


def check_digit(digits: str) -> str:
    """The mod 10 digit to be put after these digits: "1001" gives "7"."""
    return str(-_sum(digits[::-1]) % 10)


def is_valid(text: str) -> bool:
    """Two or more digits of which the last is the check digit."""
    digits = compact(text)
    return len(digits) > 1 and are_digits(digits) and check_digit(digits[:-1]) == digits[-1]


def validate(text: str) -> str:
    """The compact number.

    refuses   NotDigits, CheckDigitDiffers: checked in this order
    """
    digits = compact(text)
    if len(digits) < 2 or not are_digits(digits):
        raise NotDigits(text=shown(text))
    expected = check_digit(digits[:-1])
    if expected != digits[-1]:
        raise CheckDigitDiffers(number=digits, found=digits[-1], expected=expected)
    return digits


def format(text: str) -> str:
    """The compact number: a bare check-digit number has no written form of its own."""
    return compact(text)


def with_check_digit(digits: str) -> str:
    """The digits and their mod 10 check digit: "1001" gives "10017"."""
    return digits + check_digit(digits)


def weighted_sum(digits: str, weights: Sequence[int]) -> int:
    """Each digit times its weight, from the right; the weights start over where they end."""
    return sum(map(mul, map(int, reversed(digits)), cycle(weights)))


def mod11_check(digits: str, weights: Sequence[int]) -> int:
    """0 to 10: what makes the sum a multiple of eleven, weighing 1 itself. What 10 is written as, the issuer says.

    weights   from the digit beside the check digit, to the left
    """
    return -weighted_sum(digits, weights) % 11


def _sum(reversed_digits: str) -> int:
    """The mod 10 sum of digits right to left, the first of them beside the check digit."""
    return sum(map(int, reversed_digits[::2].translate(_DOUBLED))) + sum(map(int, reversed_digits[1::2]))
