"""The year within a document's number, and another year where the rest is the same: last year's RE-25-0123.

Series that begin anew each year give the same running number to one document a year. Who writes another year means
another document, or has written it wrong: nobody but a person can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reskontra.core.matching.keys import running_number

YEARS_BACK_MAX = 9
_DIGIT_RUN = re.compile(r"[0-9]+")
_BEFORE = re.compile(r"(?<![0-9])(?<![0-9][-./])((?:20)?[0-9]{2})([-./ ])$")
_AFTER = re.compile(r"[-./]((?:20)?[0-9]{2})(?![0-9]|[-./][0-9])")


def has_another_year(text: str, span: tuple[int, int], number: str, posted: date) -> bool:
    """Whether the running number of a document stands in the text beside another year than the document's.

    span     where the document's number was found, whole or its running number alone
    posted   the document's posting date: tells which digits of its number are a year
    """
    runs = _DIGIT_RUN.findall(number)
    running = running_number(runs)
    found = "".join(_DIGIT_RUN.findall(text, *span))
    if len(runs) < 2 or found.lstrip("0") != running.lstrip("0"):
        return False
    years = (_full(run) for run in runs if run != running and len(run) in (2, 4))
    year = next((year for year in years if abs(year - posted.year) <= 1), None)
    if year is None:
        return False
    written = set(_years_beside(text, *span, _letters(number)))
    return year not in written and any(_is_earlier_or_next(other, year) for other in written)


def differs_by_year(number: str, digits: str, posted: date) -> bool:
    """Whether the digits are the number's but for the year that they begin or end with."""
    own = "".join(_DIGIT_RUN.findall(number))
    if len(own) != len(digits):
        return False
    for year in range(posted.year - 1, posted.year + 2):
        for written in (str(year), str(year % 100)):
            size = len(written)
            if own.startswith(written) and own[size:] == digits[size:]:
                return _is_earlier_or_next(_full(digits[:size]), year)
            if own.endswith(written) and own[:-size] == digits[:-size]:
                return _is_earlier_or_next(_full(digits[-size:]), year)
    return False


def _years_beside(text: str, start: int, end: int, letters: str) -> Iterator[int]:
    before = _BEFORE.search(text, max(0, start - 8), start)
    # A blank joins them only behind the letters of the series: RE 25 0123.
    if before and (before[2] != " " or (letters and _letters(text[: before.start()]).endswith(letters))):
        yield _full(before[1])
    if after := _AFTER.match(text, end):
        yield _full(after[1])


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha()).upper()


def _full(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _is_earlier_or_next(other: int, year: int) -> bool:
    return other != year and year - YEARS_BACK_MAX <= other <= year + 1
