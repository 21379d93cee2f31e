"""Kinds of events have words in both languages, each its own."""

from __future__ import annotations

from django.utils import translation

from reskontra.interface.event_kinds import KINDS, kind_word


def test_each_kind_has_its_own_words_in_both_languages() -> None:
    found = {}
    for language in ("en", "sv"):
        with translation.override(language):
            found[language] = [kind_word(kind) for kind in KINDS]
        assert len(set(found[language])) == len(KINDS)
    assert not set(found["en"]) & set(found["sv"])
