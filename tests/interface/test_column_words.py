"""Names of values are told in words, in the reader's language."""

from __future__ import annotations

from django.utils import translation

from reskontra.interface.column_words import WORDS, column_word
from tests.content_names import content_names


def test_names_are_told_in_words() -> None:
    assert (column_word("credit_limit_minor"), column_word("merged_by")) == ("Credit limit", "merged by")
    with translation.override("sv"):
        assert column_word("due_date") == "Förfallodatum"


def test_every_value_that_the_audit_trail_keeps_has_a_word() -> None:
    assert sorted(content_names() - WORDS.keys()) == []
