"""Help on every page: what it is for, what one does there, and the words. The texts are files in data/."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest
from django.utils.translation import get_language

LANGUAGES = ("sv", "en")
_FILES = Path(__file__).parent / "data"
# Pages of one address that are told apart by what is asked of them.
_TOLD_APART = ("report", "chart")


@dataclass(frozen=True, slots=True)
class Help:
    """purpose in one or two sentences; steps in the order one takes them; terms: (word, what it means here)."""

    purpose: str
    steps: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]


def help_of(request: HttpRequest) -> Help | None:
    """The help of the page that was asked for, or of another that stands in its way; None where there is none."""
    language = (get_language() or "en")[:2]
    if in_the_way := getattr(request, "help_name", ""):
        return help_named(in_the_way, language=language)
    match = request.resolver_match
    if match is None or not match.url_name:
        return None
    asked = f" {match.kwargs.get('name', '')}" if match.url_name in _TOLD_APART else ""
    return help_named(f"{match.url_name}{asked}", language=language)


def help_named(name: str, *, language: str) -> Help | None:
    """The help of a page by the name of its address: the one with that name, else with the longest beginning of it."""
    known = texts(language if language in LANGUAGES else "en")
    if name in known:
        return known[name]
    begins = [key for key in known if key.endswith("*") and name.startswith(key[:-1])]
    return known[max(begins, key=len)] if begins else None


@functools.cache
def texts(language: str) -> dict[str, Help]:
    """Name, or its beginning with a star → help."""
    with (_FILES / f"help-{language}.toml").open("rb") as file:
        pages = tomllib.load(file)["page"]
    return {
        name: Help(page["purpose"], tuple(page["steps"]), tuple((word, told) for word, told in page["terms"]))
        for page in pages
        for name in page["names"]
    }
