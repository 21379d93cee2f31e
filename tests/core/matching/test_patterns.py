"""Patterns fit what Python's own do, take linear time by construction, and refuse what makes no sense."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching.patterns import PatternTooLarge, PatternUnreadable, compile_pattern

PIECES = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", "[a-b]"])
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,}"])).map(
            lambda two: f"({two[0]}){two[1]}"
        ),
    ),
    max_leaves=8,
)


@given(st.sampled_from(["", "^"]), PATTERNS, st.sampled_from(["", "$"]), st.text("abc", max_size=8))
def test_it_fits_what_the_standard_library_fits(start: str, pattern: str, end: str, text: str) -> None:
    standard = re.search(start + pattern + end.replace("$", r"\Z"), text)
    assert compile_pattern(start + pattern + end).is_in(text) == bool(standard)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"^hyra \d{4}-\d{2}", "hyra 2026-03 lokal", True),
        (r"^hyra \d{4}", "ny hyra 2026", False),
        ("HYRA", "hyra", True),
        (r"1\.5", "125", False),
        (r"[.]", "a", False),
        (r"[\d-]+$", "a 12-13", True),
        (r"\w\s\w", "a b", True),
        ("", "", True),
        ("^$", "", True),
        ("^$", "a", False),
        ("a|", "b", True),
    ],
)
def test_signs(pattern: str, text: str, expected: bool) -> None:
    assert compile_pattern(pattern).is_in(text) is expected


@pytest.mark.parametrize(
    ("pattern", "position"),
    [
        ("(a", 3),
        ("a)", 2),
        ("[a", 3),
        ("*a", 1),
        ("a**", 3),
        ("a{2", 4),
        ("a{3,1}", 7),
        ("a{x}", 5),
        ("a\\", 3),
        (r"\q", 2),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(pattern: str, position: int) -> None:
    with pytest.raises(PatternUnreadable) as refusal:
        compile_pattern(pattern)
    assert refusal.value.values["position"] == position


def test_a_pattern_that_would_explode_is_refused() -> None:
    with pytest.raises(PatternTooLarge):
        compile_pattern("((a{99}){99}){99}")


def test_what_others_choke_on_is_walked_over_once() -> None:
    assert not compile_pattern("(a*)*b").is_in("a" * 2_000)
