"""The running balance: it tells the order, proves that no row is missing, and names the row where one is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats.definition_balance import RunningBalance

D1, D2 = date(2026, 3, 1), date(2026, 3, 2)


def of(*rows, order="auto"):
    found = RunningBalance(order=order)
    for at, (amount, balance, day) in enumerate(rows, 1):
        found.add(f"line {at}", amount, balance, day)
    return found


def places(found):
    return [doubt.finding.place for doubt in found.doubts("SEK")]


@pytest.mark.parametrize(
    ("case", "rows", "balances", "broken"),
    [
        ("oldest first", [(10, 110, D1), (5, 115, D2)], (100, 115), []),
        ("newest first", [(5, 115, D2), (10, 110, D1)], (100, 115), []),
        ("one row", [(10, 110, D1)], (100, 110), []),
        ("no balances", [(10, None, D1), (5, None, D2)], (None, None), []),
        ("only the last of a day", [(10, None, D1), (5, 115, D1), (1, 116, D2)], (100, 116), []),
        ("only the first of a day", [(1, 116, D2), (5, 115, D1), (10, None, D1)], (100, 116), []),
        ("a row is gone", [(50, 1150, D2), (100, 1000, D1)], (None, None), ["line 2"]),
        ("gone, oldest first", [(1, 1, D1), (1, 2, D1), (1, 9, D2), (1, 10, D2)], (None, None), ["line 3"]),
        ("both orders fit and the day tells", [(-10, 0, D1), (10, 10, D2)], (10, 10), []),
        ("both orders fit and nothing tells", [(-10, 0, D1), (10, 10, D1)], (None, None), []),
        ("both orders fit and agree", [(0, 10, D1), (0, 10, D1)], (10, 10), []),
    ],
)
def test_balances(case, rows, balances, broken):
    found = of(*rows)
    assert found.balances() == balances
    assert places(found) == broken


def test_the_order_that_is_given_is_taken():
    rows = [(-10, 0, D1), (10, 10, D1)]
    assert of(*rows, order="oldest").balances() == (10, 10)
    assert of(*rows, order="newest").balances() == (0, 0)
    assert places(of((5, 115, D2), (10, 110, D1), order="oldest")) == ["line 2"]


def test_what_is_not_booked_may_be_in_the_balance():
    found = of((-99, 1234, D2))
    found.add_not_booked("line 2", -199, 1333)
    found.add("line 3", 2500, 1532, D1)
    assert found.balances() == (None, None)
    assert found.doubts("SEK") == []


def test_what_is_not_booked_may_be_out_of_the_balance():
    found = of((-99, 1234, D2))
    found.add_not_booked("line 2", -199, None)
    found.add("line 3", 2500, 1333, D1)
    assert found.balances() == (-1167, 1234)


def test_a_row_that_is_gone_is_told_beside_what_is_not_booked():
    found = of((-99, 1234, D2))
    found.add_not_booked("line 2", -199, 1333)
    found.add("line 3", 2500, 9999, D1)
    assert places(found) == ["line 3"]
    (doubt,) = found.doubts("SEK")
    assert doubt.override == "running-balance"


amounts = st.lists(st.integers(-1000, 1000), min_size=1, max_size=20)


@given(amounts, st.integers(-5000, 5000), st.booleans())
def test_opening_and_rows_come_to_closing(found, opening, is_newest_first):
    balance, rows = opening, []
    for at, amount in enumerate(found):
        balance += amount
        rows.append((amount, balance, date.fromordinal(D1.toordinal() + at)))
    read = of(*(reversed(rows) if is_newest_first else rows))
    assert read.balances() == (opening, balance)
    assert read.doubts("SEK") == []
