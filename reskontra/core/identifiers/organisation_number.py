"""The Swedish organization number: ten digits, the last a mod 10 check digit, written 556047-3521.

A legal person's has a third digit of 2 or more. A sole trader's is the owner's personal number: six digits of the
birth date (a coordination number adds 60 to the day), so the third digit is 0 or 1 and the date must exist.
"""

from __future__ import annotations

from datetime import date

from reskontra.core.errors import Refused
from reskontra.core.identifiers import luhn
from reskontra.core.identifiers.digits import are_digits, shown, without_separators

_CENTURIES = ("18", "19", "20")
_LEGAL_PERSON = "16"  # stands in front where an authority's file has twelve digits
_COORDINATION = 60


class NotAnOrganizationNumber(Refused):
    code = "not_an_organization_number"
    template = '"{text}" is not an organization or personal number. Write ten digits, such as 556047-3521.'


class OrganizationNumberCheckDigitDiffers(Refused):
    code = "organization_number_check_digit_differs"
    template = (
        "Organization number {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the certificate of registration, digit by digit."
    )


class NoSuchBirthDate(Refused):
    code = "no_such_birth_date"
    template = (
        "Number {number} has a third digit below 2, as personal numbers have, and {birth} is no date. "
        "Compare it with the original, digit by digit."
    )


def compact(text: str) -> str:
    """Ten digits: without blanks, dash or plus, and without the century or 16 in front of twelve digits."""
    number = without_separators(text, "+")
    if len(number) == 12 and number.startswith((*_CENTURIES, _LEGAL_PERSON)):
        return number[2:]
    return number


def validate(text: str) -> str:
    """The compact number.

    refuses   NotAnOrganizationNumber, OrganizationNumberCheckDigitDiffers, NoSuchBirthDate: checked in this order
    """
    number = compact(text)
    if not (len(number) == 10 and are_digits(number)):
        raise NotAnOrganizationNumber(text=shown(text))
    expected = luhn.check_digit(number[:-1])
    if number[-1] != expected:
        raise OrganizationNumberCheckDigitDiffers(number=format(number), found=number[-1], expected=expected)
    if is_personal(number) and not _is_birth_date(number[:6]):
        raise NoSuchBirthDate(number=format(number), birth=number[:6])
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """The dash before the last four digits: 556047-3521."""
    number = compact(text)
    return f"{number[:-4]}-{number[-4:]}" if len(number) > 4 else number


def is_personal(text: str) -> bool:
    """The third digit says so: a person's number, to be treated as personal data."""
    return compact(text)[2:3] in ("0", "1")


def _is_birth_date(digits: str) -> bool:
    """YYMMDD in some century; 29 February needs one where the year is a leap year."""
    day = int(digits[4:6])
    if day > _COORDINATION:
        day -= _COORDINATION
    for century in _CENTURIES:
        try:
            date(int(century + digits[:2]), int(digits[2:4]), day)
        except ValueError:
            continue
        return True
    return False
