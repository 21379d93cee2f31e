"""Money, dates and lists for people, in the language that is active."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language

from reskontra.core.errors import plain
from reskontra.core.money import Money, format_minor

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
# What moves a terminal's cursor, colors it, or turns the order of its letters round: banks and payers may send it.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text as a terminal may have it: a character that would command it is shown as one that cannot be shown."""
    return _UNPRINTABLE.sub("\ufffd", text)


def money(minor: int, currency: str) -> str:
    """The amount without its currency: 1 234,50 in Swedish, 1,234.50 in English."""
    text = format_minor(minor, currency)
    whole, point, fraction = text.lstrip("-").partition(".")
    sign = "-" if minor < 0 else ""
    thousands, mark = (NO_BREAK_SPACE, ",") if is_swedish() else (",", ".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return f"{sign}{grouped}{mark if point else ''}{fraction}"


def typeset_money(minor: int, currency: str) -> str:
    """The amount as pages and paper have it: with a minus sign, where a terminal has a hyphen."""
    return money(minor, currency).replace("-", MINUS)


def is_swedish() -> bool:
    return (get_language() or "").startswith("sv")


def decimal(text: str) -> str:
    """A figure written with a point, with the reader's decimal mark."""
    return text.replace(".", ",") if is_swedish() else text


def value(found: object) -> str:
    """A value of a refusal or an explanation, for people."""
    if isinstance(found, Money):
        return f"{money(found.minor, found.currency)}{NO_BREAK_SPACE}{found.currency}"
    if isinstance(found, datetime):
        return found.astimezone().strftime("%Y-%m-%d %H:%M")
    if isinstance(found, (list, tuple)):
        return ", ".join(value(item) for item in found)
    if isinstance(found, Decimal):
        return decimal(str(found))
    if isinstance(found, date):
        return found.isoformat()
    return plain(found)
