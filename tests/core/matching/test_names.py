"""Names as folds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching.names import (
    NameKind,
    core_fold,
    core_words,
    full_fold,
    has_legal_form,
    name_folds,
    name_words,
    sorted_fold,
    words_of_names,
)


@pytest.mark.parametrize(
    ("case", "name", "full", "core"),
    [
        ("plain", "Larssons El AB", "larssonselab", "larssonsel"),
        ("shouted without marks", "MALMO MOBLER AB", "malmomoblerab", "malmomobler"),
        ("Swedish letters", "Malmö Möbler AB", "malmomoblerab", "malmomobler"),
        ("Danish letters", "Århus Rør & Næss A/S", "arhusrornassas", "arhusrornass"),
        ("spelled out", "Aarhus Roer og Naess AS", "arhusrornassas", "arhusrornass"),
        ("German", "Müller und Groß GmbH", "mullergrossgmbh", "mullergross"),
        ("an apostrophe joins, a hyphen parts", "O'Brien van-Dijk B.V.", "obrienvandijkbv", "obrienvandijk"),
        ("the legal form in front", "AB Volvo", "abvolvo", "volvo"),
        ("a legal form of two words", "Bygg Ekonomisk förening", "byggekonomiskforening", "bygg"),
        ("a legal form in short", "Tak & El Ek. för.", "takelekfor", "takel"),
        ("nothing but a legal form", "AB", "ab", "ab"),
        ("two legal forms", "Alfa Oy Ab", "alfaoyab", "alfa"),
        ("Turkish capital", "İstanbul Çelik", "istanbulcelik", "istanbulcelik"),
    ],
)
def test_folds(case, name, full, core):
    assert full_fold(name) == full, case
    assert core_fold(name) == core


@pytest.mark.parametrize("name", ["Eva Larsson", "Larsson Eva", "LARSSON, EVA"])
def test_the_order_of_words_falls(name):
    assert sorted_fold(name) == "evalarsson"


def test_a_legal_form_inside_a_turned_name_falls():
    assert sorted_fold("El AB Larssons") == sorted_fold("Larssons El AB")


@pytest.mark.parametrize("joining", ["&", "och", "and", "und", "og", "+", ""])
def test_joining_words_fall(joining):
    assert full_fold(f"Tak {joining} El") == "takel"


def test_a_name_gives_one_fold_of_each_kind():
    assert name_folds("Larssons El AB") == [
        (NameKind.FULL, "larssonselab"),
        (NameKind.CORE, "larssonsel"),
        (NameKind.SORTED, "ellarssons"),
    ]
    assert name_folds(" - ") == []


def test_words_are_folded_and_in_order():
    assert name_words("Göteborg Rör & Tak A/S") == ("goteborg", "ror", "tak", "as")
    assert core_words(("goteborg", "tak", "as")) == ("goteborg", "tak")


def test_a_legal_form_is_seen():
    assert has_legal_form("Larssons El AB")
    assert not has_legal_form("Larssons El")


@given(st.text(max_size=40))
def test_folds_have_no_blanks(name):
    assert all(fold and fold.isascii() and fold.isalnum() for _, fold in name_folds(name))


@given(st.text(alphabet="abcåäöé &-.", max_size=30))
def test_case_does_not_matter(name):
    assert name_folds(name.upper()) == name_folds(name.lower())


@given(
    st.lists(
        st.lists(st.sampled_from(["A", "B.", "A/S", "&", "och", "Müller", "O'B", "3", "Bygg-el", "Å"]), max_size=5)
    )
)
def test_the_words_of_many_names_are_those_of_each(several: list[list[str]]) -> None:
    names = [" ".join(pieces) for pieces in several]
    assert words_of_names(names) == {word for name in names for word in name_words(name)}
