"""Sums of a payer's documents."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reskontra.core.matching.sums import Documents, Item, SumSearch, spread

SMALL = st.integers(-90, 90).filter(bool)
ODD = [1_234_567, 98_713, 455_021, 777_777, 31_007, 650_003]


def search(amounts, target, *, due=(), numbers=None, accident_max=0.05, steps_max=200_000):
    numbers = numbers or range(1, len(amounts) + 1)
    items = [
        Item(index + 1, minor, index in due, (0, f"{number:06d}"))
        for index, (minor, number) in enumerate(zip(amounts, numbers, strict=True))
    ]
    return SumSearch(Documents(items), target, accident_max, steps_max)


@pytest.mark.parametrize(
    ("case", "amounts", "target", "due", "family", "sets"),
    [
        ("everything", ODD, sum(ODD), (), "sum_of_all", [(1, 2, 3, 4, 5, 6)]),
        ("everything but credits", [500_11, 70_013, -20_017], 120_024, (), "sum_of_all", [(1, 2)]),
        ("everything due", ODD, ODD[1] + ODD[4] + ODD[5], (1, 4, 5), "sum_of_all", [(2, 5, 6)]),
        ("the two oldest", ODD, ODD[0] + ODD[1], (), "sum_of_oldest", [(1, 2)]),
        ("the oldest and one", ODD, ODD[0] + ODD[1] + ODD[4], (), "sum_of_oldest_and_one", [(1, 2, 5)]),
        ("a row", ODD, ODD[2] + ODD[3] + ODD[4], (), "sum_of_row", [(3, 4, 5)]),
        ("a pair", ODD, ODD[1] + ODD[3], (), "sum_of_documents", [(2, 4)]),
        ("a triple", ODD, ODD[1] + ODD[3] + ODD[5], (), "sum_of_documents", [(2, 4, 6)]),
        ("all but one", ODD, sum(ODD) - ODD[2], (), "sum_of_all_but_few", [(1, 2, 4, 5, 6)]),
        ("all but two", ODD, sum(ODD) - ODD[1] - ODD[4], (), "sum_of_all_but_few", [(1, 3, 4, 6)]),
        ("one and a credit", [70_013, 1_000_11, -20_017, 33], 49_996, (), "sum_of_oldest_and_one", [(1, 3)]),
    ],
)
def test_families(case, amounts, target, due, family, sets):
    found = search(amounts, target, due=due).find()
    assert found is not None, case
    assert (found.family, list(found.sets)) == (family, sets)


def test_rows_also_go_by_number():
    found = search(ODD, ODD[0] + ODD[5] + ODD[2], numbers=[1, 4, 3, 5, 6, 2]).find()
    assert found is not None
    assert (found.family, found.sets) == ("sum_of_oldest", ((1, 3, 6),))


@pytest.mark.parametrize(
    ("case", "amounts", "target"),
    [
        ("a single is not a sum", ODD, ODD[3]),
        ("nothing makes it", ODD, 999),
        ("one document", [70_013], 70_013),
        ("none", [], 5),
    ],
)
def test_no_sum(case, amounts, target):
    assert search(amounts, target).find() is None, case


def test_two_sets_are_a_tie():
    amounts = [500_021, 70_013, 60_011, 991_234, 30_007, 40_009]
    found = search(amounts, 100_020).find()
    assert found is not None
    assert len(found.sets) == 2


def test_an_equal_document_outside_is_a_tie():
    amounts = [70_013, 30_007, 991_234, 70_013, 500_021]
    found = search(amounts, 100_020).find()
    assert found is not None
    assert found.sets == ((1, 2), (2, 4))


def test_two_that_cancel_each_other_are_a_tie():
    amounts = [-70_013, 30_007, 70_013, 45_551, 991_234]
    found = search(amounts, 75_558).find()
    assert found is not None
    assert found.sets == ((1, 2, 3, 4), (2, 4))


def test_everything_is_a_tie_where_a_credit_cancels_a_debt():
    assert search([99_00, 249_00, 9_995_00, -9_995_00], 348_00).find().sets == ((1, 2, 3, 4), (1, 2))
    assert search([99_00, 249_00, 9_995_00, -5_000_00], 5_343_00).find().sets == ((1, 2, 3, 4),)


def test_many_documents_prove_nothing():
    amounts = [10_000 + 37 * index for index in range(190)]
    assert search(amounts, amounts[20] + amounts[71] + amounts[150]).find() is None


def scattered(count):
    return [pow(index + 40, 5, 1_000_003) + 1_009 for index in range(1, count + 1)]


def test_a_pair_alone_proves_little_where_triples_are_too_many():
    amounts = scattered(150)
    assert search(amounts, amounts[20] + amounts[71]).find() is None
    few = scattered(60)
    found = search(few, few[20] + few[51]).find()
    assert found is not None
    assert found.sets == ((21, 52),)


def test_whole_amounts_count_a_hundredfold():
    whole = [minor // 100 * 100 for minor in ODD]
    odd = search(ODD, ODD[1] + ODD[3])
    even = search(whole, whole[1] + whole[3])
    odd.find()
    even.find()
    assert even.accident > 20 * odd.accident


@given(st.lists(SMALL, min_size=2, max_size=8), st.lists(st.integers(-200, 200), max_size=5))
def test_documents_answer_for_one_amount_as_they_did_for_others(amounts, targets):
    items = [Item(index, minor, index % 2 == 0, (0, str(index))) for index, minor in enumerate(amounts)]
    shared = Documents(items)
    for target in targets:
        alone = SumSearch(Documents(items), target, 1e9, 10**9)
        assert SumSearch(shared, target, 1e9, 10**9).find() == alone.find()


def test_a_family_of_too_many_steps_is_not_begun():
    """Everything and rows are looked at; that no pair or triple makes it too, nobody would know."""
    documents = Documents([Item(index, 1_000_003 * 3**index, False, (0, str(index))) for index in range(9)])
    search = SumSearch(documents, documents.amounts[1] + documents.amounts[8], 1e9, 40)
    assert search.find() is None
    assert search.steps > 40


def test_the_search_stops_at_its_steps():
    assert search(ODD, sum(ODD) - ODD[1] - ODD[4], steps_max=5).find() is None


@pytest.mark.parametrize(
    ("case", "target", "sets"),
    [
        ("one", ODD[3], ((4,),)),
        ("two", ODD[3] + ODD[5], ((4, 6),)),
        ("three", ODD[1] + ODD[3] + ODD[5], ((2, 4, 6),)),
    ],
)
def test_what_completes(case, target, sets):
    found = search(ODD, target).subset()
    assert found is not None, case
    assert found.sets == sets


def test_nothing_completes():
    assert search([], 100).subset() is None
    assert search(ODD, 17).subset() is None


@pytest.mark.parametrize(
    ("amounts", "apart"), [([5], 2.0), ([100, 900], 800.0), ([1, 2, 3, 100], 98.0), ([7, 7, 7, 7], 1.0)]
)
def test_spread(amounts, apart):
    assert spread(amounts) == apart


@given(st.lists(st.integers(1, 5_000_000), min_size=3, max_size=9, unique=True), st.data())
@settings(deadline=None)
def test_an_answer_makes_the_amount_and_a_pair_is_found_or_tied(amounts, data):
    pair = data.draw(st.sampled_from(list(combinations(range(len(amounts)), 2))))
    target = sum(amounts[index] for index in pair)
    found = search(amounts, target).find()
    if found is None:
        assert search(amounts, target, accident_max=1e9).find() is not None
        return
    for ids in found.sets:
        assert sum(amounts[entry_id - 1] for entry_id in ids) == target


@pytest.mark.parametrize(
    ("case", "amounts", "pair"),
    [
        ("the two oldest, and another pair", [300_007, 411_011, 355_003, 356_015, 900_001], (0, 1)),
        ("a row, and another pair", [900_001, 300_007, 411_011, 777_777, 355_003, 356_015, 12_345], (1, 2)),
    ],
)
def test_two_sets_of_any_family_are_a_tie(case, amounts, pair):
    target = amounts[pair[0]] + amounts[pair[1]]
    found = search(amounts, target).find()
    assert len(found.sets) == 2, case
    assert all(sum(amounts[entry_id - 1] for entry_id in ids) == target for ids in found.sets)


def test_everything_due_is_compared_with_other_sets():
    amounts = [300_007, 411_011, 355_003, 356_015, 900_001]
    assert len(search(amounts, 711_018, due=(0, 1)).find().sets) == 2
    assert search(amounts[:2] + amounts[4:], 711_018, due=(0, 1)).find().sets == ((1, 2),)


def test_everything_needs_no_comparison():
    amounts = [300_007, 411_011, 355_003, 356_015]
    assert search(amounts, sum(amounts)).find().sets == ((1, 2, 3, 4),)


def test_a_set_of_a_later_family_alone_is_a_tie_too():
    """The four oldest, and three others that are no row."""
    amounts = [100_003, 200_011, 300_017, 400_029, 150_019, 912_345, 350_020, 777_777, 500_021]
    assert search(amounts, 1_000_060).find().sets == ((1, 2, 3, 4), (5, 7, 9))
