"""The numbers that name a company: organisation and VAT numbers, compared whatever way they are written.

A VAT number of some countries is the organisation number with the country before it, and in Sweden two digits behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SWEDISH = re.compile(r"SE([0-9]{10})[0-9]{2}", re.ASCII)
_NORWEGIAN = re.compile(r"(?:NO)?([0-9]{9})(?:MVA)?", re.ASCII)
_PREFIXED = re.compile(r"(?:DK|FI)([0-9]{8})|BE([0-9]{10})", re.ASCII)


def compact(text: str) -> str:
    """ASCII letters and digits, upper case."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())


def organisation_number_in(text: str) -> str:
    """The organisation number in a VAT number; "" where it holds none that is known how."""
    number = compact(text)
    if swedish := _SWEDISH.fullmatch(number):
        return swedish[1]
    if norwegian := _NORWEGIAN.fullmatch(number):
        return norwegian[1]
    prefixed = _PREFIXED.fullmatch(number)
    return (prefixed[1] or prefixed[2]) if prefixed else ""


def company_keys(numbers: Iterable[str]) -> frozenset[str]:
    """What two companies have in common that are the same: each number, and the organisation number in it."""
    found: set[str] = set()
    for text in numbers:
        found |= {compact(text), organisation_number_in(text)}
    return frozenset(found - {""})


def spellings(numbers: Iterable[str]) -> frozenset[str]:
    """The ways in which the organisation and VAT numbers may have been written where they are kept."""
    found: set[str] = set()
    for number in company_keys(numbers):
        found |= {number, f"{number[:-4]}-{number[-4:]}", f"{number[:-1]}-{number[-1:]}"}
        if len(number) == 10 and number.isdigit():
            found |= {f"SE{number}01"}
        if len(number) == 9 and number.isdigit():
            found |= {f"NO{number}MVA", f"{number}MVA", f"{number[:3]} {number[3:6]} {number[6:]}"}
    return frozenset(one for one in found if one.strip("-"))
