"""VAT is rounded once for a rate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.vat import PRICE, QUANTITY, net_of, vat_of_lines, vat_on

NETS = st.lists(st.integers(-(10**12), 10**12), max_size=20)
RATES = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("case", "net", "rate", "vat"),
    [
        ("25 %", 1000_00, 2500, 250_00),
        ("half a unit goes away from zero", 2, 2500, 1),
        ("of a credit too", -2, 2500, -1),
        ("less than half", 1, 2500, 0),
        ("no VAT", 1000_00, 0, 0),
    ],
)
def test_vat_on_a_net_amount(case: str, net: int, rate: int, vat: int) -> None:
    assert vat_on(net, rate) == vat


@pytest.mark.parametrize(
    ("case", "nets", "vats"),
    [
        ("one line", [1000_00], [250_00]),
        ("what each rounds up comes together once", [2, 2, 2], [1, 0, 1]),
        ("a line that takes off", [100_00, -50_00], [25_00, -12_50]),
        ("nothing", [], []),
    ],
)
def test_vat_of_lines(case: str, nets: list[int], vats: list[int]) -> None:
    assert vat_of_lines(nets, 2500) == vats


@given(NETS, RATES)
def test_the_vat_of_the_lines_is_that_of_their_sum(nets: list[int], rate: int) -> None:
    vats = vat_of_lines(nets, rate)
    assert sum(vats) == vat_on(sum(nets), rate)
    assert all(abs(vat - vat_on(net, rate)) <= 1 for net, vat in zip(nets, vats, strict=True))


@given(NETS, RATES)
def test_a_credit_of_the_same_lines_takes_back_the_same_vat(nets: list[int], rate: int) -> None:
    assert vat_of_lines([-net for net in nets], rate) == [-vat for vat in vat_of_lines(nets, rate)]


@pytest.mark.parametrize(
    ("case", "quantity", "price", "net"),
    [
        ("7.5 at 899.95", 7_5000, 89995 * PRICE, 6749_63),
        ("three at a third", 3 * QUANTITY, 33_3333, 1_00),
        ("taken back", -QUANTITY, 10_00 * PRICE, -10_00),
    ],
)
def test_so_many_at_a_price(case: str, quantity: int, price: int, net: int) -> None:
    assert net_of(quantity, price) == net
