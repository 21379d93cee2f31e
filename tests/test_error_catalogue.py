"""The texts of all refusals are expected outputs: a change of wording is seen, and decided. Each is met in a test."""

from __future__ import annotations

import re
import string
from pathlib import Path

from tests import catalogue
from tests.golden_files import GOLDEN, assert_golden

TESTS = Path(__file__).resolve().parent
RUN = 3  # words of a text by which it is known; fewer stand in many


def test_the_catalogue_of_refusals_is_as_expected() -> None:
    assert_golden(GOLDEN / "errors" / "catalogue.txt", catalogue.as_text())


def test_the_page_of_refusals_is_written_from_them() -> None:
    assert_golden(GOLDEN.parent.parent / "docs" / "errors.md", catalogue.as_page())


def runs(template: str) -> list[str]:
    """What a text always says, between its values: so many words that follow one another."""
    literals = [literal for literal, _, _, _ in string.Formatter().parse(template)]
    found = [literal.split() for literal in literals]
    return [" ".join(words[at : at + RUN]) for words in found for at in range(len(words) - RUN + 1)]


def test_every_refusal_is_met_in_a_test() -> None:
    """By its class, its code, or some words of what it says."""
    files = [path for path in TESTS.rglob("*") if path.suffix in (".py", ".txt", ".json")]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files if "errors" not in path.parts]
    text = "\n".join(texts)
    words = set(re.findall(r"\w+", text))
    unmet = [
        f"{kind.__module__}.{kind.__name__}: {kind.template}"
        for kind in catalogue.told()
        if not {kind.__name__, kind.code} & words and not any(run in text for run in runs(kind.template))
    ]
    assert not unmet, "\n".join(unmet)
