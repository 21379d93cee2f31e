"""Placeholders of letters, by number and by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.letter_texts import LETTER, LINE_FEE, PlaceholderUnknown, filled, require_known

VALUES = {name: f"<{name}>" for name in (*LETTER, *LINE_FEE)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay %7 %9 by %2.", "Pay <total> <currency> by <due_date>."),
        ("Pay {total} by {due_date}.", "Pay <total> by <due_date>."),
        ("%12 and %1", "<line_fees> and <document_date>"),
        ("8 % of %4 {} {", None),
    ],
)
def test_a_text_is_filled_in(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(PlaceholderUnknown, match="which stands for nothing here"):
            require_known(text, LETTER)
        return
    require_known(text, LETTER)
    assert filled(text, LETTER, VALUES) == expected


@pytest.mark.parametrize("text", ["%13", "%0", "%99 x", "{Total}", "{number}"])
def test_what_stands_for_nothing_is_refused_when_it_is_kept_and_stays_when_it_is_not(text: str) -> None:
    with pytest.raises(PlaceholderUnknown):
        require_known(text, LETTER)
    assert filled(text, LETTER, VALUES) == text


@given(st.lists(st.sampled_from(LETTER), max_size=5), st.booleans())
def test_numbers_and_names_say_the_same(names: list[str], by_number: bool) -> None:
    marks = [f"%{LETTER.index(name) + 1}" if by_number else f"{{{name}}}" for name in names]
    assert filled("|".join(marks), LETTER, VALUES) == "|".join(VALUES[name] for name in names)
