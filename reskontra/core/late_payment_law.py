"""What the law of a country lets a creditor charge of a late payer: highest fees, compensation, and the rate.

Sweden: Act (1981:739) on compensation for collection costs, its ordinance (1981:1057) with amounts since 16 March
2013; Interest Act (1975:635) 6 and 9 §§. European Union: directive 2011/7/EU, articles 3 and 6. Rates are data that
the company keeps up: what stands here is what was known when this was written, each from the day that it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from reskontra.core.errors import Refused
from reskontra.core.money import Money


class Cost(StrEnum):
    """What a creditor may charge besides interest."""

    REMINDER = "REMINDER"
    DEMAND = "DEMAND"
    PLAN = "PLAN"
    COMPENSATION = "COMPENSATION"


class FeeAboveLaw(Refused):
    code = "fee_above_law"
    template = "{fee} is more than {most}, the most that {paragraph} allows. Lower the fee."


class ReminderFeeNotAgreed(Refused):
    code = "reminder_fee_not_agreed"
    template = (
        "A reminder fee of {fee} was not agreed with {party} ({paragraph}). "
        "Leave the fee out, or mark on the customer that it was agreed no later than when the debt arose."
    )


class CompensationOfConsumer(Refused):
    code = "compensation_of_consumer"
    template = "{party} is a consumer, who owes no late-payment compensation ({paragraph}). Leave it out."


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that may be charged for a kind of cost, from a day. most_minor: of the currency."""

    since: date
    most_minor: int
    currency: str
    paragraph: str


_SINCE = date(2013, 3, 16)
_LAW = "lag 1981:739"
SWEDISH: Mapping[Cost, Limit] = MappingProxyType(
    {
        Cost.REMINDER: Limit(_SINCE, 60_00, "SEK", f"{_LAW}, 2, 4 §§"),
        Cost.DEMAND: Limit(_SINCE, 180_00, "SEK", f"{_LAW}, 3, 4 §§"),
        Cost.PLAN: Limit(_SINCE, 170_00, "SEK", f"{_LAW}, 3, 4 §§"),
        Cost.COMPENSATION: Limit(_SINCE, 450_00, "SEK", f"{_LAW}, 4 a §"),
    }
)

# The reference rate from each half-year's first day on, in per cent (Riksbanken, Interest Act 9 §); half-years that
# changed nothing are left out.
SWEDISH_REFERENCE_RATES: tuple[tuple[date, Decimal], ...] = tuple(
    (date.fromisoformat(day), Decimal(percent))
    for day, percent in (
        ("2002-07-01", "4.5"), ("2003-01-01", "4"), ("2003-07-01", "3"), ("2004-07-01", "2"), ("2005-07-01", "1.5"),
        ("2006-07-01", "2.5"), ("2007-01-01", "3"), ("2007-07-01", "3.5"), ("2008-01-01", "4"), ("2008-07-01", "4.5"),
        ("2009-01-01", "2"), ("2009-07-01", "0.5"), ("2011-01-01", "1.5"), ("2011-07-01", "2"), ("2012-07-01", "1.5"),
        ("2013-01-01", "1"), ("2015-01-01", "0"), ("2016-07-01", "-0.5"), ("2019-07-01", "0"), ("2022-07-01", "0.5"),
        ("2023-01-01", "2.5"), ("2023-07-01", "3.5"), ("2024-01-01", "4"), ("2025-01-01", "3"), ("2025-07-01", "2"),
    )
)  # fmt: skip
SWEDISH_KNOWN_UNTIL = date(2026, 6, 30)

