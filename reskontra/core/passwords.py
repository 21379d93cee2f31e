"""Which passwords are guessed first, however long they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

LEAST_WORD = 4  # letters; a shorter one is in too many others
_DISTINCT = 4  # characters that a password has at least
_STRONG, _STRONG_DISTINCT = 16, 8  # characters, and different ones, of one that is more than taken
_ROWS = (
    "abcdefghijklmnopqrstuvwxyzåäö",
    "qwertyuiopåasdfghjklöäzxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
    "1234567890" * 4,
)
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
# What people here begin with, besides the lists that are known everywhere.
SWEDISH = frozenset(
    {
        "lösenord", "losenord", "hemlig", "hemligt", "välkommen", "valkommen", "sverige", "svenska", "stockholm",
        "göteborg", "goteborg", "malmö", "fotboll", "hockey", "sommar", "sommaren", "vinter", "vintern", "vår", "våren",
        "höst", "hösten", "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
        "oktober", "november", "december", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
        "midsommar", "jul", "älskar", "bokföring", "bokforing", "faktura", "fakturor", "reskontra", "kundreskontra",
        "ekonomi", "ekonomiavdelningen", "redovisning", "admin", "administrator", "administratör",
    }
)  # fmt: skip


def is_guessed(password: str, *, common: Collection[str], own: Iterable[str] = ()) -> bool:
    """Whether it is a word that others try, dressed up with digits and signs, or no more than a row of keys.

    common   words in small letters
    own      names that belong to whom it protects, such as the company's: no word of them carries it

    >>> is_guessed("Sommaren2026!", common=()), is_guessed("kastanj i maj 1914", common=())
    (True, False)
    >>> is_guessed("nordan-nordan", common=(), own=["Nordan AB"])
    True
    """
    small = password.casefold()
    core = _ENDS.sub("", small)
    if len(set(small)) < _DISTINCT or _is_row(small) or _is_row(core):
        return True
    return any(_made_of(text, {*common, *SWEDISH}) for text in (small, core)) or _carried_by(small, own)


def is_strong(password: str) -> bool:
    """Whether one that is taken is more than that: long, and not of a few characters again and again.

    >>> is_strong("kastanj i maj 1914"), is_strong("snöbär i maj")
    (True, False)
    """
    return len(password) >= _STRONG and len(set(password.casefold())) >= _STRONG_DISTINCT


def _is_row(text: str) -> bool:
    """Keys or letters beside each other, in either direction."""
    return len(text) >= LEAST_WORD and any(text in row or text[::-1] in row for row in _ROWS)


def _made_of(text: str, words: Collection[str]) -> bool:
    """One of the words, or the same one again and again."""
    parts = {part for part in re.split(r"[\W\d_]+", text) if part}
    if text in words or (len(parts) == 1 and parts <= set(words)):
        return True
    lengths = (length for length in range(1, len(text) // 2 + 1) if len(text) % length == 0)
    return any(text == text[:length] * (len(text) // length) and text[:length] in words for length in lengths)


def _carried_by(text: str, names: Iterable[str]) -> bool:
    """Whether less than half of it is left without the words of the names."""
    words = {word for name in names for word in re.findall(r"\w+", name.casefold()) if len(word) >= LEAST_WORD}
    left = text
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left != text and len(re.sub(r"[\W\d_]", "", left)) * 2 < len(re.sub(r"[\W\d_]", "", text))
