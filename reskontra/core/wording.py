"""Texts with values in them, where a number decides between one thing and many.

"{count:line|lines} accepted." is "1 line accepted." and "2 lines accepted.": the first word is for 1 alone, as in
English and Swedish. A translation writes the same field with its own words.
"""

from __future__ import annotations

import string
from typing import Any


class _Wording(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        one, bar, many = format_spec.partition("|")
        return f"{value} {one if value in (1, '1') else many}" if bar else super().format_field(value, format_spec)


_WORDING = _Wording()


def worded(text: str, /, **values: object) -> str:
    """The text with its values."""
    return _WORDING.vformat(text, (), values)


def plurals_of(text: str) -> list[tuple[str, str]]:
    """(field, words) of the fields by which a text tells one from many: ("count", "line|lines")."""
    fields = _WORDING.parse(text)
    return [(name, spec) for _, name, spec, _ in fields if name is not None and spec and "|" in spec]
