"""Amounts and days as people type them into a field: 1 234,50 and 1000+250, t and 15 and 1503.

Files and commands are strict (parse_minor, ISO dates); a person at a page is not asked to be.
"""

from __future__ import annotations

import re
from datetime import date

from reskontra.core.dates import DayNotRead, within_years
from reskontra.core.errors import Refused
from reskontra.core.money import minor_digits, parse_minor

MOST_LETTERS = 100

_BLANKS = re.compile(r"[\s\u00a0\u202f']")
_SUM = re.compile(r"([+-]?)([0-9.,]+)", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_TODAY = ("t", "i", "today", "idag")


class AmountNotRead(Refused):
    code = "amount_not_read"
    template = '"{text}" is not an amount. Write digits, such as 13,700.00 or 13000+700.'


def amount_typed(text: str, currency: str) -> int:
    """Minor units of what was typed: digits with either decimal mark, groups of three, and sums of such.

    One mark with three digits behind it groups them, but in currencies that have three decimals.
    refuses   AmountNotRead, TooManyDecimals
    """
    bare = _BLANKS.sub("", text).replace("\u2212", "-").replace("\u2013", "-")
    terms = list(_SUM.finditer(bare))
    is_whole = bool(terms) and "".join(term[0] for term in terms) == bare
    if len(text) > MOST_LETTERS or not is_whole or any(not term[1] for term in terms[1:]):
        raise AmountNotRead(text=text[:40])
    total = 0
    for term in terms:
        plain = _plain(term[2], currency)
        if not plain:
            raise AmountNotRead(text=text[:40])
        minor = parse_minor(plain, currency)
        total += -minor if term[1] == "-" else minor
    return total


def _plain(text: str, currency: str) -> str:
    """Digits with a point, as parse_minor reads them; "" where the marks make no sense."""
    grouped = _GROUPED.fullmatch(text)
    if grouped and not (text.count(grouped[1]) == 1 and minor_digits(currency) == 3):
        return _shortened(text.replace(grouped[1], ""))
    place = max(text.rfind("."), text.rfind(","))
    if place < 0:
        return _shortened(text)
    whole, fraction = text[:place], text[place + 1 :]
    other = "," if text[place] == "." else "."
    if "." in whole or "," in whole:
        parts = whole.split(other)
        if text[place] in whole or not 1 <= len(parts[0]) <= 3 or any(len(part) != 3 for part in parts[1:]):
            return ""
        whole = "".join(parts)
    if not _DIGITS.fullmatch(whole) or not _DIGITS.fullmatch(fraction) or len(fraction) > 5:
        return ""
    return f"{_shortened(whole)}.{fraction}" if _shortened(whole) else ""


def _shortened(digits: str) -> str:
    """At most 15 digits, as parse_minor takes them."""
    bare = digits.lstrip("0") or "0"
    return bare if _DIGITS.fullmatch(digits) and len(bare) <= 15 else ""


def day_typed(text: str, *, today: date) -> date:
    """The day that was typed: t for today, 15, 1503 (day and month), 03-15, 20260315 or 2026-03-15.

    What is left out is today's.
    refuses   DayNotRead, DayFarAway
    """
    bare = text.strip().lower()
    if bare in _TODAY:
        return today
    try:
        day = _day(bare, today)
    except ValueError:
        raise DayNotRead(text=text.strip()[:40]) from None
    return within_years(day)


def _day(bare: str, today: date) -> date:
    """ValueError where it is no day."""
    if _DIGITS.fullmatch(bare):
        if len(bare) <= 2:
            return today.replace(day=int(bare))
        if len(bare) == 4:
            return date(today.year, int(bare[2:]), int(bare[:2]))
        if len(bare) != 8:
            raise ValueError
    elif re.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}", bare, re.ASCII):
        month, _dash, day = bare.partition("-")
        return date(today.year, int(month), int(day))
    elif not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", bare, re.ASCII):
        raise ValueError
    return date.fromisoformat(bare)
