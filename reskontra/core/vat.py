"""VAT on lines that are net of it: rounded once for a rate, so that a document's VAT is that of its net amounts.

source    EN 16931 BR-CO-17: the VAT of a rate is its taxable amount times the rate, rounded to the minor unit
"""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.core.money import divide_minor

QUANTITY = PRICE = 10**4


def vat_on(net_minor: int, basis_points: int) -> int:
    """The VAT on a net amount, in its minor units, half away from zero; signed as the amount.

    basis_points   2500 is 25 %
    """
    return divide_minor(net_minor * basis_points, 10_000)


def vat_of_lines(nets: Sequence[int], basis_points: int) -> list[int]:
    """The VAT on lines of one rate: its sum is the VAT on the sum of the lines.

    returns   in the order of the lines; each is the running VAT less what went before, so that none is more than one
              minor unit from its own
    """
    found, given, reached = [], 0, 0
    for net in nets:
        reached += net
        running = vat_on(reached, basis_points)
        found.append(running - given)
        given = running
    return found


def net_of(quantity_e4: int, price_e4: int) -> int:
    """What so many at a price come to, in minor units, half away from zero.

    quantity_e4   how many × 10^4; price_e4: minor units × 10^4 for one
    """
    return divide_minor(quantity_e4 * price_e4, QUANTITY * PRICE)
