"""What a bank text says: numbers with their joins, short endings, amounts, charges, and words about the payment.

Text elements are joined by a blank, so that a number broken where one element ends is found again. Every run of four
or more digits is a token, and so is every join of up to five neighbors that only blanks, hyphens, points or slashes
separate. A token that also reads as a date, a phone number or the amount is doubtful: it needs more support than
others; so is a piece of a telephone number, of a firm's number, of an account or of an amount with its currency. Our
own numbers and the payer's accounts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reskontra.core.identifiers import iban, luhn
from reskontra.core.matching.keys import digits_key
from reskontra.core.money import minor_digits

SHORTEST_TOKEN = 4
SHORTEST_JOIN = 5
LONGEST_JOIN = 18
JOIN_NEIGHBORS = 5
WIDEST_GAP = 3
LONGEST_ENDING = 5
DATE_NEARNESS_DAYS = 800
YEARS_NEAR = 2

_RUN = re.compile(r"[0-9]+")
_GAP = re.compile(r"[ \-–./]{1,3}")
_ENDING_MARKS = "/,+&-–"  # before a single digit, else it is the count of something
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " ")
    | dict.fromkeys("\u2010\u2011\u2012", "-")
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)
_WRITTEN_DATE = re.compile(
    r"(?<![0-9])(?:(?:19|20)[0-9]{2}([-./])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|1[0-2])\2(?:20)?[0-9]{2})(?![0-9])"
)
_PHONE = re.compile(
    r"(?:(?:tel|tfn|telefon|phone|mobil|mob)\.?:?\s*[+0-9][0-9 \-/()]{5,16}[0-9]|\+[0-9][0-9 \-]{7,15}[0-9])", re.I
)
_PIECED = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"0[1-9][0-9]{0,2}[-/][0-9]{2,4}(?: ?[0-9]{2,4}){1,3}|07[02369][0-9]?[ -]?(?:[0-9] ?){5,6}[0-9]"  # a telephone's
    r"|(?P<firm>[0-9]{2}[2-9][0-9]{3}[-–][0-9]{4})"
    r"|(?:bg|bankgiro|pg|plusgiro)[a-z]*[ .:]{1,3}(?:nr[ .:]{1,2})?[0-9][0-9 -]{4,8}[0-9]"
    r"|(?P<account>[A-Z]{2}[0-9]{2}(?: ?[0-9]{4}){3,7}(?: ?[0-9]{1,3})?)"
    r"|[0-9]{1,3}(?:[ .][0-9]{3})+,[0-9]{2}"  # an amount with its thousands apart
    r")(?![0-9A-Za-z])",
    re.I,
)
TELEPHONE_DIGITS_MIN, TELEPHONE_DIGITS_MAX = 8, 10
_AMOUNT = re.compile(r"(?<![0-9.,])(?<![0-9]-)([0-9]{1,3}(?:[ .,']?[0-9]{3})*|[0-9]+)[.,]([0-9]{2})(?![0-9])")
_WHOLE_AMOUNT = re.compile(
    r"(?<![0-9.,])([0-9]{1,3}(?:[ .']?[0-9]{3})*)(?: ?(?:kr|sek|nok|dkk|eur|€)\b|:-|,-|;-)", re.I
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\W_]{0,3}$")
_INVOICE_WORD_BEFORE = re.compile(
    r"\b(?:(?:fak|fact|inv|rechn|lasku|bill)[^\W\d_]*|fnr|rnr|re|rg)[\W_]{0,3}"
    r"(?:(?:nr|no|num|nummer|number|numero|nro)[\W_]{0,3})?$",
    re.I,
)
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_NUMBER_WORDS = (
    "fakt", "fak", "inv", "fnr", "nr", "no", "num", "nummer", "ref", "refnr", "ocr", "kid", "rechn", "rg", "re", "rnr",
    "lasku", "viite", "bill", "dokument", "doc", "delbet", "betaln", "betal", "avs", "avser", "kredit", "credit", "cn",
    "kn", "ordernr", "order", "po", "payment", "pay", "facture", "factuur", "f", "lb", "giro",
)  # fmt: skip
_CHARGE = re.compile(
    r"avgift|charge|\bfees?\b|kostnad|\bgebyr|gebühr|spesen|kosten|\bcomm(?:ission)?\b|omkostn|provision", re.I
)
_PART = re.compile(
    r"del\s?bet|delbetaln|\bdelvis|avbet|a[ -]?conto|\bpart(?:ial|ly)?\b|teilzahl|\brat(?:e|a)\b|install?ment|\b1/2\b",
    re.I,
)
_ADVANCE = re.compile(
    r"förskott|forskott|forskudd|forskud|forudbetal|anzahlung|vorkasse|vorauszahlung|vorauskasse|abschlagszahlung"
    r"|aanbetaling|vooruitbetaling|voorschot|ennakko|prepay|pre-pay|advance payment|payment in advance|deposit"
    r"|down ?payment|acompte|handpenning|\bpro[- ]?forma",
    re.I,
)
_DISCOUNT = re.compile(r"rabatt|discount|skonto|kassa", re.I)


class Token(NamedTuple):
    """A number in the text. runs is 1 for one run of digits, more for a join; doubtful: may be something else."""

    key: int
    digits: str
    start: int
    end: int
    runs: int
    is_doubtful: bool


class Ending(NamedTuple):
    """Two to five digits, or one behind a sign of a list, possibly the last of a further number: 13 in 104012/13."""

    digits: str
    start: int


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What one bank text says."""

    text: str
    tokens: tuple[Token, ...] = ()
    endings: tuple[Ending, ...] = ()


