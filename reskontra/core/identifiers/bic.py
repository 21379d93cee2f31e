"""The business identifier code of a bank (ISO 9362): 8 or 11 letters and digits, without a check digit."""

from __future__ import annotations

import re

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import shown

_FORM = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)


class NotABic(Refused):
    code = "not_a_bic"
    template = '"{text}" is not a BIC. Write 8 or 11 letters and digits, such as ESSESESS.'


def compact(text: str) -> str:
    """In capitals, without blanks."""
    return "".join(text.split()).upper()


def validate(text: str) -> str:
    """The compact code.

    refuses   NotABic
    """
    code = compact(text)
    if not _FORM.fullmatch(code):
        raise NotABic(text=shown(text))
    return code


def is_valid(text: str) -> bool:
    return _FORM.fullmatch(compact(text)) is not None
