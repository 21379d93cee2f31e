"""Any bytes are read or refused, by every parser: a bounded run by count. make fuzz runs until the clock says so."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import mutated
from tests.fuzz.parsers import PARSERS, hold
from tests.fuzz.seeds import FOUND, found, seeds

EXAMPLES = 250  # for each parser


@pytest.mark.parametrize("parser", PARSERS)
def test_what_mutations_begin_from(parser):
    read = [hold(parser, data) for data in seeds(parser)]
    assert any(read), "there is nothing among them that the parser reads"


@pytest.mark.parametrize("parser", PARSERS)
def test_damaged_files_are_read_or_refused(parser):
    begin = seeds(parser)

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(begin), st.randoms(use_true_random=False))
    def damage(data, random):
        assert hold(parser, mutated(data, random, others=begin, most=8192)) in (True, False)

    damage()


@pytest.mark.parametrize("parser", PARSERS)
def test_any_bytes_are_read_or_refused(parser):
    @settings(max_examples=EXAMPLES // 4, derandomize=True, database=None)
    @given(st.binary(max_size=200))
    def give(data):
        assert hold(parser, data) in (True, False)

    give()


FALLEN_OVER = [(parser, name, data) for parser in PARSERS for name, data in found(parser)]


@pytest.mark.parametrize(
    ("parser", "name", "data"), FALLEN_OVER, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_a_parser_once_fell_over(parser, name, data):
    assert hold(parser, data) in (True, False)


def test_what_was_found_is_small_and_has_its_parser():
    assert {folder.name for folder in FOUND.iterdir()} <= set(PARSERS)
    assert all(len(data) <= 4096 for _, _, data in FALLEN_OVER)
