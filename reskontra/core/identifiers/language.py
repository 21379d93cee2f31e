"""Language tags as BCP 47 writes them: language, then script, region and variants: sv, sv-FI, zh-Hant-TW.

The form is checked, not whether the registry knows each part.
"""

from __future__ import annotations

import re

from reskontra.core.errors import Refused
from reskontra.core.identifiers.digits import shown, without_blanks

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.ASCII | re.IGNORECASE,
)


class NotALanguage(Refused):
    code = "not_a_language"
    template = '"{text}" is not a language tag. Write a code such as sv, en or de-CH.'


def compact(text: str) -> str:
    """Without blanks, with dashes, and with the customary case: sv_fi becomes sv-FI."""
    bare = without_blanks(text).replace("_", "-")
    found = _TAG.fullmatch(bare)
    if not found:
        return bare
    parts = [found["language"].lower()]
    if found["script"]:
        parts.append(found["script"].title())
    if found["region"]:
        parts.append(found["region"].upper())
    return "-".join(parts) + found["variants"].lower()


def validate(text: str) -> str:
    """The compact tag.

    refuses   NotALanguage
    """
    tag = compact(text)
    if not _TAG.fullmatch(tag):
        raise NotALanguage(text=shown(text))
    return tag


def is_valid(text: str) -> bool:
    return _TAG.fullmatch(compact(text)) is not None


def format(text: str) -> str:
    """The compact tag."""
    return compact(text)
