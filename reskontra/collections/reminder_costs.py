"""What a level of reminder terms costs a customer, in the reminder's currency and within the law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reskontra.collections.reminder_terms import LevelFacts
from reskontra.core.errors import Refused
from reskontra.core.exchange import Valuation, from_local, to_local
from reskontra.core.late_payment_law import SWEDISH, Charge, Cost, Debtor, FeeAboveLaw, chargeable_minor, require_lawful
from reskontra.core.money import Money
from reskontra.core.reminder_fees import fee_by_ranges

OF_COLLECTING = ("REMINDER", "FINANCE_CHARGE")  # types of entries that are costs and interest of claims, not claims


@dataclass(frozen=True, slots=True)
class Worth:
    """The reminder's currency at its posting date, and what the company keeps its books in. country: the company's."""

    valuation: Valuation
    local_currency: str
    country: str

    @property
    def currency(self) -> str:
        return self.valuation.currency

    def local(self, minor: int) -> int:
        return to_local(minor, valuation=self.valuation, local_currency=self.local_currency)

    def from_local(self, minor: int) -> int:
        if self.currency == self.local_currency:
            return minor
        return from_local(minor, valuation=self.valuation, local_currency=self.local_currency)


@dataclass(frozen=True, slots=True)
class Fee:
    """minor: what is charged; left_out: why nothing is, where the law forbids it of this customer.

    whole_minor   what it comes to by itself, None where the law does not govern it
    """

    minor: int
    left_out: Refused | None = None
    whole_minor: int | None = None


def level_fee(level: LevelFacts, base_minor: int, worth: Worth, *, is_per_line: bool) -> int:
    """What a level's letter costs by itself, or one document on it. base_minor: what is owed, in the currency."""
    if level.fee_calculation == "FIXED":
        if worth.currency in level.fees:
            return level.fees[worth.currency][is_per_line]
        return worth.from_local(level.line_fee_minor if is_per_line else level.fee_minor)
    is_accumulated = level.fee_calculation == "ACCUMULATED"
    if own := level.ranges.get((is_per_line, worth.currency)):
        return fee_by_ranges(base_minor, own, is_accumulated=is_accumulated)
    local = level.ranges.get((is_per_line, worth.local_currency), ())
    return worth.from_local(fee_by_ranges(worth.local(base_minor), local, is_accumulated=is_accumulated))


def charged_fee(cost: str, minor: int, worth: Worth, debtor: Debtor, claims: Iterable[Sequence[Charge]]) -> Fee:
    """What of a fee is charged: as much as any of the claims can bear, and nothing that the law forbids.

    claims   of each document that the fee is for: what was charged on it before
    """
    if not cost or not minor:
        return Fee(minor)
    if forbidden := _above_law(Cost(cost), minor, worth) or forbidden_of(Cost(cost), minor, worth, debtor):
        return Fee(0, forbidden)
    bearable = [chargeable_minor(Cost(cost), minor, earlier=earlier) for earlier in claims]
    return Fee(max(bearable), whole_minor=minor) if bearable else Fee(0)


def _above_law(cost: Cost, minor: int, worth: Worth) -> Refused | None:
    """Of a fee in a currency of its own, held against what the law allows, converted on the day of posting."""
    limit = SWEDISH[cost]
    if worth.country != "SE" or worth.local_currency != limit.currency or worth.currency == limit.currency:
        return None
    most = worth.from_local(limit.most_minor)
    if minor <= most:
        return None
    fee, allowed = Money(minor, worth.currency), Money(most, worth.currency)
    return FeeAboveLaw(fee=fee, most=allowed, paragraph=limit.paragraph)


def forbidden_of(cost: Cost, minor: int, worth: Worth, debtor: Debtor) -> Refused | None:
    """Why the law forbids a fee of this debtor. An amount in another currency was held against the law's own, at the
    rate of that day, when it was set: what is left to judge is who owes it."""
    if worth.country != "SE":
        return None
    limit = SWEDISH[cost]
    is_of_law = worth.currency == limit.currency
    judged = minor if is_of_law else min(limit.most_minor, max(1, worth.local(minor)))
    try:
        require_lawful(cost, Money(judged, limit.currency), debtor)
    except Refused as refusal:
        return refusal
    return None
