"""VAT on lines that are net of it, rounded once per line."""

from __future__ import annotations

from reskontra.core.money import divide_minor

QUANTITY = PRICE = 10**4


def vat_on(net_minor: int, basis_points: int) -> int:
    """The VAT on a net amount, in its minor units, half away from zero; signed as the amount.

    basis_points   2500 is 25 %
    """
    return divide_minor(net_minor * basis_points, 10_000)


def net_of(quantity_e4: int, price_e4: int) -> int:
    """What so many at a price come to, in minor units, half away from zero.

    quantity_e4   how many × 10^4; price_e4: minor units × 10^4 for one
    """
    return divide_minor(quantity_e4 * price_e4, QUANTITY * PRICE)
