"""The statement line of MT940 and MT942, field 61: days, direction, amount, kind and references.

    YYMMDD [MMDD] C|D|RC|RD|EC|ED [funds code] amount with decimal comma, kind, reference [// bank's reference]

Banks bend it: a blank before the kind, an account in the place of the reference, a kind of three digits, a day that
no calendar has. What can be meant in one way only is read; the rest is refused with its line.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reskontra.core.errors import Malformed
from reskontra.core.money import MINOR_DIGITS, parse_minor

_LINE = re.compile(
    r"([0-9]{6})([0-9]{4})?\s?(R[CD]|E[CD]|[CD])([A-Z])?\s?"
    r"([0-9]{1,15}(?:[.,][0-9]{0,3})?)\s?"
    r"([A-Z][A-Z0-9]{3})(.*)",
    re.ASCII | re.S,
)
_BALANCE = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]{1,15}(?:[.,][0-9]{0,3})?)\s*", re.ASCII)
_NO_REFERENCES = frozenset({"NONREF", "NOREF", "KREF+", "EREF", "PREF", "MARF", "NOTPROVIDED"})
_REFERENCE_MAX = 35
_CENTURY_TURN = 80  # two digits of a year from here on are 19…


class StatementLineUnreadable(Malformed):
    code = "mt_line_unreadable"
    template = (
        '":61:{text}" is no statement line: value date, C or D, an amount with decimal comma, and a kind of four '
        "letters. Ask the bank for a corrected file; nothing may be left out of a statement."
    )


class BalanceUnreadable(Malformed):
    code = "mt_balance_unreadable"
    template = (
        '":{tag}:{text}" is no balance: C or D, the day as YYMMDD, the currency, and an amount with decimal comma. '
        "Ask the bank for a corrected file."
    )


class CommaExpected(Malformed):
    code = "mt_comma_expected"
    template = (
        'The amount "{text}" can be read in two ways. Ask the bank for a file with a decimal comma, as MT940 has it.'
    )


class StatementLine(NamedTuple):
    """One entry. minor is positive when money came in; a reversal's direction is its own, never turned again."""

    value_date: date
    booking_date: date
    minor: int
    is_reversal: bool
    is_expected: bool
    kind: str  # NTRF, NMSC, N051 …
    reference: str
    bank_reference: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """A balance of fields 60 and 62; negative when overdrawn."""

    minor: int
    currency: str
    day: date
    warnings: tuple[str, ...]


def read_statement_line(text: str, currency: str, number: int) -> StatementLine:
    """Field 61 without its tag. number: of its line in the file, which refusals and warnings tell.

    refuses   StatementLineUnreadable, CommaExpected, TooManyDecimals
    """
    found = _LINE.fullmatch(text)
    if not found:
        raise StatementLineUnreadable(place=f"line {number}", text=text[:60])
    value_text, entry_text, mark, _, amount, kind, rest = found.groups()
    value = _day(value_text)
    booked = _entry_day(entry_text, value[0]) if value and entry_text else value
    if value is None or booked is None:
        raise StatementLineUnreadable(place=f"line {number}", text=text[:60])
    if amount[-3:-2] == "," and MINOR_DIGITS.get(currency, 2) == 2:  # as nearly all are
        minor = int(amount[:-3] + amount[-2:])
    else:
        minor = read_amount(amount, currency, place=f"line {number}")
    reference, _, bank_reference = rest.partition("//")
    return StatementLine(
        value[0],
        booked[0],
        minor if mark in ("C", "RD", "EC") else -minor,
        mark[0] == "R",
        mark[0] == "E",
        kind,
        reference_of(reference),
        reference_of(bank_reference),
        tuple(f"line {number}: {one}" for one in dict.fromkeys((value[1], booked[1])) if one)
        if value[1] or booked[1]
        else (),
    )


def read_balance(tag: str, text: str, *, place: str) -> BalanceLine:
    """Fields 60 and 62 without their tag.

    refuses   BalanceUnreadable, CommaExpected, TooManyDecimals
    """
    found = _BALANCE.fullmatch(text)
    day = _day(found[2]) if found else None
    if found is None or day is None:
        raise BalanceUnreadable(place=place, tag=tag, text=text[:60])
    minor = read_amount(found[4], found[3], place=place)
    warnings = (f"{place}: {day[1]}",) if day[1] else ()
    return BalanceLine(minor if found[1] == "C" else -minor, found[3], day[0], warnings)


def read_amount(text: str, currency: str, *, place: str) -> int:
    """Minor units from digits with a decimal comma; a point only where it cannot stand for thousands.

    refuses   CommaExpected, TooManyDecimals
    """
    whole, point, fraction = text.partition(",")
    if len(fraction) == 2 == MINOR_DIGITS.get(currency, 2) and "." not in whole:
        return int(whole + fraction)  # digits alone, since that is what fields 60 to 62 let through
    whole, point, fraction = text.partition(".")
    if point and len(fraction) != MINOR_DIGITS.get(currency, 2):
        raise CommaExpected(place=place, text=text)
    if not point:
        whole, _, fraction = text.partition(",")
    return parse_minor(f"{whole}.{fraction}" if fraction else whole, currency, place=place)


def reference_of(text: str) -> str:
    """A reference without blanks around it; blank for the words banks write when there is none."""
    text = text.strip()
    return "" if len(text) < 2 or text.upper() in _NO_REFERENCES else text[:_REFERENCE_MAX]


@lru_cache(maxsize=4096)
def _day(text: str) -> tuple[date, str] | None:
    """The day of YYMMDD, with a warning where the month is shorter: banks count thirty days in February."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    return _real_day(year + (1900 if year >= _CENTURY_TURN else 2000), month, day, text)


def _real_day(year: int, month: int, day: int, text: str) -> tuple[date, str] | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    last = calendar.monthrange(year, month)[1]
    found = date(year, month, min(day, last))
    return found, f'"{text}" is no day of the calendar; {found.isoformat()} was taken.' if day > last else ""


@lru_cache(maxsize=4096)
def _entry_day(text: str, value_date: date) -> tuple[date, str] | None:
    """The day of MMDD in the year that brings it nearest to the value date."""
    month, day = int(text[:2]), int(text[2:])
    years = (value_date.year - 1, value_date.year, value_date.year + 1)
    found = [one for year in years if (one := _real_day(year, month, day, text))]
    return min(found, key=lambda one: abs((one[0] - value_date).days), default=None)
