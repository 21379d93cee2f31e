"""What all numbers share: blanks and dashes that people write are taken away, and digits are ASCII digits."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")
_BLANKS_AND_DASHES = re.compile(r"[\s\u200b\u2060\ufeff\u002d\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")

# A refusal shows at most so much of what it was given.
SHOWN = 40


def without_blanks(text: str) -> str:
    """The text without blanks of any width."""
    return _BLANKS.sub("", text)


def without_separators(text: str, others: str = "") -> str:
    """The text without blanks, dashes of any length, and the other characters named."""
    if are_digits(text):
        return text
    bare = _BLANKS_AND_DASHES.sub("", text)
    for character in others:
        bare = bare.replace(character, "")
    return bare


def are_digits(text: str) -> bool:
    """One or more of 0-9: digits of other scripts are not meant by any bank."""
    return text.isascii() and text.isdigit()


def upper(text: str) -> str:
    """Upper case, where the text is ASCII: other letters may turn into ASCII ones, which nobody wrote."""
    return text.upper() if text.isascii() else text


def only_digits(text: str) -> str:
    """The digits 0-9 in the text, in order: document number "INV-2026/17" gives 202617."""
    return "".join(character for character in text if character in "0123456789")


def grouped(text: str, size: int) -> str:
    """Groups of so many characters from the left, with blanks between."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


def shown(text: str) -> str:
    """The start of a text, short enough for a refusal."""
    return text[:SHOWN]
