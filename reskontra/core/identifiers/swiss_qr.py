"""The Swiss QR reference, before that the ESR: 27 digits, the last a check digit by the recursive mod 10 table."""

from __future__ import annotations

from stdnum.ch import esr

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import are_digits, grouped, only_digits, shown, without_separators

LENGTH = 27


class NotAQrReference(Refused):
    code = "not_a_qr_reference"
    template = '"{text}" is not a QR reference. Write all 27 digits, zeros in front included.'


class QrReferenceCheckDigitDiffers(Refused):
    code = "qr_reference_check_digit_differs"
    template = (
        "QR reference {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the invoice, digit by digit."
    )


class NoQrReferenceFromNumber(Refused):
    code = "no_qr_reference_from_number"
    template = (
        'Document number "{text}" has {length} digits, and a QR reference has room for {most}. '
        "Choose a number series that fits."
    )


def compact(text: str) -> str:
    """The text without blanks and dashes."""
    return without_separators(text)


def check_digit(digits: str) -> str:
    """Each digit moves the carry through the standard's table; the check digit brings it home to 0."""
    return esr.calc_check_digit(digits)


def validate(text: str) -> str:
    """The compact reference.

    refuses   NotAQrReference, QrReferenceCheckDigitDiffers: checked in this order
    """
    number = compact(text)
    if not (len(number) == LENGTH and are_digits(number)):
        raise NotAQrReference(text=shown(text))
    expected = check_digit(number[:-1])
    if number[-1] != expected:
        raise QrReferenceCheckDigitDiffers(number=number, found=number[-1], expected=expected)
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """Two digits, then groups of five: 21 00000 00003 13947 14300 09017."""
    number = compact(text)
    return f"{number[:2]} {grouped(number[2:], 5)}".rstrip()


def make(document_number: str, customer_id: str = "") -> str:
    """The reference of a document: the bank's customer id, the digits filled with zeros between, the check digit.

    customer_id   the digits the bank gave the creditor to begin with; blank where it gave none
    refuses       NoQrReferenceFromNumber
    """
    digits, prefix = only_digits(document_number), only_digits(customer_id)
    most = LENGTH - 1 - len(prefix)
    if not 1 <= len(digits) <= most:
        raise NoQrReferenceFromNumber(text=shown(document_number), length=len(digits), most=max(most, 0))
    body = prefix + digits.zfill(most)
    return body + check_digit(body)
