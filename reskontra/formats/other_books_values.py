"""Amounts and days of a file that is not told how it writes them: all of its rows together tell.

1.234 is a thousand and some, or one and some; 03/04/2026 is in March or in April. What one row leaves open another
decides, since a file writes in one way; where none does, or two contradict each other, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from reskontra.core.errors import Malformed
from reskontra.formats.definition_values import Plain

_SHOWN = 40
_BLANKS = str.maketrans(dict.fromkeys(" \xa0\u2007\u2009\u202f'’", "") | {"\u2212": "-", "\u2013": "-"})
_EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_SHAPES = {
    decimal: re.compile(
        rf"-?(?:[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+(?:{point}[0-9]*)?|[0-9]+(?:{point}[0-9]*)?|{point}[0-9]+)",
        re.ASCII,
    )
    for decimal, point, thousands in ((",", ",", r"\."), (".", r"\.", ","))
}  # thousands stand in threes
_STRPTIME = {
    "YYYY-MM-DD": "%Y-%m-%d", "YYYYMMDD": "%Y%m%d", "YYYY/MM/DD": "%Y/%m/%d", "DD.MM.YYYY": "%d.%m.%Y",
    "DD/MM/YYYY": "%d/%m/%Y", "MM/DD/YYYY": "%m/%d/%Y", "DD-MM-YYYY": "%d-%m-%Y", "YYYY.MM.DD": "%Y.%m.%d",
    "YYMMDD": "%y%m%d", "DD/MM/YY": "%d/%m/%y", "MM/DD/YY": "%m/%d/%y",
}  # fmt: skip
DAY_FORMATS = tuple(_STRPTIME)


class AmountOfNoShape(Malformed):
    code = "other_books_amount"
    template = '"{text}" is no amount. Mend it in the file, or leave the row out.'


class AmountsUnlike(Malformed):
    code = "other_books_amounts_unlike"
    template = (
        '"{text}" has "{decimal}" before the decimals, unlike the rows above it or what --written says. Mend it in the '
        "file, so that all rows are written in one way."
    )


class AmountsContradict(Malformed):
    code = "other_books_amounts_contradict"
    template = 'Of "{amount}" in all "{remaining}" cannot remain. Mend the row in the file, or leave it out.'


class AmountsAmbiguous(Malformed):
    code = "other_books_amounts_ambiguous"
    template = '"{text}" is a thousand or one and some, and no other row tells. Say --written "," or --written ".".'


class DaysUnlike(Malformed):
    code = "other_books_days_unlike"
    template = '"{text}" is no day as the rows before it write theirs. Mend it in the file, or say --written {example}.'


class DaysAmbiguous(Malformed):
    code = "other_books_days_ambiguous"
    template = '"{text}" can be {first} or {second}, and no other row tells. Say --written with one of {formats}.'


class Writing:
    """How the file writes, as far as its rows have told. decimal: "," or "."; days: formats that fit all so far."""

    def __init__(self, *, decimal: str, days: Sequence[str]) -> None:
        self.decimal = decimal
        self.days = list(days)
        self._open_amount: tuple[str, str] | None = None
        self._open_day: tuple[str, str] | None = None

    def see_amount(self, text: str, place: str) -> None:
        """refuses   AmountOfNoShape, AmountsUnlike"""
        if isinstance(text, Plain) or not text.strip():
            return
        bare = _bare(text)
        if not any(shape.fullmatch(bare) for shape in _SHAPES.values()):
            raise AmountOfNoShape(place=place, text=text.strip()[:_SHOWN])
        decimal = _decimal_of(bare)
        if decimal is None:
            self._open_amount = self._open_amount or (text.strip(), place)
        elif decimal and self.decimal not in ("", decimal):
            raise AmountsUnlike(place=place, text=text.strip()[:_SHOWN], decimal=decimal)
        else:
            self.decimal = self.decimal or decimal

    def see_day(self, text: str, place: str) -> None:
        """refuses   DaysUnlike"""
        if not text.strip():
            return
        read = {format: day for format in self.days if (day := _parsed(text, format))}
        if not read:
            raise DaysUnlike(place=place, text=text.strip()[:_SHOWN], example=self.days[0])
        self.days = list(read)
        if len(set(read.values())) > 1:
            self._open_day = self._open_day or (text, place)

    def decide(self) -> None:
        """refuses   AmountsAmbiguous, DaysAmbiguous"""
        if not self.decimal and self._open_amount:
            raise AmountsAmbiguous(place=self._open_amount[1], text=self._open_amount[0][:_SHOWN])
        self.decimal = self.decimal or "."
        if self._open_day:
            text, place = self._open_day
            read = {_parsed(text, format): format for format in reversed(self.days)}
            if len(read) > 1:
                first, second = list(read)[-1], list(read)[-2]
                raise DaysAmbiguous(place=place, text=text, first=first, second=second, formats=tuple(read.values()))


def amount_of(text: str, writing: Writing) -> Decimal:
    """In units; 0 where nothing stands. A minus stands before or after, or brackets stand for it.

    refuses   AmountOfNoShape, also where what would be thousands does not stand in threes
    """
    if not text.strip():
        return Decimal()
    if isinstance(text, Plain):
        return Decimal(text)
    bare, thousands = _bare(text), "." if writing.decimal == "," else ","
    if not _SHAPES[writing.decimal].fullmatch(bare):
        raise AmountOfNoShape(text=text.strip()[:_SHOWN])
    return Decimal(bare.replace(thousands, "").replace(writing.decimal, "."))


def day_of(text: str, writing: Writing) -> str:
    """As ISO 8601; "" where nothing stands."""
    found = _parsed(text, writing.days[0]) if text.strip() else None
    return found.isoformat() if found else ""


def _bare(text: str) -> str:
    bare = text.translate(_BLANKS)
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    return f"-{bare[:-1]}" if bare.endswith("-") else bare.removeprefix("+")


def _decimal_of(bare: str) -> str | None:
    """The sign before the decimals; "" where the amount has none, None where it could be either."""
    signs = [sign for sign in bare if sign in ".,"]
    if not signs:
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:
        return "," if signs[0] == "." else "."  # between thousands
    return None if _EITHER.fullmatch(bare) else signs[0]


def _parsed(text: str, format: str) -> date | None:
    day = text.strip().replace("T", " ").split(" ")[0]
    if ("YYYY" not in format and len(day) > 8) or (format.isalpha() and len(day) != len(format)):
        return None
    try:
        return datetime.strptime(day, _STRPTIME[format]).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
