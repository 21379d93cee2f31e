"""The Norwegian payment reference (KID): 2 to 25 digits, the last a check digit by mod 10 or mod 11.

Which of the two is agreed between creditor and bank. By mod 11 (weights 2-7) the check digit 10 is written "-".
"""

from __future__ import annotations

from enum import IntEnum

from reskontra.core.errors import Refused
from reskontra.core.identifiers import luhn
from reskontra.core.identifiers.digits import are_digits, only_digits, shown, without_separators

SHORTEST, LONGEST = 2, 25
_WEIGHTS = (2, 3, 4, 5, 6, 7)


class Modulus(IntEnum):
    TEN = 10
    ELEVEN = 11


class NotAKid(Refused):
    code = "not_a_kid"
    template = '"{text}" is not a KID. Write 2 to 25 digits, of which the last may be a dash.'


class KidCheckDigitDiffers(Refused):
    code = "kid_check_digit_differs"
    template = (
        "KID {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the invoice, digit by digit."
    )


class NoKidFromNumber(Refused):
    code = "no_kid_from_number"
    template = (
        'Document number "{text}" has {length} digits, and a KID of this agreement takes 1 to {most}. '
        "Choose a number series that fits."
    )


def compact(text: str) -> str:
    """The text without blanks and dashes; a dash at the end stays, it is a check digit."""
    bare = without_separators(text)
    return f"{bare}-" if text.rstrip().endswith("-") and bare else bare


def check_digit(digits: str, modulus: Modulus = Modulus.TEN) -> str:
    """What is put after the digits: 0-9, and by mod 11 also "-"."""
    if modulus is Modulus.TEN:
        return luhn.check_digit(digits)
    check = luhn.mod11_check(digits, _WEIGHTS)
    return "-" if check == 10 else str(check)


def validate(text: str, *, modulus: Modulus | None = None) -> str:
    """The compact reference.

    modulus   of the agreement; None where it is unknown, and either will do
    refuses   NotAKid, KidCheckDigitDiffers: checked in this order
    """
    number = compact(text)
    body, found = number[:-1], number[-1:]
    if not (SHORTEST <= len(number) <= LONGEST and are_digits(body) and (found == "-" or are_digits(found))):
        raise NotAKid(text=shown(text))
    allowed = [check_digit(body, each) for each in ([modulus] if modulus else Modulus)]
    if found not in allowed:
        raise KidCheckDigitDiffers(number=number, found=found, expected=" or ".join(dict.fromkeys(allowed)))
    return number


def is_valid(text: str, *, modulus: Modulus | None = None) -> bool:
    try:
        validate(text, modulus=modulus)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """The compact reference: banks want it unbroken."""
    return compact(text)


def make(document_number: str, modulus: Modulus = Modulus.TEN, *, length: int = 0) -> str:
    """The reference of a document: its digits and the check digit.

    document_number   letters and signs are dropped: "INV-1001" counts as 1001
    length            the agreement's fixed length, filled with zeros in front; 0 means as long as it gets
    refuses           NoKidFromNumber (no digits, or more than fit)
    """
    digits = only_digits(document_number)
    most = (length or LONGEST) - 1
    if not 1 <= len(digits) <= most:
        raise NoKidFromNumber(text=shown(document_number), length=len(digits), most=most)
    body = digits.zfill(most) if length else digits
    return body + check_digit(body, modulus)
