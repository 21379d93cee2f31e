"""The bankgiro number: 7 or 8 digits, the last a mod 10 check digit, written NNN-NNNN or NNNN-NNNN.

Numbers 90x-xxxx are those of supervised fund-raising.
"""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.core.identifiers import luhn
from reskontra.core.identifiers.digits import are_digits, shown, without_separators


class NotABankgiro(Refused):
    code = "not_a_bankgiro"
    template = '"{text}" is not a bankgiro number. Write 7 or 8 digits, such as 5050-1055.'


class BankgiroCheckDigitDiffers(Refused):
    code = "bankgiro_check_digit_differs"
    template = (
        "Bankgiro {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the original, digit by digit."
    )


def compact(text: str) -> str:
    """The text without blanks and dashes."""
    return without_separators(text)


def validate(text: str) -> str:
    """The compact number.

    refuses   NotABankgiro, BankgiroCheckDigitDiffers: checked in this order
    """
    number = compact(text)
    if not (len(number) in (7, 8) and are_digits(number) and number.strip("0")):
        raise NotABankgiro(text=shown(text))
    expected = luhn.check_digit(number[:-1])
    if number[-1] != expected:
        raise BankgiroCheckDigitDiffers(number=format(number), found=number[-1], expected=expected)
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """The dash before the last four digits: 991-2346, 5050-1055."""
    number = compact(text)
    return f"{number[:-4]}-{number[-4:]}" if len(number) > 4 else number


def is_fundraising(text: str) -> bool:
    """A 90 account: 90x-xxxx."""
    number = compact(text)
    return len(number) == 7 and number.startswith("90") and is_valid(number)
