"""Every title is of a table that is declared, and every kind that is handed out has its reason."""

from __future__ import annotations

from reskontra.privacy.columns import KINDS, declared
from reskontra.privacy.words import REASONS, TITLES


def test_words_are_of_what_there_is() -> None:
    assert TITLES.keys() <= declared().keys()
    assert REASONS.keys() == {*KINDS} - {"secret", "none"}
