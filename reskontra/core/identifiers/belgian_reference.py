"""The Belgian structured communication: ten digits and two check digits, written +++123/4567/89002+++.

source    the check digits are the ten digits mod 97, and 97 where that is 0
"""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import are_digits, only_digits, shown, without_separators

LENGTH = 12


class NotABelgianReference(Refused):
    code = "not_a_belgian_reference"
    template = '"{text}" is not a structured communication. Write 12 digits, such as +++123/4567/89002+++.'


class BelgianReferenceCheckDigitsDiffer(Refused):
    code = "belgian_reference_check_digits_differ"
    template = (
        "Structured communication {number} ends with {found}, and the digits before call for {expected}. "
        "Compare it with the invoice, digit by digit."
    )


class NoBelgianReferenceFromNumber(Refused):
    code = "no_belgian_reference_from_number"
    template = (
        'Document number "{text}" has {length} digits, and a structured communication takes 1 to 10. '
        "Choose a number series that fits."
    )


def compact(text: str) -> str:
    """The text without blanks, dashes, and the signs + * / and dot around and between."""
    return without_separators(text, "+*/.")


def check_digits(digits: str) -> str:
    """Two digits, 01 to 97."""
    return f"{int(digits) % 97 or 97:02d}"


def validate(text: str) -> str:
    """The compact reference.

    refuses   NotABelgianReference, BelgianReferenceCheckDigitsDiffer: checked in this order
    """
    number = compact(text)
    if not (len(number) == LENGTH and are_digits(number)):
        raise NotABelgianReference(text=shown(text))
    expected = check_digits(number[:10])
    if number[10:] != expected:
        raise BelgianReferenceCheckDigitsDiffer(number=format(number), found=number[10:], expected=expected)
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """+++123/4567/89002+++"""
    number = compact(text)
    return f"+++{number[:3]}/{number[3:7]}/{number[7:]}+++"


def make(document_number: str) -> str:
    """The reference of a document: its digits, filled with zeros in front, and the check digits.

    refuses   NoBelgianReferenceFromNumber
    """
    digits = only_digits(document_number)
    if not 1 <= len(digits) <= 10:
        raise NoBelgianReferenceFromNumber(text=shown(document_number), length=len(digits))
    body = digits.zfill(10)
    return body + check_digits(body)
