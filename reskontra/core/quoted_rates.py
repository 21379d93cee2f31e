"""From prices as central banks quote them to what one unit of a currency costs in the local one.

A bank quotes everything against its own currency: the ECB says what one euro costs in others, Riksbanken and Norges
Bank what others cost in kronor. A company in another currency crosses: with EUR/SEK 11.20 and EUR/USD 1.12 a dollar
costs exactly 10 SEK. The crossing is one division of whole numbers, rounded once to the eighth decimal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from reskontra.core.errors import Malformed, Refused
from reskontra.core.exchange import LARGEST_RATE, PAR, RateNotPositive, RateTooLarge, TooFineARate, rate_from
from reskontra.core.money import divide_minor


class LocalCurrencyMissing(Malformed):
    code = "local_currency_missing"
    template = (
        "The rates of {date} are against {pivot}, and there is none of {local} to cross them by. "
        "Load a file that has {local} on that day."
    )


@dataclass(frozen=True, slots=True)
class Quote:
    """A price of a day. place: where in the file it stands."""

    currency: str
    day: date
    units: Decimal
    per: int = 1
    place: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a file says, in its order.

    source       who quotes, as people call it; "" for a list of one's own
    pivot        the currency all prices have in common; "" is the company's own
    is_inverse   `per` of the pivot cost `units` of the currency (the ECB's way); else `per` of the currency cost
                 `units` of the pivot
    """

    source: str
    pivot: str
    quotes: tuple[Quote, ...]
    is_inverse: bool = False

    def value(self, quote: Quote) -> Fraction:
        """What one unit of the quote's currency costs in the pivot.

        refuses   RateNotPositive
        """
        if not quote.units.is_finite() or quote.units <= 0 or quote.per <= 0:
            raise RateNotPositive(currency=quote.currency, rate=quote.units)
        price = Fraction(quote.units) / quote.per
        return 1 / price if self.is_inverse else price

    def told(self, quote: Quote) -> str:
        """As dealers write it: EUR/SEK 11.2345, or 100 JPY/SEK 7.05."""
        pair = f"{self.pivot}/{quote.currency}" if self.is_inverse else f"{quote.currency}/{self.pivot}"
        return f"{'' if quote.per == 1 else f'{quote.per} '}{pair} {quote.units}"


@dataclass(frozen=True, slots=True)
class LocalRate:
    """What one unit costs from a day on: local × 10^8. note: the quotations it was made from, "" where it is one."""

    currency: str
    day: date
    rate_e8: int
    note: str = ""
    place: str = ""


def local_rates(
    quotation: Quotation, *, local_currency: str, findings: list[Refused | Malformed]
) -> Iterator[LocalRate]:
    """The prices as rates of the local currency, in the order of the file; crossed where they must be.

    findings   gets what cannot be used: LocalCurrencyMissing once a day, and per quote what rate_from() refuses
    """
    is_own = quotation.pivot in ("", local_currency)
    bridges = {quote.day: quote for quote in quotation.quotes if quote.currency == local_currency}
    missing: set[date] = set()
    for quote in quotation.quotes:
        try:
            if is_own:
                yield from _direct(quotation, quote, local_currency)
            elif quote.day in bridges:
                yield _crossed(quotation, quote, bridges[quote.day])
            elif quote.day not in missing:
                missing.add(quote.day)
                values = {"date": quote.day, "pivot": quotation.pivot, "local": local_currency}
                findings.append(LocalCurrencyMissing(place=quote.place, **values))
        except Refused as refusal:
            findings.append(refusal.at(quote.place))


def _direct(quotation: Quotation, quote: Quote, local_currency: str) -> Iterator[LocalRate]:
    """The price itself, or what it is the inverse of; the local currency has no price in itself."""
    if quote.currency == local_currency:
        return
    if quotation.is_inverse:
        rate = _rounded(quote.currency, quotation.value(quote))
        yield LocalRate(quote.currency, quote.day, rate, quotation.told(quote), quote.place)
    else:
        rate = rate_from(quote.units, currency=quote.currency, per=quote.per)
        yield LocalRate(quote.currency, quote.day, rate, "", quote.place)


def _crossed(quotation: Quotation, quote: Quote, bridge: Quote) -> LocalRate:
    """By way of the pivot; the local currency's own price gives what the pivot costs."""
    pivot = 1 / quotation.value(bridge)
    if quote is bridge or quote.currency == bridge.currency:
        rate = _rounded(quotation.pivot, 1 / quotation.value(quote))
        note = "" if quotation.is_inverse and quote.per == 1 else quotation.told(quote)
        return LocalRate(quotation.pivot, quote.day, rate, note, quote.place)
    rate = _rounded(quote.currency, quotation.value(quote) * pivot)
    note = f"{quotation.told(bridge)}, {quotation.told(quote)}"
    return LocalRate(quote.currency, quote.day, rate, note, quote.place)


def _rounded(currency: str, price: Fraction) -> int:
    if price > LARGEST_RATE:
        raise RateTooLarge(currency=currency, rate=str(round(price)), most=LARGEST_RATE)
    rate = divide_minor(price.numerator * PAR, price.denominator)
    if not rate:
        raise TooFineARate(rate=f"{price.numerator}/{price.denominator}"[:40])
    return rate