NOTHING = TextFacts(text="")


def read_text(text: str, *, booked: date, amount_minor: int, currency: str, ignored: Collection[str] = ()) -> TextFacts:
    """Find the numbers in a text.

    ignored   digit strings that are ours or the payer's account: runs and joins equal to one are no tokens
    returns   tokens in the order of the text, single runs before the joins that start with them
    """
    runs = [(found[0], found.start(), found.end()) for found in _RUN.finditer(text)]
    if not runs:
        return TextFacts(text=text) if text else NOTHING
    spans = _Spans.of(text, are_several=len(runs) > 1) if len(text) > 7 else _Spans()
    whole = _whole_units(amount_minor, currency)
    tokens: list[Token] = []
    endings: list[Ending] = []
    for index, (digits, start, end) in enumerate(runs):
        size = len(digits)
        if 2 <= size <= LONGEST_ENDING or (size == 1 and index and text[start - 1] in _ENDING_MARKS):
            endings.append(Ending(digits, start))
        key = digits_key(digits) if size >= SHORTEST_TOKEN else None
        if key is not None and digits not in ignored:
            is_doubtful = digits in whole or spans.doubt(start, end) or _is_compact_date(digits, booked)
            tokens.append(Token(key, digits, start, end, 1, is_doubtful))
        if index + 1 < len(runs):
            _add_joins(tokens, text, runs, index, ignored, spans, booked)
    return TextFacts(text=text, tokens=tuple(tokens), endings=tuple(endings))


def plain_text(text: str) -> str:
    """The text with blanks, hyphens and digits of other kinds as the usual ones, every character in its place."""
    return text if text.isascii() else text.translate(_PLAIN)


def _add_joins(
    tokens: list[Token],
    text: str,
    runs: list[tuple[str, int, int]],
    first: int,
    ignored: Collection[str],
    spans: _Spans,
    booked: date,
) -> None:
    digits, start, end = runs[first]
    for last in range(first + 1, min(first + JOIN_NEIGHBORS, len(runs))):
        following, next_start, next_end = runs[last]
        if next_start - end > WIDEST_GAP or len(digits) + len(following) > LONGEST_JOIN:
            return
        if not _GAP.fullmatch(text, end, next_start):
            return
        digits += following
        end = next_end
        key = digits_key(digits) if len(digits) >= SHORTEST_JOIN else None
        if key is not None and digits not in ignored:
            pieces = last - first + 1
            is_doubtful = spans.doubt(start, end) or _is_day_in_pieces(digits, pieces, following, booked)
            tokens.append(Token(key, digits, start, end, pieces, is_doubtful))


class _Spans(NamedTuple):
    """Where numbers of other kinds stand. whole: days and telephone numbers; pieced: those written in pieces."""

    whole: tuple[tuple[int, int], ...] = ()
    pieced: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, text: str, *, are_several: bool) -> _Spans:
        """are_several: whether there is more than one run of digits"""
        whole = [found.span() for kind in (_WRITTEN_DATE, _PHONE) for found in kind.finditer(text)]
        pieced = [found.span() for found in _PIECED.finditer(text) if _is_sound(found)] if are_several else []
        return cls(tuple(whole), tuple(pieced))

    def doubt(self, start: int, end: int) -> bool:
        """Whether the number is of such a kind, or a piece of one."""
        if self.whole and any(start < last and first < end for first, last in self.whole):
            return True
        return bool(self.pieced) and any(
            first <= start and end <= last and end - start < last - first for first, last in self.pieced
        )


