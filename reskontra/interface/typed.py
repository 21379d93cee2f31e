"""Days and amounts as people write them into fields."""

from __future__ import annotations

import re
from datetime import date

from reskontra.core.errors import Malformed
from reskontra.core.money import format_minor, minor_digits, parse_minor
from reskontra.interface.clock import today
from reskontra.interface.display import is_swedish

_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f']")
_TERM = re.compile(r"([+-]?)([0-9.,]+)")


class DayNotWritten(Malformed):
    code = "day_not_written"
    template = '"{text}" is no date. Write it as {example}.'


class AmountNotWritten(Malformed):
    code = "amount_not_written"
    template = '"{text}" is no amount. Write digits, such as {example} or 13000+700.'


def typed_day(text: str, *, on: date | None = None) -> date:
    """2026-03-15, 20260315 or 260315; t for today; 15 for a day of this month, 1503 for one of this year.

    on        the day that it is; today where none is told
    refuses   DayNotWritten
    """
    now, found = on or today(), text.strip().lower()
    try:
        if found == "t":
            return now
        if parts := re.fullmatch(r"(\d{4}|\d{2})-(\d{1,2})-(\d{1,2})", found, re.ASCII):
            digits = "".join([parts[1], parts[2].zfill(2), parts[3].zfill(2)])
        else:
            digits = found
        if not digits.isascii() or not digits.isdigit():
            raise ValueError
        return _from_digits(digits, now)
    except ValueError as wrong:
        raise DayNotWritten(text=text[:40], example="2026-03-31") from wrong


def _from_digits(digits: str, now: date) -> date:
    if len(digits) <= 2:
        return now.replace(day=int(digits))
    if len(digits) == 4:
        return now.replace(month=int(digits[2:]), day=int(digits[:2]))
    if len(digits) == 6:
        digits = f"{now.year // 100}{digits}"
    if len(digits) != 8:
        raise ValueError
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def typed_minor(text: str, currency: str) -> int:
    """An amount in minor units: 1 234,50, 1234.50, 1,234.50, or a sum such as 1000+250-25.

    A mark before exactly three digits is no decimal mark where the reader's language groups thousands by it.

    refuses   AmountNotWritten, TooManyDecimals
    """
    bare = _BLANKS.sub("", text).replace("\u2212", "-")
    if not re.fullmatch(r"[+-]?[0-9.,]+(?:[+-][0-9.,]+)*", bare):
        raise AmountNotWritten(text=text[:40], example=_example(currency))
    total = 0
    for sign, term in _TERM.findall(bare):
        plain = _plain(term)
        if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
            raise AmountNotWritten(text=text[:40], example=_example(currency))
        minor = parse_minor(plain, currency)
        total += -minor if sign == "-" else minor
    return total


def _plain(term: str) -> str:
    """A decimal string with a point; what separates thousands is gone."""
    last = max(term.rfind(","), term.rfind("."))
    if last < 0:
        return term
    mark, other = term[last], "." if term[last] == "," else ","
    if term.count(mark) > 1 and other not in term:
        return term.replace(mark, "") if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", term) else ""
    if other not in term and not is_swedish() and mark == "," and re.fullmatch(r"\d{1,3},\d{3}", term):
        return term.replace(",", "")
    whole = term[:last].replace(other, "")
    return f"{whole}.{term[last + 1 :]}" if mark not in whole else ""


def _example(currency: str) -> str:
    """An amount in the reader's way of writing."""
    shown = format_minor(1_370_000 if minor_digits(currency) == 2 else 13_700 * 10 ** minor_digits(currency), currency)
    return shown.replace(".", ",") if is_swedish() else shown
