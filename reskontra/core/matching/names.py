"""Names folded to keys: what remains of a party's name after banks, keyboards and habits have been at it.

Marks fall (å ä ö é become a a o e), ø æ ß become o a ss, and the spelled-out forms aa, ae, oe, ue are folded onto the
same single vowels; case and punctuation fall; "&", and, och, und, og are left out. A, S written apart (A/S, B.V.) join.
Keys have no blanks. Comparing uses the same folds, so a fold need not be readable, only stable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache, partial

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "a", "ß": "ss", "œ": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i", "'": "", "’": "",
     "´": "", "`": "", "&": " ", "+": " "}
)  # fmt: skip


class _Folded(dict[int, str]):
    """Code of a letter → what it is folded to: each letter is taken apart once, and loses its marks."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).translate(_LETTERS))
        self[code] = "".join(part for part in parts if not unicodedata.combining(part)).translate(_LETTERS)
        return self[code]


_FOLDED = _Folded()
_SPELLED_VOWELS = re.compile(r"(?:a[ae]|oe|ue)")
_WORD = re.compile(r"[a-z0-9]+")
_JOINING_WORDS = frozenset({"and", "och", "und", "og"})

# Legal forms after folding, as word sequences; longest first, so that "ekonomisk förening" goes whole.
LEGAL_FORMS: tuple[tuple[str, ...], ...] = (
    ("sp", "z", "oo"), ("sp", "zoo"), ("gmbh", "co", "kg"), ("enskild", "firma"), ("ekonomisk", "forening"),
    ("ek", "for"), ("ek", "forening"), ("ideell", "forening"), ("i", "likvidation"), ("i", "konkurs"),
    ("sp",), ("ab",), ("aktiebolag",), ("aktiebolaget",), ("publ",), ("hb",), ("handelsbolag",), ("kb",),
    ("kommanditbolag",), ("as",), ("asa",), ("aps",), ("oy",), ("oyj",), ("abp",), ("oyab",), ("ky",), ("gmbh",),
    ("ag",), ("kg",), ("ohg",), ("ug",), ("mbh",), ("ev",), ("bv",), ("nv",), ("vof",), ("ltd",), ("limited",),
    ("inc",), ("llc",), ("llp",), ("plc",), ("corp",), ("co",), ("sa",), ("sarl",), ("sas",), ("spa",), ("srl",),
    ("ou",), ("uab",), ("sia",), ("kft",), ("sro",), ("ef",), ("ba",), ("ans",), ("da",), ("is",), ("stiftelse",),
)  # fmt: skip
_FORMS_BY_LENGTH = tuple((size, frozenset(form for form in LEGAL_FORMS if len(form) == size)) for size in (3, 2, 1))

_SINGLE_FORMS = _FORMS_BY_LENGTH[-1][1]

# Forms that are kept as words in the folds of who has them: a name without any may be theirs too.
FURTHER_FORMS = (
    "ek", "gbr", "se", "kgaa", "eg", "partg", "tmi", "osk", "ry", "ks", "ps", "amba", "enk", "nuf", "cv", "snc", "eurl",
    "doo",
)  # fmt: skip
_JOINT = re.compile(r"\s(?:[&+]|u\.?|und|och|og|and|en|ja|et)\s", re.I)
_FURTHER_JOINTS = ("en", "ja", "et", "u")  # kept as words in the folds


class NameKind(IntEnum):
    """Which fold of a name: with legal form, without it, or without it and with its words in alphabetical order."""

    FULL = 1
    CORE = 2
    SORTED = 3


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name in order, legal form included, joining words left out."""
    return _words(name, _fold_vowels)


def spelled_words(name: str) -> tuple[str, ...]:
    """The same words with ae, oe and ue as they are: a slip may have made one of two letters that were apart."""
    return _words(name, str)


def _words(name: str, folded: Callable[[str], str]) -> tuple[str, ...]:
    words: list[str] = []
    initials = ""
    for word in _WORD.findall(name.lower().translate(_FOLDED)):
        if len(word) == 1 and word.isalpha():
            initials += word
            continue
        if initials:
            words.append(initials)
            initials = ""
        if word not in _JOINING_WORDS:
            words.append(folded(word))
    if initials:
        words.append(initials)
    return tuple(words)


def words_of_names(names: Iterable[str]) -> set[str]:
    """Every folded word of the names. Most words are in many names: each is folded once."""
    initials = _Initials()
    written: set[str] = set()
    for name in names:
        pieces = name.split()
        if sum([initials[piece] for piece in pieces]) > 1:
            written.add(name)  # those of one piece may join those of the next
        else:
            written.update(pieces)
    return {word for text in written for word in name_words(text)}


class _Initials(dict[str, bool]):
    """A piece of a name between blanks → whether a letter stands by itself in it."""

    def __missing__(self, piece: str) -> bool:
        self[piece] = any(len(word) == 1 for word in _WORD.findall(piece.lower().translate(_FOLDED)))
        return self[piece]


def _single_vowel(found: re.Match[str]) -> str:
    return found[0][0]


_fold_vowels = partial(_SPELLED_VOWELS.sub, _single_vowel)


def core_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words without the legal forms at either end; all of them where nothing else would be left."""
    return _core(tuple(words))


@lru_cache(maxsize=20_000)
def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    first, last = 0, len(words)
    while size := _form_size_at_end(words[first:last]):
        last -= size
    while size := _form_size_at_start(words[first:last]):
        first += size
    return words[first:last] or words


def joined_otherwise(name: str) -> list[str]:
    """The name with what joins two of its words written otherwise: Meier u. Sohn as Meier & Sohn and Meier en Sohn."""
    if not _JOINT.search(name):
        return []
    return [_JOINT.sub(f" {joint} ", name) for joint in ("&", *_FURTHER_JOINTS)]


def _form_size_at_end(words: Sequence[str]) -> int:
    return next((size for size, forms in _FORMS_BY_LENGTH if len(words) >= size and tuple(words[-size:]) in forms), 0)


def _form_size_at_start(words: Sequence[str]) -> int:
    return next((size for size, forms in _FORMS_BY_LENGTH if len(words) >= size and tuple(words[:size]) in forms), 0)


def has_legal_form(name: str) -> bool:
    """Whether the name says its legal form (Larssons El AB) or not (Larssons El)."""
    words = name_words(name)
    return len(core_words(words)) < len(words)


def full_fold(name: str) -> str:
    """All words of the name as one key."""
    return "".join(name_words(name))


def core_fold(name: str) -> str:
    """The words without legal form as one key."""
    return "".join(core_words(name_words(name)))


def sorted_fold(name: str) -> str:
    """The words without legal forms, in alphabetical order, as one key: Larsson Eva and Eva Larsson are one."""
    return _sorted_key(core_words(name_words(name)))


def _sorted_key(core: Sequence[str]) -> str:
    """A legal form may stand between the words of a turned name (El AB Larssons): it is left out there too."""
    return "".join(sorted(word for word in core if (word,) not in _SINGLE_FORMS) or sorted(core))


def name_folds(name: str) -> list[tuple[int, str]]:
    """The (kind, fold) pairs under which a party is found: one of each NameKind, none for a name without letters."""
    words = name_words(name)
    if not words:
        return []
    core = core_words(words)
    return [
        (int(NameKind.FULL), "".join(words)),
        (int(NameKind.CORE), "".join(core)),
        (int(NameKind.SORTED), _sorted_key(core)),
    ]
