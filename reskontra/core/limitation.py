"""Until when a claim can be demanded: the years that the law gives, anew from each interruption in time.

Sweden: Limitation Act (preskriptionslagen 1981:130). A claim is barred ten years after it arose, one on a consumer for
what was bought mainly for private use after three (2 §). The debtor's acknowledgement, and a demand or reminder in
writing that reaches the debtor, interrupt (5 §); the same time then runs anew from that day (6 §).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from reskontra.core.dates import add_months
from reskontra.core.errors import Refused

SOONEST, FARTHEST = 0, 3_650  # days ahead that may be asked for


class Interrupting(StrEnum):
    """What interrupts, in the order in which those of one day are told: the debtor's own acts last, as the stronger."""

    REMINDER = "REMINDER"
    MEMO = "MEMO"
    PROMISE = "PROMISE"
    PLAN = "PLAN"
    PAYMENT = "PAYMENT"


class LimitationUnknown(Refused):
    code = "limitation_unknown"
    template = (
        "{company} is a company in {country}, and how long a claim can be demanded is known here for {known} alone. "
        "List claims by age with reskontra report aged-receivables --by document --details, and go by the law there."
    )


class DaysAheadUnreadable(Refused):
    code = "days_ahead_unreadable"
    template = '"{days}" is no number of days ahead. Write {least} to {most}.'


@dataclass(frozen=True, slots=True)
class Statute:
    """years: that a claim lasts; consumer_years: one on a consumer. law: where that stands."""

    years: int
    consumer_years: int
    law: str

    def years_of(self, *, is_consumer: bool) -> int:
        return self.consumer_years if is_consumer else self.years


STATUTES: Mapping[str, Statute] = MappingProxyType({"SE": Statute(10, 3, "preskriptionslagen 1981:130, 2, 5, 6 §§")})


@dataclass(frozen=True, slots=True)
class Interruption:
    """number: of the document, payment, promise or plan that interrupted."""

    day: date
    kind: Interrupting
    number: str = ""


@dataclass(frozen=True, slots=True)
class Limitation:
    """last_day: the last on which the claim can be demanded or the time interrupted. by: the interruption that it runs
    from, None where it runs from when the claim arose."""

    last_day: date
    by: Interruption | None = None

    def days_left(self, as_of: date) -> int:
        """0 on the last day, negative when it has gone."""
        return (self.last_day - as_of).days


def statute_of(*, country: str, company: str) -> Statute:
    """refuses   LimitationUnknown"""
    found = STATUTES.get(country)
    if found is None:
        raise LimitationUnknown(company=company, country=country or "?", known=", ".join(STATUTES))
    return found


def limitation(*, years: int, arose: date, interruptions: Iterable[Interruption] = ()) -> Limitation:
    """When a claim is barred. What came before it arose, or once it was barred, interrupts nothing.

    >>> limitation(years=3, arose=date(2024, 2, 29)).last_day
    datetime.date(2027, 2, 28)
    """
    order = list(Interrupting)
    found = Limitation(_after(arose, years))
    for one in sorted(interruptions, key=lambda one: (one.day, order.index(one.kind), one.number)):
        if arose <= one.day <= found.last_day:
            found = Limitation(_after(one.day, years), one)
    return found


def youngest(statute: Statute, *, until: date) -> date:
    """A day after which no claim can have arisen that is barred by then."""
    fewest = min(statute.years, statute.consumer_years)
    return add_months(until, -12 * fewest) + timedelta(days=1)  # 29 February, too, is barred on the 28th


def days_ahead(text: str) -> int:
    """refuses   DaysAheadUnreadable"""
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 4 and int(bare) <= FARTHEST):
        raise DaysAheadUnreadable(days=text[:20], least=SOONEST, most=FARTHEST)
    return int(bare)


def _after(day: date, years: int) -> date:
    return add_months(day, 12 * years)
