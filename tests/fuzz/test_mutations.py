"""Mutations are the same for the same source of chance, stay within their bound, and damage what they are given."""

from random import Random

import pytest

from tests.fuzz.mutations import MUTATIONS, mutated

FILE = b"first;1;2026-03-01\nsecond;2;2026-03-02\nthird;3;2026-03-03\n"


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_each_changes_a_file_and_bears_an_empty_one(mutation):
    assert any(mutation(FILE, Random(seed)) != FILE for seed in range(20))
    assert len(mutation(b"", Random(1))) <= 8_000


def test_the_same_chance_gives_the_same_file():
    assert [mutated(FILE, Random(seed)) for seed in range(50)] == [mutated(FILE, Random(seed)) for seed in range(50)]


def test_the_bound_is_kept():
    assert max(len(mutated(FILE, Random(seed), others=(FILE,), most=100)) for seed in range(200)) == 100
