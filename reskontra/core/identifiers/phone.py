"""Telephone numbers as keys: written in any way, with or without the country's code.

Nordic numbers have no check digit: a key says that two writings are of one number, not that it exists.
"""

from __future__ import annotations

import re

CALLING_CODES = {"SE": "46", "NO": "47", "DK": "45", "FI": "358", "DE": "49", "GB": "44", "NL": "31", "PL": "48"}
_WRITTEN = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?:\+|00)[1-9][0-9]{0,2}[ -]?(?:\(0\))?[ -]?[1-9][0-9 \-/()]{5,14}[0-9]"  # with the country's code
    r"|46[1-9][0-9]{8}|4[57][2-9][0-9]{7}|358[1-9][0-9]{6,9}"  # as payment systems hand it on
    r"|0[1-9][0-9]{0,2}[ -/]?[0-9][0-9 \-]{4,9}[0-9]"  # as people write it at home
    r")(?![0-9A-Za-z])"
)
SHORTEST, LONGEST = 8, 15
MOBILES, MOBILE_LENGTH = ("4670", "4672", "4673", "4676", "4679"), 11


def key(text: str, country: str = "SE") -> str:
    """The digits with the country's code before them: "070-123 45 67" of Sweden is 46701234567.

    country   whose number it is where it does not say, ISO 3166
    returns   blank where it is no telephone number
    """
    plain = re.sub(r"[^0-9+]", "", text.replace("(0)", ""))
    code = CALLING_CODES.get(country or "SE", "")
    if plain.startswith("+"):
        digits = plain[1:]
    elif plain.startswith("00"):
        digits = plain[2:]
    elif plain.startswith("0"):
        digits = code + plain[1:] if code else ""
    elif code and plain.startswith(code) and len(plain) > SHORTEST + 1:
        digits = plain
    else:
        digits = code + plain if country in ("NO", "DK") and len(plain) == SHORTEST else plain
    return digits if digits.isdigit() and SHORTEST <= len(digits) <= LONGEST else ""


def found_in(text: str) -> list[tuple[str, int, int]]:
    """(key, start, end) of what may be telephone numbers in a text."""
    found = [(key(match[0]), match.start(), match.end()) for match in _WRITTEN.finditer(text)]
    return [one for one in found if one[0]]


def keys_in(text: str) -> list[str]:
    """The keys of what may be telephone numbers in a text, in its order, each once."""
    return list(dict.fromkeys(key for key, _start, _end in found_in(text)))


def is_mobile(key: str) -> bool:
    """Whether the key is surely a Swedish mobile telephone's, as mobile payments bear it."""
    return len(key) == MOBILE_LENGTH and key.startswith(MOBILES)
