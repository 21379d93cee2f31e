"""Conversion between currencies at a given rate.

A rate is an integer: local currency units × 10^8 per one foreign unit, whole units on both sides whatever decimals
the currencies have. 10.25 SEK per EUR is 1_025_000_000; 0.0705 SEK per JPY is 7_050_000. The local currency's own
rate is PAR. Each conversion is rounded once, half away from zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reskontra.core.errors import Refused
from reskontra.core.money import divide_minor, minor_digits

PAR = 10**8
LARGEST_RATE = 10**9


class RateNotPositive(Refused):
    code = "rate_not_positive"
    template = "The exchange rate of {currency} is {rate}. Write a rate above zero, per one unit of {currency}."


class RateTooLarge(Refused):
    code = "rate_too_large"
    template = "The exchange rate of {currency} is {rate}. Write a rate of at most {most}."


class TooFineARate(Refused):
    code = "too_fine_a_rate"
    template = "The exchange rate {rate} has more than 8 decimals. Write at most 8."


class RateUnknown(Refused):
    code = "rate_unknown"
    template = "No exchange rate of {currency} was given. Add a rate in force on the posting date."


@dataclass(frozen=True, slots=True)
class Valuation:
    """What a foreign amount is worth: the currency, and its rate in the local one."""

    currency: str
    rate: int = PAR


def rate_from(units: Decimal, *, currency: str, per: int = 1) -> int:
    """The integer rate from local units per so many foreign ones: 7.05 per 100 JPY is 7_050_000.

    refuses   RateNotPositive, RateTooLarge, TooFineARate (unless the division by `per` makes it so): checked in
              this order
    """
    if not units.is_finite() or units <= 0 or per <= 0:
        raise RateNotPositive(currency=currency, rate=units)
    if units > LARGEST_RATE:
        raise RateTooLarge(currency=currency, rate=units, most=LARGEST_RATE)
    numerator, denominator = units.as_integer_ratio()
    if numerator * PAR % denominator:
        raise TooFineARate(rate=units)
    rate = divide_minor(numerator * PAR, denominator * per)
    if not rate:
        raise TooFineARate(rate=units)
    return rate


def rate_units(rate: int) -> Decimal:
    """Local units per one foreign unit, exactly."""
    return Decimal(rate).scaleb(-8)


def to_local(minor: int, *, valuation: Valuation, local_currency: str) -> int:
    """A foreign amount in local minor units; one in local currency as it is.

    refuses   RateNotPositive
    """
    if valuation.currency == local_currency:
        return minor
    return convert(minor, source=valuation, target=Valuation(local_currency))


def from_local(local_minor: int, *, valuation: Valuation, local_currency: str) -> int:
    """A local amount in minor units of the foreign currency.

    refuses   RateNotPositive
    """
    return convert(local_minor, source=Valuation(local_currency), target=valuation)


def convert(minor: int, *, source: Valuation, target: Valuation) -> int:
    """An amount of one currency in minor units of another, both valued in the same local currency.

    refuses   RateNotPositive
    """
    for side in (source, target):
        if side.rate <= 0:
            raise RateNotPositive(currency=side.currency, rate=rate_units(side.rate))
    numerator = minor * source.rate * 10 ** minor_digits(target.currency)
    return divide_minor(numerator, target.rate * 10 ** minor_digits(source.currency))


def realized(*, taken_local_minor: int, given_local_minor: int) -> int:
    """The gain (+) or loss (−) in local minor units when an amount is settled by another.

    taken_local_minor   what the settling money is worth; debit positive, signed as the entry it settles
    given_local_minor   what the settled entry stands for in the books; the same sign

    A claim of 1,000 settled by money worth 1,200 gains 200; a debt of −1,000 settled by −1,200 loses 200.
    """
    return taken_local_minor - given_local_minor
