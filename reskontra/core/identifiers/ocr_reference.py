"""The Swedish payment reference (OCR): 2 to 25 digits, the last a mod 10 check digit.

The creditor's agreement with the bank says how strictly it is read. Soft: the payer is warned, and free text
passes. Hard: a wrong reference is refused, by check digit at any length, by a length digit before the check
digit (the whole length, its last digit), or by one or two fixed lengths.
"""

from __future__ import annotations

from collections.abc import Collection

from reskontra.core.errors import Refused
from reskontra.core.identifiers import luhn
from reskontra.core.identifiers.digits import are_digits, only_digits, shown, without_separators

SHORTEST, LONGEST = 2, 25


class NotAnOcrReference(Refused):
    code = "not_an_ocr_reference"
    template = '"{text}" is not an OCR reference. Write 2 to 25 digits.'


class OcrLengthNotAgreed(Refused):
    code = "ocr_length_not_agreed"
    template = (
        "OCR reference {number} has {length:digit|digits}, and the agreement allows {lengths}. "
        "Compare it with the invoice, or change the agreement of the bankgiro."
    )


class OcrLengthDigitDiffers(Refused):
    code = "ocr_length_digit_differs"
    template = (
        "OCR reference {number} has the length digit {found}, and its length calls for {expected}. "
        "Compare it with the invoice: a digit is missing, or is there twice."
    )


class OcrCheckDigitDiffers(Refused):
    code = "ocr_check_digit_differs"
    template = (
        "OCR reference {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the invoice, digit by digit."
    )


class NoOcrFromNumber(Refused):
    code = "no_ocr_from_number"
    template = (
        'Document number "{text}" has {length} digits, and an OCR reference of this agreement takes 1 to {most}. '
        "Choose a number series that fits."
    )


def compact(text: str) -> str:
    """The text without blanks and dashes; leading zeros stay, they count in the length."""
    return without_separators(text)


def validate(text: str, *, length_digit: bool = False, lengths: Collection[int] = ()) -> str:
    """The compact reference.

    length_digit   the agreement has one before the check digit
    lengths        the fixed lengths of the agreement; none means any from 2 to 25
    refuses        NotAnOcrReference, OcrLengthNotAgreed, OcrLengthDigitDiffers, OcrCheckDigitDiffers:
                   checked in this order
    """
    number = compact(text)
    length = len(number)
    if not (SHORTEST <= length <= LONGEST and are_digits(number)):
        raise NotAnOcrReference(text=shown(text))
    if lengths and length not in lengths:
        raise OcrLengthNotAgreed(number=number, length=length, lengths=sorted(lengths))
    if length_digit and number[-2] != str(length % 10):
        raise OcrLengthDigitDiffers(number=number, found=number[-2], expected=str(length % 10))
    expected = luhn.check_digit(number[:-1])
    if number[-1] != expected:
        raise OcrCheckDigitDiffers(number=number, found=number[-1], expected=expected)
    return number


def is_valid(text: str, *, length_digit: bool = False, lengths: Collection[int] = ()) -> bool:
    """As validate(), without the reason: fast, for it is asked of every number in a bank's texts."""
    number = compact(text)
    length = len(number)
    return (
        SHORTEST <= length <= LONGEST
        and are_digits(number)
        and (not lengths or length in lengths)
        and (not length_digit or number[-2] == str(length % 10))
        and number[-1] == luhn.check_digit(number[:-1])
    )


def format(text: str) -> str:
    """The compact number: banks and scanners want it unbroken."""
    return compact(text)


def make(document_number: str, length_digit: bool = False, *, length: int = 0) -> str:
    """The reference of a document: its digits, a length digit if agreed, the check digit.

    document_number   letters and signs are dropped: "INV-1001" counts as 1001
    length            the agreement's fixed length, filled with zeros in front; 0 means as long as it gets
    refuses           NoOcrFromNumber (no digits, or more than fit)
    """
    digits = only_digits(document_number)
    extra = 2 if length_digit else 1
    most = (length or LONGEST) - extra
    if not 1 <= len(digits) <= most:
        raise NoOcrFromNumber(text=shown(document_number), length=len(digits), most=most)
    if length:
        digits = digits.zfill(most)
    if length_digit:
        digits += str((len(digits) + extra) % 10)
    return luhn.with_check_digit(digits)