def _is_sound(found: re.Match[str]) -> bool:
    """Whether check digits hold where the kind has some, and a telephone's number is as long as one."""
    digits = "".join(character for character in found[0] if character.isdigit())
    if found["firm"]:
        return luhn.is_valid(digits)
    if found["account"]:
        return iban.is_valid(found[0])
    return found[0][0] != "0" or TELEPHONE_DIGITS_MIN <= len(digits) <= TELEPHONE_DIGITS_MAX


def _whole_units(amount_minor: int, currency: str) -> tuple[str, str]:
    unit = 10 ** minor_digits(currency)
    return (str(abs(amount_minor)), str(abs(amount_minor) // unit))


def _is_compact_date(digits: str, booked: date) -> bool:
    """Whether the digits are a day, month or year within some two years of the booking: 20260331, 260331, 202603."""
    size = len(digits)
    if size == 4:
        return abs(int(digits) - booked.year) <= YEARS_NEAR
    if size == 6:
        return _is_near_day(f"{digits}01", booked) or _is_near_day(f"20{digits}", booked)
    return size == 8 and _is_near_day(digits, booked)


def _is_day_in_pieces(digits: str, pieces: int, last: str, booked: date) -> bool:
    """Whether a join is a day: nobody writes month and day in one behind the year, as in 26-0331."""
    return (pieces > 2 or len(last) != 4) and _is_compact_date(digits, booked)


def _is_near_day(digits: str, booked: date) -> bool:
    # Most numbers are no day by their month or year; an exception for each of them would cost.
    if not "01" <= digits[4:6] <= "12" or abs(int(digits[:4]) - booked.year) > YEARS_NEAR + 1:
        return False
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return abs((day - booked).days) <= DATE_NEARNESS_DAYS


def has_number_word(text: str, start: int) -> bool:
    """Whether what stands before the number calls it one (faktura, inv no, ref), or nothing but numbers does."""
    found = _WORD_BEFORE.search(text, 0, start)
    if not found:
        return not any(character.isalpha() for character in text)
    return found[1].lower().startswith(_NUMBER_WORDS) or found[1].lower() in _NUMBER_WORDS


def has_invoice_word(text: str, start: int) -> bool:
    """Whether the word before the number says that it is an invoice's (faktura, Rechnung, inv no)."""
    return bool(_INVOICE_WORD_BEFORE.search(text, 0, start))


def letters_before(text: str, start: int) -> str:
    """The letters that touch the number, upper case: F in "Faktura F104012"; a hyphen or point may stand between."""
    edge = start
    if edge and text[edge - 1] in "-.":
        edge -= 1
    found = _LETTERS_BEFORE.search(text, 0, edge)
    return found[0].upper() if found else ""


def names_number(text: str, number: str) -> bool:
    """Whether the number stands in the text as it is written on the document, not inside a longer one."""
    folded, wanted = text.upper(), number.upper()
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum()):
            return True
        start = folded.find(wanted, start + 1)
    return False


def named_amounts(text: str, currency: str) -> tuple[int, ...]:
    """Amounts written in the text, with two decimals or as whole units, in minor units: "charges 25.00", "25 kr"."""
    scale = minor_digits(currency) - 2
    if scale < 0:
        return ()
    amounts = []
    for found in _AMOUNT.finditer(text):
        whole = "".join(c for c in found[1] if c.isdigit())
        amounts.append(int(whole + found[2]) * 10**scale)
    for found in _WHOLE_AMOUNT.finditer(text):
        amounts.append(int("".join(c for c in found[1] if c.isdigit())) * 10 ** (scale + 2))
    return tuple(amounts)


def mentions_charge(text: str) -> bool:
    """Whether the text speaks of a bank's charge."""
    return bool(_CHARGE.search(text))


def mentions_part(text: str) -> bool:
    """Whether the text says that only a part is paid."""
    return bool(_PART.search(text))


def mentions_advance(text: str) -> bool:
    """Whether the text says that what is not invoiced yet is paid."""
    return bool(_ADVANCE.search(text))


def mentions_discount(text: str) -> bool:
    """Whether the text says that a cash discount was taken."""
    return bool(_DISCOUNT.search(text))
