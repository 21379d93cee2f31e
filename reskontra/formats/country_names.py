"""Countries as files write them: by their code, or by their name in Swedish or English."""

from __future__ import annotations

from functools import cache

from babel import Locale

from reskontra.core.identifiers import country

_LANGUAGES = ("sv", "en")


def code_of(text: str) -> str:
    """The code of ISO 3166; what is neither a code nor a name stays as it is, and is refused where it is kept."""
    return country.compact(text) if country.is_valid(text) else _codes().get(text.strip().casefold(), text)


@cache
def _codes() -> dict[str, str]:
    """Name → code."""
    named = [(name, code) for language in _LANGUAGES for code, name in Locale(language).territories.items()]
    return {name.casefold(): code for name, code in named if country.is_valid(code)}
