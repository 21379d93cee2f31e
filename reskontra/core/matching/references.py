"""Structured references: what a line brings, whether check digits hold, and what a wrong one may have meant.

A reference with a check digit that hits nothing is repaired by every substitution, swap of neighbors, insertion and
deletion that makes the check digit right: for mod 10 these are computed, not tried, by sums over the digits before and
after the change. About one variant in seven remains; the book is asked for all of them at once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reskontra.core.identifiers import creditor_reference, luhn
from reskontra.core.identifiers.recognize import recognize
from reskontra.core.matching.keys import digits_key, reference_key
from reskontra.core.matching.records import BankLine

SHORTEST_REPAIRED = 5
LONGEST_REPAIRED = 25
LONGEST_REFERENCE = 27
SHORTEST_IN_TEXT = 8
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_UNDOUBLED = tuple(_DOUBLED.index(value) for value in range(10))
_PLAIN = tuple(range(10))
_WEIGHED = (_PLAIN, _DOUBLED)
_DIGIT_OF = (_PLAIN, _UNDOUBLED)
_IN_TEXT = re.compile(
    r"(?<![0-9A-Z])(RF[0-9]{2}(?:\s?[0-9A-Z]{1,4}){1,6})(?![0-9A-Z])"
    r"|(\+?\b(?:71|04|15|75)\s?<\s?[0-9]{15,16}\s?\+[0-9]{7,8}<?)"
    r"|([+*]{3}[0-9]{3}/?[0-9]{4}/?[0-9]{5}[+*]{3})"
    r"|(?<![0-9])([0-9]{2}(?:\s[0-9]{5}){5}|[0-9]{27})(?![0-9])"
)


class Reference(NamedTuple):
    """A reference of a line. is_structured: handed on as such, not found in the text."""

    raw: str
    key: int
    is_structured: bool
    amount_minor: int | None = None


def line_references(line: BankLine, text: str) -> list[Reference]:
    """The line's structured references, then those of a telling form in its text."""
    found: list[Reference] = []
    for reference in line.references:
        key = reference_key(reference.raw)
        if key is not None:
            found.append(Reference(reference.raw, key, True, reference.amount_minor))
    if _may_have_reference(text):
        for match in _IN_TEXT.finditer(text):
            key = reference_key(match[0])
            if key is not None and is_valid_reference(match[0]):
                found.append(Reference(match[0], key, False))
    return found


def _may_have_reference(text: str) -> bool:
    if len(text) < SHORTEST_IN_TEXT:
        return False
    return "RF" in text or "<" in text or "+++" in text or "***" in text or _has_long_number(text)


def _has_long_number(text: str) -> bool:
    return len(text) >= LONGEST_REFERENCE and sum(map(str.isdigit, text)) >= LONGEST_REFERENCE


def is_valid_reference(raw: str) -> bool:
    """Whether the check digits of any known form hold: OCR, RF, KID, Finnish, Belgian, FIK or Swiss QR."""
    if raw.isdigit() and raw.isascii() and luhn.is_valid(raw):
        return True
    return any(form.is_valid for form in recognize(raw))


def repaired_keys(raw: str, *, has_length_digit: bool) -> set[int]:
    """The keys of all references one slip away from this one that have right check digits.

    has_length_digit   the digit before the check digit must be the length's last digit
    """
    if raw[:2].upper() == "RF":
        return _repaired_creditor_references("".join(raw.split()).upper())
    digits = "".join(character for character in raw if character in "0123456789")
    if not SHORTEST_REPAIRED <= len(digits) <= LONGEST_REPAIRED:
        return set()
    keys = set()
    for variant in luhn_neighbors(digits):
        if has_length_digit and variant[-2] != str(len(variant) % 10):
            continue
        key = digits_key(variant)
        if key is not None:
            keys.add(key)
    return keys


def luhn_neighbors(digits: str) -> set[str]:
    """Every string one substitution, swap, insertion or deletion away whose last digit is its mod 10 check digit."""
    numbers = [int(digit) for digit in digits]
    size = len(numbers)
    before = _sums_before(numbers)
    after = _sums_after(numbers)
    found: set[str] = set()
    for index in range(size + 1):
        parity = (size - index) & 1
        inserted = _DIGIT_OF[parity][-(before[parity ^ 1][index] + after[index]) % 10]
        found.add(f"{digits[:index]}{inserted}{digits[index:]}")
        if index == size:
            break
        place = parity ^ 1
        rest = before[parity][index] + after[index + 1]
        substituted = _DIGIT_OF[place][-rest % 10]
        found.add(f"{digits[:index]}{substituted}{digits[index + 1 :]}")
        if (before[place][index] + after[index + 1]) % 10 == 0:
            found.add(digits[:index] + digits[index + 1 :])
        if index + 1 < size:
            left, right = numbers[index], numbers[index + 1]
            swapped = before[parity][index] + _WEIGHED[place][right] + _WEIGHED[parity][left] + after[index + 2]
            if swapped % 10 == 0:
                found.add(f"{digits[:index]}{right}{left}{digits[index + 2 :]}")
    found.discard(digits)
    return found


def _sums_before(numbers: list[int]) -> tuple[list[int], list[int]]:
    """[parity][i]: the mod 10 sum of the first i digits, if the last of them is doubled (parity 1) or not (0)."""
    plain, doubled = [0], [0]
    for number in numbers:
        next_plain, next_doubled = doubled[-1] + number, plain[-1] + _DOUBLED[number]
        plain.append(next_plain)
        doubled.append(next_doubled)
    return plain, doubled


def _sums_after(numbers: list[int]) -> list[int]:
    """[i]: the mod 10 sum of the digits from i to the end, in their places; one longer than the digits."""
    size = len(numbers)
    sums = [0] * (size + 1)
    for index in range(size - 1, -1, -1):
        sums[index] = sums[index + 1] + _WEIGHED[(size - 1 - index) & 1][numbers[index]]
    return sums


def _repaired_creditor_references(raw: str) -> set[int]:
    """One wrong, missing or doubled digit after RF; check digits filter, so that few remain."""
    keys = set()
    for index in range(2, len(raw)):
        variants = {raw[:index] + digit + raw[index + 1 :] for digit in "0123456789"}
        variants |= {raw[:index] + digit + raw[index:] for digit in "0123456789"}
        variants.add(raw[:index] + raw[index + 1 :])
        variants.add(raw[:index] + raw[index + 1 : index + 2] + raw[index] + raw[index + 2 :])
        for variant in variants - {raw}:
            if creditor_reference.is_valid(variant):
                key = reference_key(variant)
                if key is not None:
                    keys.add(key)
    return keys
