"""Who gets the money when several lines want it."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from reskontra.core.matching.assign import assign, fits
from reskontra.core.matching.confidence import DEFAULT_RULES, Confidence
from reskontra.core.matching.records import Part
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import NOTHING
from reskontra.core.matching.work import Claim, Origin, Outcome, Plan, Work
from tests.core.matching.small import line

WORKS = [Work(line(number, 100), number, NOTHING, ()) for number in range(60)]


def claim(position, uses, confidence=Confidence.HIGH, order=0):
    return Claim(
        work=WORKS[position],
        plan=Plan(tuple(Part(entry_id, "CUSTOMER", 1, gross) for entry_id, gross in uses.items()), Outcome.EXACT),
        origin=Origin.NAMED,
        named=(),
        uses=tuple(uses.items()),
        rule=DEFAULT_RULES[0],
        confidence=confidence,
        quality=0,
        level=Level.NONE,
        party_id=1,
        ledger="CUSTOMER",
        order=(order,),
    )


def granted(claims, free):
    return {one.work.position: dict(one.uses) for one in assign(claims, free)}


def test_lines_that_want_different_entries_all_get_them():
    assert granted([claim(1, {1: 10}), claim(2, {2: 10})], {1: 10, 2: 10}) == {1: {1: 10}, 2: {2: 10}}


def test_the_first_of_two_equal_lines_gets_the_entry():
    assert granted([claim(2, {1: 10}), claim(1, {1: 10})], {1: 10}) == {1: {1: 10}}


def test_the_surer_of_two_lines_gets_the_entry():
    assert granted([claim(1, {1: 10}, Confidence.MEDIUM), claim(2, {1: 10})], {1: 10}) == {2: {1: 10}}


def test_more_lines_matched_is_better_than_a_surer_one():
    claims = [claim(1, {1: 10, 2: 10}), claim(2, {1: 10}, Confidence.LOW), claim(3, {2: 10}, Confidence.LOW)]
    assert granted(claims, {1: 10, 2: 10}) == {2: {1: 10}, 3: {2: 10}}


def test_a_line_gives_way_to_its_second_choice():
    claims = [claim(1, {1: 10}, order=1), claim(1, {2: 10}, order=2), claim(2, {1: 10})]
    assert granted(claims, {1: 10, 2: 10}) == {1: {2: 10}, 2: {1: 10}}


def test_equal_lines_take_equal_entries_oldest_first():
    claims = [claim(position, {entry_id: 10}, order=entry_id) for position in (1, 2) for entry_id in (7, 8, 9)]
    assert granted(claims, {7: 10, 8: 10, 9: 10}) == {1: {7: 10}, 2: {8: 10}}


def test_parts_share_an_entry_while_it_lasts():
    claims = [claim(position, {1: 4}) for position in (1, 2, 3)]
    assert sorted(granted(claims, {1: 10})) == [1, 2]


def test_a_claim_wants_no_more_than_there_is():
    assert fits(claim(1, {1: 10}), {1: 10})
    assert not fits(claim(1, {1: 11}), {1: 10})
    assert not fits(claim(1, {1: -10}), {1: 10})
    assert fits(claim(1, {1: -10}), {1: -10})
    assert not fits(claim(1, {1: 10}), {1: 0})


def test_a_crowd_is_served_greedily():
    claims = [claim(position, {entry_id: 10}, order=entry_id) for position in range(60) for entry_id in range(40)]
    found = granted(claims, dict.fromkeys(range(40), 10))
    assert sorted(found) == list(range(40))
    assert found[0] == {0: 10}


WISHES = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.dictionaries(st.integers(1, 4), st.integers(1, 10), min_size=1, max_size=2),
        st.sampled_from([Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]),
    ),
    max_size=8,
)


def best_by_trying(claims, free):
    lines = sorted({one.work.position for one in claims})
    choices = [[None, *(one for one in claims if one.work.position == position)] for position in lines]
    best = (0, 0)
    for chosen in product(*choices):
        taken = [one for one in chosen if one]
        left = dict(free)
        for one in taken:
            for entry_id, gross in one.uses:
                left[entry_id] -= gross
        if all(value >= 0 for value in left.values()):
            best = max(best, (len(taken), sum(one.rank for one in taken)))
    return best


@given(WISHES)
@settings(deadline=None)
def test_small_crowds_are_served_best(wishes):
    free = dict.fromkeys(range(1, 5), 10)
    claims = [claim(position, uses, confidence) for position, uses, confidence in wishes]
    chosen = assign(claims, free)
    assert (len(chosen), sum(one.rank for one in chosen)) == best_by_trying(claims, free)


@given(WISHES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_claims_does_not_matter(wishes, shuffler):
    free = dict.fromkeys(range(1, 5), 10)
    claims = [claim(position, uses, confidence, order) for order, (position, uses, confidence) in enumerate(wishes)]
    expected = granted(claims, free)
    shuffler.shuffle(claims)
    assert granted(claims, free) == expected
