"""Misspelt words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reskontra.core.matching.vocabulary import CORRECTIONS_MAX, Vocabulary

WORDS = Vocabulary(["larssons", "persson", "el", "bygg", "byggs", "mobler"])


@pytest.mark.parametrize(
    ("case", "word", "near"),
    [
        ("a letter missing", "larsons", ["larssons"]),
        ("a letter doubled", "laarssons", ["larssons"]),
        ("a letter wrong", "parsson", ["persson"]),
        ("neighbors swapped", "mboler", ["mobler"]),
        ("two slips", "lasons", []),
        ("a known word has its neighbors too", "bygg", ["byggs"]),
        ("a letter alone", "e", ["el"]),
    ],
)
def test_near_words(case, word, near):
    assert WORDS.near(word) == near, case


def test_the_unknown_word_is_put_right():
    assert WORDS.corrections(("larsons", "el")) == [("larssons", "el")]


def test_a_known_word_is_changed_only_if_all_are_known():
    assert WORDS.corrections(("bygg", "larsons")) == [("bygg", "larssons")]
    assert WORDS.corrections(("bygg", "el")) == [("byggs", "el")]


def test_a_slip_that_makes_another_vowel_is_one_as_it_is_spelled():
    words = Vocabulary(["forening", "aland"])
    assert words.corrections(("froning",), ("froening",)) == [("forening",)]
    assert words.corrections(("aland",), ("aaland",)) == []  # nothing is put right in what is right


def test_too_many_ways_are_none():
    few = Vocabulary([f"x{chr(97 + index)}" for index in range(20)])
    many = Vocabulary([f"x{chr(97 + index)}" for index in range(26)] + [f"{chr(97 + index)}y" for index in range(23)])
    assert len(few.corrections(("x1",))) == 20
    assert many.corrections(("xy",)) == []
    assert CORRECTIONS_MAX == 40


@given(st.text(alphabet="abc", min_size=2, max_size=5), st.lists(st.text(alphabet="abc", min_size=2, max_size=5)))
def test_near_means_one_slip_away(word, words):
    expected = sorted({known for known in words if OSA.distance(word, known) == 1})
    assert Vocabulary(words).near(word) == expected


@pytest.mark.parametrize(
    ("case", "words", "expected"),
    [
        ("a beginning", ("ek", "fast"), [("ek", "fastigheter"), ("ek", "fastighetsservice")]),
        ("too short to be one", ("ek", "fa"), []),
        ("nothing but it", ("fast",), []),
        ("all known", ("ek", "byggs"), []),
        ("two unknown", ("eklun", "fast"), []),
    ],
)
def test_an_abbreviation_is_written_out(case, words, expected):
    vocabulary = Vocabulary(["ek", "fastigheter", "fastighetsservice", "byggs"])
    assert vocabulary.completions(words) == expected, case
