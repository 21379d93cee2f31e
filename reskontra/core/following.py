"""The number after a number, as banks and check books write them."""

from __future__ import annotations

import re

_LAST_DIGITS = re.compile(r"(.*?)(\d+)(\D*)", re.ASCII | re.DOTALL)


def following(number: str) -> str:
    """The last group of digits raised by one: 9 → 10, A07 → A08, ST-49 → ST-50; "" where there is none."""
    found = _LAST_DIGITS.fullmatch(number)
    if found is None:
        return ""
    start, digits, end = found.groups()
    return f"{start}{int(digits) + 1:0{len(digits)}d}{end}"
