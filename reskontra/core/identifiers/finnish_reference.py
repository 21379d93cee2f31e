"""The Finnish payment reference (viitenumero): 4 to 20 digits, the last a check digit by weights 7-3-1.

Zeros in front do not count: banks fill the number up to 20 digits. The international form wraps the same number
as an RF creditor reference.
"""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.core.identifiers import creditor_reference, luhn
from reskontra.core.identifiers.digits import are_digits, only_digits, shown, without_separators

SHORTEST, LONGEST = 4, 20
_WEIGHTS = (7, 3, 1)


class NotAFinnishReference(Refused):
    code = "not_a_finnish_reference"
    template = '"{text}" is not a Finnish reference. Write 4 to 20 digits, zeros in front not counted.'


class FinnishReferenceCheckDigitDiffers(Refused):
    code = "finnish_reference_check_digit_differs"
    template = (
        "Finnish reference {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the invoice, digit by digit."
    )


class NoFinnishReferenceFromNumber(Refused):
    code = "no_finnish_reference_from_number"
    template = (
        'Document number "{text}" has {length:digit|digits} after its zeros, and a Finnish reference takes 3 to 19. '
        "Choose a number series that fits, such as one from 1001."
    )


def compact(text: str) -> str:
    """The text without blanks, dashes and zeros in front."""
    return without_separators(text).lstrip("0")


def check_digit(digits: str) -> str:
    """10 − sum mod 10, where 10 is written 0."""
    return str(-luhn.weighted_sum(digits, _WEIGHTS) % 10)


def validate(text: str) -> str:
    """The compact reference.

    refuses   NotAFinnishReference, FinnishReferenceCheckDigitDiffers: checked in this order
    """
    number = compact(text)
    if not (SHORTEST <= len(number) <= LONGEST and are_digits(number)):
        raise NotAFinnishReference(text=shown(text))
    expected = check_digit(number[:-1])
    if number[-1] != expected:
        raise FinnishReferenceCheckDigitDiffers(number=number, found=number[-1], expected=expected)
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """Groups of five from the right: 1 23456 78911."""
    number = compact(text)
    odd = len(number) % 5
    groups = [number[:odd]] if odd else []
    groups += [number[start : start + 5] for start in range(odd, len(number), 5)]
    return " ".join(groups)


def make(document_number: str) -> str:
    """The reference of a document: its digits without zeros in front, and the check digit.

    refuses   NoFinnishReferenceFromNumber
    """
    digits = only_digits(document_number).lstrip("0")
    if not SHORTEST <= len(digits) + 1 <= LONGEST:
        raise NoFinnishReferenceFromNumber(text=shown(document_number), length=len(digits))
    return digits + check_digit(digits)


def as_creditor_reference(reference: str) -> str:
    """The international form: 1234561 is RF341234561.

    refuses   as validate()
    """
    return creditor_reference.make(validate(reference))
