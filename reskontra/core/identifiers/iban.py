"""IBAN, the international bank account number: country, two check digits, and the domestic account.

source    ISO 13616; lengths and forms per country from the registry that python-stdnum carries
"""

from __future__ import annotations

from stdnum import iban as registry
from stdnum.exceptions import InvalidChecksum, ValidationError

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import grouped, shown, upper, without_separators


class NotAnIban(Refused):
    code = "not_an_iban"
    template = (
        '"{text}" does not have the form of an IBAN of its country. '
        "Write two letters, two digits and the whole account, such as SE35 5000 0000 0549 1000 0003."
    )


class IbanCheckDigitsDiffer(Refused):
    code = "iban_check_digits_differ"
    template = (
        "IBAN {number} has the check digits {found}, and its account calls for {expected}. "
        "Compare it with the original, sign by sign."
    )


class IbanAccountUnsound(Refused):
    code = "iban_account_unsound"
    template = (
        "IBAN {number} holds the account {account}, whose own check digits do not hold in {country}. "
        "Compare it with the original, sign by sign."
    )


def compact(text: str) -> str:
    """Upper case, without blanks, dashes and dots; a leading "IBAN" is taken away."""
    bare = upper(without_separators(text, ".:"))
    return bare[4:] if bare.startswith("IBAN") else bare


def validate(text: str) -> str:
    """The compact IBAN.

    refuses   NotAnIban, IbanCheckDigitsDiffer, IbanAccountUnsound (countries whose accounts have check
              digits of their own): checked in this order
    """
    number = compact(text)
    if not (number.isascii() and number.isalnum() and len(number) > 4):
        raise NotAnIban(text=shown(text))
    expected = registry.calc_check_digits(number)
    if not registry.is_valid(number[:2] + expected + number[4:], check_country=False):
        raise NotAnIban(text=shown(text))
    if number[2:4] != expected:
        raise IbanCheckDigitsDiffer(number=number, found=number[2:4], expected=expected)
    if not _holds_in_country(number):
        raise IbanAccountUnsound(number=number, account=number[4:], country=number[:2])
    return number


def is_valid(text: str) -> bool:
    try:
        validate(text)
    except Refused:
        return False
    return True


def format(text: str) -> str:
    """Groups of four: SE35 5000 0000 0549 1000 0003."""
    return grouped(compact(text), 4)


def bban_of(iban: str) -> str:
    """The domestic account inside: everything after country and check digits, with its zeros.

    refuses   as validate()
    """
    return validate(iban)[4:]


def country_of(iban: str) -> str:
    """The ISO 3166 code in front; not checked."""
    return compact(iban)[:2]


def _holds_in_country(number: str) -> bool:
    """Whether the account's own check digits hold. A bank that the library's lists lack is no reason to refuse."""
    try:
        registry.validate(number)
    except InvalidChecksum:
        return False
    except ValidationError:
        return True
    return True
