"""The plusgiro number: 2 to 8 digits, the last a mod 10 check digit, written in pairs from the dash: 12 34 56-6."""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.core.identifiers import luhn
from reskontra.core.identifiers.digits import are_digits, grouped, shown, without_separators


class NotAPlusgiro(Refused):
    code = "not_a_plusgiro"
    template = '"{text}" is not a plusgiro number. Write 2 to 8 digits, such as 12 34 56-6.'


class PlusgiroCheckDigitDiffers(Refused):
    code = "plusgiro_check_digit_differs"
    template = (
        "Plusgiro {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the original, digit by digit."
    )


def compact(text: str) -> str:
    """The text without blanks and dashes."""
    return without_separators(text)


def validate(text: str) -> str:
    """The compact number.

    refuses   NotAPlusgiro, PlusgiroCheckDigitDiffers: checked in this order
    """
    number = compact(text)
    if not (2 <= len(number) <= 8 and are_digits(number) and number.strip("0")):
        raise NotAPlusgiro(text=shown(text))
    expected = luhn.check_digit(number[:-1])
    if number[-1] != expected:
        raise PlusgiroCheckDigitDiffers(number=format(number), found=number[-1], expected=expected)
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """Pairs from the dash to the left, the check digit after it: 1 23 45-5."""
    number = compact(text)
    if len(number) < 2:
        return number
    body = number[:-1]
    odd = len(body) % 2
    pairs = " ".join(part for part in (body[:odd], grouped(body[odd:], 2)) if part)
    return f"{pairs}-{number[-1]}"
