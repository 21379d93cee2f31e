"""Names of values are told in words, in the reader's language."""

from __future__ import annotations

from django.utils import translation

from reskontra.interface.column_words import column_word


def test_names_are_told_in_words() -> None:
    assert (column_word("credit_limit_minor"), column_word("merged_by")) == ("Credit limit", "merged by")
    with translation.override("sv"):
        assert column_word("due_date") == "Förfallodatum"
