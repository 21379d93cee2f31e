"""Money as an integer number of a currency's minor units, and the only place where it is rounded.

Inside the product an amount is an int (`…_minor`) beside an ISO 4217 code. Money joins the two where
they travel together: in refusals, letters and at the edges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reskontra.core.errors import Malformed

# ISO 4217 currencies whose minor unit is not a hundredth.
MINOR_DIGITS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
}  # fmt: skip

_AMOUNT = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,5}))?", re.ASCII)


class NotAnAmount(Malformed):
    code = "not_an_amount"
    template = '"{text}" is not an amount. Write digits with a decimal point, such as 1250.00.'


class TooManyDecimals(Malformed):
    code = "too_many_decimals"
    template = "{text} has more decimals than {currency} has. Write at most {digits} decimals."


class CurrenciesDiffer(ValueError):
    """A bug: two currencies were added."""


def minor_digits(currency: str) -> int:
    """How many decimals the currency has: 2 unless ISO 4217 says otherwise."""
    return MINOR_DIGITS.get(currency, 2)


def parse_minor(text: str, currency: str, *, place: str = "") -> int:
    """Read a decimal string with a point as minor units; an optional leading minus, ASCII digits alone.

    refuses   NotAnAmount, TooManyDecimals (more decimals than the currency has, unless zeros)
    """
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise NotAnAmount(place=place, text=text[:40])
    sign, whole, fraction = found[1], found[2], found[3] or ""
    digits = minor_digits(currency)
    if fraction[digits:].strip("0"):
        raise TooManyDecimals(place=place, text=text, currency=currency, digits=digits)
    minor = int(whole + fraction[:digits].ljust(digits, "0"))
    return -minor if sign else minor


def format_minor(minor: int, currency: str) -> str:
    """The decimal string with a point that crosses every interface: -123450 SEK is "-1234.50"."""
    digits = MINOR_DIGITS.get(currency, 2)
    if not digits:
        return str(minor)
    text = str(abs(minor)).zfill(digits + 1)
    return f"{'-' if minor < 0 else ''}{text[:-digits]}.{text[-digits:]}"


def round_minor(value: Decimal) -> int:
    """Minor units from an exact figure in minor units, half away from zero."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def divide_minor(numerator: int, denominator: int) -> int:
    """The quotient as whole minor units, half away from zero; exact at any size.

    denominator   not 0; of either sign
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def split_minor(total: int, weights: Sequence[int]) -> list[int]:
    """The total in shares as the weights are, to the last minor unit: the shares' sum is the total.

    weights   none negative, at least one positive; a weight of 0 gets 0
    returns   in the order of the weights; each is the running total rounded, less what went before, so that
              no share is more than one unit from its exact figure
    """
    whole = sum(weights)
    assert whole > 0, "a total is split over at least one positive weight"
    assert min(weights) >= 0, "a weight is not negative"
    shares, given, reached = [], 0, 0
    for weight in weights:
        reached += weight
        running = divide_minor(total * reached, whole)
        shares.append(running - given)
        given = running
    return shares


@dataclass(frozen=True, slots=True)
class Money:
    """minor units (an invoice is +, a payment −) of an ISO 4217 currency."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return f"{format_minor(self.minor, self.currency)} {self.currency}"

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise CurrenciesDiffer(f"{self} + {other}")
        return Money(self.minor + other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)
