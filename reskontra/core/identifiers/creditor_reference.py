"""The creditor reference RF: "RF", two check digits, and up to 21 letters or digits of the creditor's own.

source    ISO 11649: the reference, then RF and the check digits, letters as 10-35, is 1 in mod 97
"""

from __future__ import annotations

from stdnum.iso7064 import mod_97_10

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import grouped, shown, upper, without_separators

LONGEST = 21


class NotACreditorReference(Refused):
    code = "not_a_creditor_reference"
    template = (
        '"{text}" is not RF, two digits and 1 to 21 letters or digits. '
        "Write the reference as on the invoice, such as RF18 5390 0754 7034."
    )


class CreditorReferenceCheckDigitsDiffer(Refused):
    code = "creditor_reference_check_digits_differ"
    template = (
        "Reference {number} has the check digits {found}, and the rest calls for {expected}. "
        "Compare it with the invoice, sign by sign."
    )


class NotReferable(Refused):
    code = "not_referable"
    template = (
        'Document number "{text}" has {length} letters and digits, and an RF reference holds 1 to 21 of A-Z and 0-9. '
        "Choose a number series that fits."
    )


def compact(text: str) -> str:
    """Upper case, without blanks and dashes."""
    return upper(without_separators(text))


def validate(text: str) -> str:
    """The compact reference.

    refuses   NotACreditorReference, CreditorReferenceCheckDigitsDiffer: checked in this order
    """
    number = compact(text)
    body, found = number[4:], number[2:4]
    if not (number.startswith("RF") and _is_body(body) and found.isdigit()):
        raise NotACreditorReference(text=shown(text))
    expected = _check_digits(body)
    # 98 can also be written 01, and 97 as 00: mod 97 holds for both, the standard issues 02-98 alone.
    if found != expected:
        raise CreditorReferenceCheckDigitsDiffer(number=number, found=found, expected=expected)
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """Groups of four: RF18 5390 0754 7034."""
    return grouped(compact(text), 4)


def make(document_number: str) -> str:
    """The reference of a document: its letters and digits behind RF and check digits; signs between are dropped.

    refuses   NotReferable
    """
    body = "".join(character for character in upper(document_number) if character.isalnum())
    if not _is_body(body):
        raise NotReferable(text=shown(document_number), length=len(body))
    return f"RF{_check_digits(body)}{body}"


def body_of(reference: str) -> str:
    """The creditor's own part, after the check digits.

    refuses   as validate()
    """
    return validate(reference)[4:]


def _is_body(text: str) -> bool:
    return 1 <= len(text) <= LONGEST and text.isascii() and text.isalnum()


def _check_digits(body: str) -> str:
    return mod_97_10.calc_check_digits(f"{body}RF")
