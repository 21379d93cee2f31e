"""What a structured reference may be: every national form it fits, each with whether its check digits hold.

A reference often fits several forms at once (one string of digits in ten holds as OCR by chance); which one it is
depends on who issued it. So all are returned, the most telling form first, and the caller decides by its own books.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reskontra.core.identifiers import (
    belgian_reference,
    creditor_reference,
    fik,
    finnish_reference,
    kid,
    luhn,
    ocr_reference,
    swiss_qr,
)
from reskontra.core.identifiers.digits import are_digits


class ReferenceType(StrEnum):
    CREDITOR_REFERENCE = "CREDITOR_REFERENCE"
    SWISS_QR = "SWISS_QR"
    BELGIAN = "BELGIAN"
    FIK = "FIK"
    FINNISH = "FINNISH"
    OCR = "OCR"
    KID = "KID"


@dataclass(frozen=True, slots=True)
class Recognized:
    """normalized: as the issuer stores it, in the compact form of its module."""

    type: ReferenceType
    normalized: str
    is_valid: bool


def recognize(text: str) -> list[Recognized]:
    """Every form the text has, the most telling first; none for a text of no such form."""
    found = []
    plain = are_digits(text)
    for recognizer in _RECOGNIZERS:
        if plain and not recognizer.is_numeric:
            continue
        normalized = recognizer.normalize(text)
        if recognizer.shortest <= len(normalized) <= recognizer.longest and recognizer.fits(normalized):
            found.append(Recognized(recognizer.type, normalized, recognizer.holds(normalized)))
    return found


@dataclass(frozen=True, slots=True)
class _Recognizer:
    """normalize, then, within the lengths: has it the form (fits), and do its check digits hold (holds).

    is_numeric   whether a text of digits alone may have the form
    """

    type: ReferenceType
    normalize: Callable[[str], str]
    shortest: int
    longest: int
    holds: Callable[[str], bool]
    fits: Callable[[str], bool] = are_digits
    is_numeric: bool = True


def _fits_kid(number: str) -> bool:
    return are_digits(number.removesuffix("-"))


def _kid_holds(number: str) -> bool:
    return any(kid.check_digit(number[:-1], modulus) == number[-1] for modulus in kid.Modulus)


def _fits_creditor_reference(number: str) -> bool:
    return number.startswith("RF") and number.isascii() and number.isalnum()


_RECOGNIZERS = (
    _Recognizer(
        ReferenceType.CREDITOR_REFERENCE,
        creditor_reference.compact,
        5,
        4 + creditor_reference.LONGEST,
        creditor_reference.is_valid,
        _fits_creditor_reference,
        is_numeric=False,
    ),
    _Recognizer(ReferenceType.SWISS_QR, swiss_qr.compact, swiss_qr.LENGTH, swiss_qr.LENGTH, swiss_qr.is_valid),
    _Recognizer(
        ReferenceType.BELGIAN,
        belgian_reference.compact,
        belgian_reference.LENGTH,
        belgian_reference.LENGTH,
        lambda number: belgian_reference.check_digits(number[:10]) == number[10:],
    ),
    _Recognizer(ReferenceType.FIK, fik.compact, min(fik.LENGTHS.values()), max(fik.LENGTHS.values()), luhn.is_valid),
    _Recognizer(
        ReferenceType.FINNISH,
        finnish_reference.compact,
        finnish_reference.SHORTEST,
        finnish_reference.LONGEST,
        lambda number: finnish_reference.check_digit(number[:-1]) == number[-1],
    ),
    _Recognizer(ReferenceType.OCR, ocr_reference.compact, ocr_reference.SHORTEST, ocr_reference.LONGEST, luhn.is_valid),
    _Recognizer(ReferenceType.KID, kid.compact, kid.SHORTEST, kid.LONGEST, _kid_holds, _fits_kid),
)
