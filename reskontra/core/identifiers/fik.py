"""The Danish payment slip reference (FIK/GIK): card type 71 with 15 digits, 04, 15 and 75 with 16; mod 10.

On the slip it stands as +71<123456789012345+12345678<: card type, reference, creditor number. The compact form
is the reference alone, for that is what both the bank's file and the ledger carry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reskontra.core.errors import Refused
from reskontra.core.identifiers import luhn
from reskontra.core.identifiers.digits import are_digits, only_digits, shown, without_separators

# Card types whose payments carry a reference with a check digit, and its length.
LENGTHS = {"71": 15, "04": 16, "15": 16, "75": 16}

_SLIP = re.compile(r"\+?(?P<card_type>71|04|15|75)<(?P<reference>[0-9]{1,16})(?:\+(?P<creditor>[0-9]{7,8})<?)?")


class NotAFik(Refused):
    code = "not_a_fik"
    template = (
        '"{text}" is not a payment slip reference. '
        "Write 15 digits for card type 71, or 16 for 04, 15 and 75, such as +71<123456789012347+12345678<."
    )


class FikCheckDigitDiffers(Refused):
    code = "fik_check_digit_differs"
    template = (
        "Payment slip reference {number} ends with {found}, and the digits before it call for {expected}. "
        "Compare it with the invoice, digit by digit."
    )


class NoFikFromNumber(Refused):
    code = "no_fik_from_number"
    template = (
        'Document number "{text}" has {length} digits, and card type {card_type} takes 1 to {most}. '
        "Choose a number series that fits."
    )


class NotACardType(Refused):
    code = "not_a_card_type"
    template = 'Card type "{card_type}" carries no reference. Choose 71, 04, 15 or 75.'


@dataclass(frozen=True, slots=True)
class Slip:
    """What the line of a slip says. card_type and creditor are blank where only the reference is written."""

    card_type: str
    reference: str
    creditor: str = ""


def parse(text: str) -> Slip:
    """The parts of a slip's line; a text of another form is taken for the reference, unchecked."""
    bare = without_separators(text, ">")
    found = _SLIP.fullmatch(bare)
    if found:
        return Slip(found["card_type"], found["reference"].zfill(LENGTHS[found["card_type"]]), found["creditor"] or "")
    return Slip("", bare)


def compact(text: str) -> str:
    """The reference alone, without card type, creditor number, blanks and dashes."""
    return parse(text).reference


def validate(text: str) -> str:
    """The compact reference.

    refuses   NotAFik, FikCheckDigitDiffers: checked in this order
    """
    slip = parse(text)
    number = slip.reference
    lengths = {LENGTHS[slip.card_type]} if slip.card_type else set(LENGTHS.values())
    if not (are_digits(number) and len(number) in lengths):
        raise NotAFik(text=shown(text))
    expected = luhn.check_digit(number[:-1])
    if number[-1] != expected:
        raise FikCheckDigitDiffers(number=number, found=number[-1], expected=expected)
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """As on the slip, as far as the text tells: +71<123456789012347+12345678<. 15 digits alone are type 71."""
    slip = parse(text)
    card_type = slip.card_type or ("71" if len(slip.reference) == LENGTHS["71"] else "")
    if not card_type:
        return slip.reference
    return f"+{card_type}<{slip.reference}" + (f"+{slip.creditor}<" if slip.creditor else "")


def make(document_number: str, card_type: str = "71") -> str:
    """The reference of a document: its digits, filled with zeros in front to the card type's length, and the check.

    refuses   NotACardType, NoFikFromNumber: checked in this order
    """
    if card_type not in LENGTHS:
        raise NotACardType(card_type=shown(card_type))
    digits = only_digits(document_number)
    most = LENGTHS[card_type] - 1
    if not 1 <= len(digits) <= most:
        raise NoFikFromNumber(text=shown(document_number), length=len(digits), card_type=card_type, most=most)
    return luhn.with_check_digit(digits.zfill(most))
