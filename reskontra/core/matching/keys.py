"""The numbers a payer may quote, as integer keys that one index answers.

A key is the digits of a number without leading zeros. Letters are not in it: payers drop series prefixes, and the
full text of the few hits decides afterwards. Beyond 18 digits the key is a stable hash, so that it fits a BIGINT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from hashlib import blake2b

LONGEST_PLAIN = 18
SHORTEST_TAIL = 4
_NOT_DIGITS = re.compile(r"[^0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DIGIT_RUN = re.compile(r"[0-9]+")
_JOINT_PAYMENT_FORM = re.compile(r"\+?(?:71|04|15|75)<\+?([0-9]{15,16})(?:\+[0-9]{7,8}<?)?$")
_CREDITOR_REFERENCE = re.compile(r"RF[0-9]{2}(?=[0-9A-Z]{1,21}$)")


class KeyKind(IntEnum):
    """What a key was made of: stronger evidence first."""

    DOCUMENT = 1
    DOCUMENT_TAIL = 2
    EXTERNAL = 3
    REFERENCE = 4


def digits_key(digits: str) -> int | None:
    """The key of ASCII digits: leading zeros dropped; over 18 digits a hash between 2**61 and 2**62; None for 0."""
    significant = digits.lstrip("0")
    if not significant:
        return None
    if len(significant) <= LONGEST_PLAIN:
        return int(significant)
    hashed = int.from_bytes(blake2b(significant.encode("ascii"), digest_size=8).digest(), "big")
    return hashed >> 3 | 1 << 61


def reference_key(text: str) -> int | None:
    """The key of a reference or number as written; an ISO 11649 reference loses RF and its check digits,
    and of a Danish FIK line (+71<…+…<) the payment id is taken.

    returns   None where the text has no digit but zeros
    """
    compact = "".join(text.split()).upper()
    if compact.startswith("RF"):
        compact = _CREDITOR_REFERENCE.sub("", compact)
    elif "<" in compact and (form := _JOINT_PAYMENT_FORM.search(compact)):
        compact = form[1]
    return digits_key(_NOT_DIGITS.sub("", compact))


def entry_keys(*, document_number: str, external_document_number: str, payment_reference: str) -> list[tuple[int, int]]:
    """The distinct (key, kind) pairs under which an entry is found, in ascending order.

    The tail is the running number of a document number with several digit runs: the last run of four digits or more
    (INV-2026-0412 is found under 412 too, S10412-26 under 10412), because no text is searched for shorter ones.
    Before the last run, a year is no running number: every document of it would be found.
    """
    keys: set[tuple[int, int]] = set()
    for text, kind in (
        (document_number, KeyKind.DOCUMENT),
        (external_document_number, KeyKind.EXTERNAL),
        (payment_reference, KeyKind.REFERENCE),
    ):
        key = reference_key(text) if text else None
        if key is not None:
            keys.add((key, int(kind)))
    runs = _DIGIT_RUN.findall(document_number) if document_number else []
    tail = digits_key(running_number(runs)) if len(runs) > 1 else None
    if tail is not None:
        keys.add((tail, int(KeyKind.DOCUMENT_TAIL)))
    return sorted(keys)


def running_number(runs: Sequence[str]) -> str:
    """The last run of four digits or more that is no year, or is a year at the end; blank where there is none."""
    for index in range(len(runs) - 1, -1, -1):
        run = runs[index]
        if len(run) >= SHORTEST_TAIL and (index == len(runs) - 1 or not _YEAR.fullmatch(run)):
            return run
    return ""