# The rate of the European Central Bank for main refinancing on 1 January and 1 July, in per cent (directive 2011/7/EU,
# article 2); half-years that changed nothing are left out.
EUROPEAN_REFERENCE_RATES: tuple[tuple[date, Decimal], ...] = tuple(
    (date.fromisoformat(day), Decimal(percent))
    for day, percent in (
        ("2013-07-01", "0.5"), ("2014-01-01", "0.25"), ("2014-07-01", "0.15"), ("2015-01-01", "0.05"),
        ("2016-07-01", "0"), ("2023-01-01", "2.5"), ("2023-07-01", "4"), ("2024-01-01", "4.5"), ("2024-07-01", "4.25"),
        ("2025-01-01", "3.15"), ("2025-07-01", "2.15"),
    )
)  # fmt: skip
EUROPEAN_KNOWN_UNTIL = date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference rate that late interest follows by half-years.

    points        what the law adds to it, in percentage points; paragraph: where it says so
    rates         (first day, per cent), in order; known_until: the last day of the half-year that was known last
    """

    code: str
    bank: str
    points: Decimal
    paragraph: str
    rates: tuple[tuple[date, Decimal], ...]
    known_until: date

    def rows(self) -> list[tuple[date, Decimal]]:
        """Each change, and the half-year that was known last though it changed nothing."""
        last = half_year_of(self.known_until)
        return [*self.rates] if self.rates[-1][0] == last else [*self.rates, (last, self.rates[-1][1])]


REFERENCES: Mapping[str, Reference] = MappingProxyType(
    {
        "SE": Reference(
            "SE", "Riksbanken", Decimal(8), "räntelagen 1975:635, 6 §", SWEDISH_REFERENCE_RATES, SWEDISH_KNOWN_UNTIL
        ),
        "EU": Reference("EU", "ECB", Decimal(8), "2011/7/EU, 2, 3", EUROPEAN_REFERENCE_RATES, EUROPEAN_KNOWN_UNTIL),
    }
)


def half_year_of(day: date) -> date:
    """The first day of the half-year that a day is in."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


@dataclass(frozen=True, slots=True)
class Debtor:
    """party: how a refusal names it. is_fee_agreed: a reminder fee, no later than when the debt arose."""

    party: str
    is_consumer: bool
    is_fee_agreed: bool


def require_lawful(cost: Cost, fee: Money, debtor: Debtor) -> None:
    """Refuse a fee that Swedish law does not allow of this debtor; 0 is allowed, and other currencies are not judged.

    refuses   FeeAboveLaw, ReminderFeeNotAgreed, CompensationOfConsumer
    """
    limit = SWEDISH[cost]
    if not fee.minor or fee.currency != limit.currency:
        return
    if fee.minor > limit.most_minor:
        raise FeeAboveLaw(fee=fee, most=Money(limit.most_minor, limit.currency), paragraph=limit.paragraph)
    if cost is Cost.REMINDER and not debtor.is_fee_agreed:
        raise ReminderFeeNotAgreed(fee=fee, party=debtor.party, paragraph=limit.paragraph)
    if cost is Cost.COMPENSATION and debtor.is_consumer:
        raise CompensationOfConsumer(party=debtor.party, paragraph=limit.paragraph)


@dataclass(frozen=True, slots=True)
class Charge:
    """A cost of one claim, in minor units. minor: what it comes to by itself; charged_minor: what was charged of it."""

    cost: Cost
    minor: int
    charged_minor: int


def chargeable_minor(cost: Cost, minor: int, *, earlier: Iterable[Charge]) -> int:
    """What of a cost may be charged on a claim.

    The compensation is due once, and covers the other costs as far as it goes: a claim never bears more than the
    greater of the compensation and those costs.

    minor     what the cost comes to by itself; earlier: what the claim bears by now, without what was cancelled
    """
    known = list(earlier)
    charges = [*known, Charge(cost, minor, 0)]
    compensation = max((one.minor for one in charges if one.cost is Cost.COMPENSATION), default=0)
    others = sum(one.minor for one in charges if one.cost is not Cost.COMPENSATION)
    return min(minor, max(0, max(compensation, others) - sum(one.charged_minor for one in known)))
