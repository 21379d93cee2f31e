"""Text as every bank of SEPA takes it: the letters that the EPC lets all of them read.

source   EPC217-08, best practices for the SEPA conversion of letters: a letter without a place in the basic set is
         written as the one that is closest to it
"""

from __future__ import annotations

import re
import unicodedata

_INSTEAD = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "đ": "d", "Đ": "D", "ð": "d",
        "Ð": "D", "þ": "th", "Þ": "TH", "ł": "l", "Ł": "L", "ı": "i", "€": "EUR", "&": "+", "@": "(at)", "_": "-",
        "–": "-", "—": "-", "’": "'", "‘": "'", "´": "'", "`": "'", '"': "'", "”": "'", "“": "'", "«": "'", "»": "'",
        "[": "(", "]": ")", "{": "(", "}": ")", ";": ",", "\\": "/", "|": "/", "#": ".", "*": ".", "=": "-", "§": "S",
        "!": ".", "%": ".", "…": "...",
    }
)  # fmt: skip
_OUTSIDE = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")
IDENTIFIER = re.compile(r"(?!/)(?!.*//)(?!.*/$)[A-Za-z0-9/?:().,'+ -]{1,35}")


def sepa_text(text: str, *, most: int) -> str:
    """The text in the basic set, at most so long; what has no letter there is a full stop. Blanks do not repeat."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.translate(_INSTEAD))
        if not unicodedata.combining(letter)
    )
    plain = " ".join(_OUTSIDE.sub(".", " ".join(plain.split())).split())
    while "//" in plain:
        plain = plain.replace("//", "/")
    return plain.strip("/ ")[:most].strip("/ ")


def is_identifier(text: str) -> bool:
    """Whether an identifier of a message, a mandate or a debit may be so: neither begun nor ended by a slash."""
    return IDENTIFIER.fullmatch(text) is not None and text == text.strip()
