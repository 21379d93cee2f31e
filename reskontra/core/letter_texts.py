"""Texts of letters with placeholders in them: %1 as accountants know them, or {due_date} as people read them.

A text is looked at when it is kept: a placeholder that is not known there is refused. A letter fills them in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reskontra.core.errors import Refused

# Names in the order of their numbers: %1 is the first.
LETTER = (
    "document_date", "due_date", "interest_rate", "remaining", "interest", "fee", "total", "level", "currency",
    "posting_date", "company", "line_fees",
)  # fmt: skip
LINE_FEE = (
    "number", "level", "document_date", "posting_date", "account", "fee", "document_type", "document_number",
    "line_level",
)  # fmt: skip
# Of a finance charge memo, and of what it says of each document on it.
MEMO = (
    "document_date", "due_date", "interest_rate", "remaining", "interest", "fee", "total", "currency", "posting_date",
    "company",
)  # fmt: skip
MEMO_LINE = (
    "description", "document_type", "document_number", "interest_rate", "original", "base", "due_date", "currency",
    "days",
)  # fmt: skip
NOTE = ("due_date", "amount")
FEE = ("level", "fee", "document_date", "due_date")
_PLACEHOLDER = re.compile(r"%([0-9]{1,2})|\{([^{}\n]*)\}", re.ASCII)
_SHOWN = 40


class PlaceholderUnknown(Refused):
    code = "placeholder_unknown"
    template = 'The text has the placeholder "{placeholder}", which stands for nothing here. Use one of {known}.'


def require_known(text: str, names: Sequence[str]) -> None:
    """Whether every placeholder of a text has a name or number here.

    refuses   PlaceholderUnknown: the first that has none
    """
    for found in _PLACEHOLDER.finditer(text):
        if _name(found, names) is None:
            known = tuple(f"{{{name}}}" for name in names)
            raise PlaceholderUnknown(placeholder=found[0][:_SHOWN], known=known)


def filled(text: str, names: Sequence[str], values: Mapping[str, str]) -> str:
    """The text with the values of its placeholders; what stands for nothing stays as it is written.

    names    in the order of their numbers
    values   by name, as people read them
    """

    def value(found: re.Match[str]) -> str:
        name = _name(found, names)
        return found[0] if name is None else values.get(name, "")

    return _PLACEHOLDER.sub(value, text)


def _name(found: re.Match[str], names: Sequence[str]) -> str | None:
    if found[1] is not None:
        place = int(found[1])
        return names[place - 1] if 1 <= place <= len(names) else None
    return found[2] if found[2] in names else None
