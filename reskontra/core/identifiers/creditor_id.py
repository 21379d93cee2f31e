"""The SEPA creditor identifier: who may collect by direct debit. SE73ZZZ5560001111.

Country, two check digits (mod 97-10, over the national part, the country and 00), three letters or digits of the
creditor's own choice that the check digits leave out, and the national part.

source   EPC262-08, Creditor Identifier Overview
"""

from __future__ import annotations

import re

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import shown

_FORM = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}")


class NotACreditorId(Refused):
    code = "not_a_creditor_id"
    template = '"{text}" is not a SEPA creditor identifier. Write it as your bank gave it, such as SE73ZZZ5560001111.'


class CreditorIdCheckDigitsDiffer(Refused):
    code = "creditor_id_check_digits_differ"
    template = (
        "Creditor identifier {number} has the check digits {found}, and the rest calls for {expected}. "
        "Compare it with the original, sign by sign."
    )


def compact(text: str) -> str:
    """In capitals, without blanks and dashes."""
    return "".join(letter for letter in text.upper() if letter not in " -\u00a0")


def check_digits(country: str, national: str) -> str:
    """Two digits over the national part."""
    digits = "".join(str(int(letter, 36)) for letter in f"{national}{country}00")
    return f"{98 - int(digits) % 97:02d}"


def validate(text: str) -> str:
    """The compact identifier.

    refuses   NotACreditorId, CreditorIdCheckDigitsDiffer: checked in this order
    """
    number = compact(text)
    if not _FORM.fullmatch(number):
        raise NotACreditorId(text=shown(text))
    expected = check_digits(number[:2], number[7:])
    if number[2:4] != expected:
        raise CreditorIdCheckDigitsDiffer(number=number, found=number[2:4], expected=expected)
    return number
