"""Amounts and days as people and banks write them, read by what a definition says of their column.

An amount such as 1.234 can be a thousand and some, or one and some. What the definition says decides; where it says
"auto", the other amounts of the column do; and where they do not either, the amount is refused and the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from reskontra.core.dates import YEARS
from reskontra.core.errors import Malformed
from reskontra.core.money import TooManyDecimals, minor_digits

LETTERS_MAX = 20  # of an amount
MINOR_END = 10**17  # no amount is so large; sums of many stay within 64 bits
_BLANKS = str.maketrans("", "", " \u00a0\u2007\u2009\u202f'\u2019")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2012": "-"})
_TOKENS = re.compile(r"(YYYY|YY|MM|DD|M|D)")
_DIGITS = {"YYYY": "(?P<Y>[0-9]{4})", "YY": "(?P<y>[0-9]{2})", "MM": "(?P<M>[0-9]{2})", "DD": "(?P<D>[0-9]{2})",
           "M": "(?P<M>[0-9]{1,2})", "D": "(?P<D>[0-9]{1,2})"}  # fmt: skip
_TIME = r"(?:[T ][0-9].*)?"
_AMBIGUOUS = re.compile(r"-?[0-9]{1,3}([.,])[0-9]{3}", re.ASCII)
_SPACED = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u2007\u2009\u202f'\u2019][0-9]{3})+(?:[.,][0-9]*)?|- ?[0-9].*", re.ASCII)
_SHAPE = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*", re.ASCII)
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{3})+", re.ASCII)


class AmountUnreadable(Malformed):
    code = "definition_amount_unreadable"
    template = (
        '"{text}" is not an amount with "{decimal}" before the decimals. Mend the row, or say in the definition how '
        "amounts are written."
    )


class AmountAmbiguous(Malformed):
    code = "definition_amount_ambiguous"
    template = (
        '"{text}" can be {large} or {small}. Say with "decimal" and "thousands" in the definition which sign is which, '
        "or mend the row."
    )


class NotWholeMinor(Malformed):
    code = "definition_amount_factor"
    template = '"{text}" times {factor} is no whole amount in {currency}. Give the column another factor.'


class DayUnreadable(Malformed):
    code = "definition_day_unreadable"
    template = (
        '"{text}" is not a day written {formats}. Mend the row, or say with "date" in the definition how days are '
        "written."
    )


class Plain(str):
    """A number from a spreadsheet or JSON: it has a decimal point and nothing else, whatever the definition says."""

    __slots__ = ()


def amount_reader(*, decimal: str, thousands: str, currency: str, factor: str = "") -> Callable[[str], int]:
    """A function that reads an amount of one column as minor units; positive without a minus.

    decimal    "," or "."; "" where neither the definition nor the column has decided
    thousands  signs that may stand between thousands; a blank stands for every kind of blank, and for apostrophes
    refuses    the function: AmountUnreadable, AmountAmbiguous, TooManyDecimals, NotWholeMinor
    """
    digits = minor_digits(currency)
    sign = decimal or ","
    scale = Decimal(factor) if factor else None

    def read(text: str) -> int:
        if scale is None and type(text) is str:
            whole, _, rest = text.partition(sign)
            joined = whole + rest
            if (
                digits
                and len(rest) == digits
                and len(joined) <= 17
                and joined.isascii()
                and joined.removeprefix("-").isdigit()
            ):
                return int(joined)
        return _slow(text, decimal, thousands, currency, scale)

    return read


def _slow(text: str, decimal: str, thousands: str, currency: str, scale: Decimal | None) -> int:
    exact = _exact(text, decimal, thousands)
    digits = minor_digits(currency)
    if scale is not None:
        scaled = (exact * scale).scaleb(digits)
        if scaled != scaled.to_integral_value():
            raise NotWholeMinor(text=text[:40], factor=scale, currency=currency)
        return _bounded(int(scaled), text, decimal)
    minor = exact.scaleb(digits)
    if minor != minor.to_integral_value():
        raise TooManyDecimals(text=text[:40], currency=currency, digits=digits)
    return _bounded(int(minor), text, decimal)


def _bounded(minor: int, text: str, decimal: str) -> int:
    if not -MINOR_END < minor < MINOR_END:
        raise AmountUnreadable(text=text[:40], decimal=decimal or ",")
    return minor


def _exact(text: str, decimal: str, thousands: str) -> Decimal:
    """The figure as written: a minus before or behind it, or brackets around it."""
    if type(text) is Plain:
        decimal, thousands = ".", ""
    found = _turned(text.strip().translate(_MINUS).removeprefix("+"))
    if " " in thousands and _SPACED.fullmatch(found):
        found = found.translate(_BLANKS)
    if len(found) > LETTERS_MAX or not _SHAPE.fullmatch(found):
        raise AmountUnreadable(text=text[:40], decimal=decimal or ",")
    ambiguous = _AMBIGUOUS.fullmatch(found)
    if ambiguous and ambiguous[1] != decimal and ambiguous[1] not in thousands:
        plain = found.replace(ambiguous[1], "")
        raise AmountAmbiguous(text=text[:40], large=plain, small=found.replace(ambiguous[1], "."))
    sign = decimal or decimal_of([found]) or ","
    other = "." if sign == "," else ","
    whole, _, rest = found.partition(sign)
    if (other in thousands or not decimal) and _THOUSANDS.fullmatch(whole):
        whole = whole.replace(other, "")
    if not (whole.removeprefix("-") + rest).isdigit():
        raise AmountUnreadable(text=text[:40], decimal=sign)
    return Decimal(f"{whole}.{rest or 0}")


def _turned(text: str) -> str:
    """With the minus in front, where it stands behind, or as brackets around."""
    if text.startswith("(") and text.endswith(")"):
        return "-" + text[1:-1].strip()
    if text.endswith("-") and not text.startswith("-"):
        return "-" + text[:-1].strip()
    return text


def decimal_of(texts: Iterable[str]) -> str:
    """The sign before the decimals, from the amounts of a column; "" where they do not tell.

    Of two kinds of sign in one amount the last is it; a sign before one, two or more than three digits, and once, is
    it; one that comes twice, or before three digits alone, is the other, if nothing else says so.
    """
    seen = {sign for text in texts if type(text) is str and (sign := _sign_in(text))}
    return seen.pop() if len(seen) == 1 else ""


def _sign_in(text: str) -> str:
    signs = [letter for letter in text if letter in ",."]
    if not signs:
        return ""
    last = signs[-1]
    other = "," if last == "." else "."
    if other in signs:
        return last
    if signs.count(last) > 1:
        return other
    behind = sum(letter.isdigit() for letter in text.rpartition(last)[2])
    ahead = sum(letter.isdigit() for letter in text.partition(last)[0])
    return "" if behind == 3 and 1 <= ahead <= 3 else last


def day_reader(formats: Sequence[str]) -> Callable[[str], date]:
    """A function that reads a day written in one of these formats; a time of day behind it is left.

    refuses   the function: DayUnreadable, also for a day that the calendar lacks
    """
    patterns = [pattern for pattern in map(day_pattern, formats) if pattern]

    @lru_cache(maxsize=4096)
    def read(text: str) -> date:
        for pattern in patterns:
            if (found := pattern.fullmatch(text)) and (day := _day(found.groupdict())):
                return day
        raise DayUnreadable(text=text[:40], formats=tuple(formats))

    return read


def _day(parts: dict[str, str]) -> date | None:
    year = int(parts["Y"]) if "Y" in parts else int(parts["y"]) + (1900 if parts["y"] >= "70" else 2000)
    try:
        return date(year, int(parts["M"]), int(parts["D"])) if year in YEARS else None
    except ValueError:
        return None


@lru_cache(maxsize=256)
def day_pattern(format: str) -> re.Pattern[str] | None:
    """What a day in this format looks like; None for a format without year, month and day."""
    parts = _TOKENS.split(format)
    tokens = parts[1::2]
    kinds = sorted(token[0] for token in tokens)
    if kinds != ["D", "M", "Y"] or any(letter.isalnum() for rest in parts[::2] for letter in rest):
        return None
    written = "".join(_DIGITS[part] if part in _DIGITS else re.escape(part) for part in parts)
    return re.compile(written + _TIME, re.ASCII)
