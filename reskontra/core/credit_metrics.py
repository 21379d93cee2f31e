"""Figures of credit: how long sales stand unpaid, how well what is due is collected, and how customers pay.

Amounts are whole minor units of one currency; days and percent are rounded half away from zero to one decimal. A figure
that would divide by nothing is None.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Turnover:
    """What a time began with, what was sold on credit in it, and what it ended with; days: how many it has.

    current_minor   the part of closing_minor that is not overdue
    """

    opening_minor: int
    sales_minor: int
    closing_minor: int
    current_minor: int
    days: int

    def __add__(self, other: Turnover) -> Turnover:
        return Turnover(
            self.opening_minor + other.opening_minor, self.sales_minor + other.sales_minor,
            self.closing_minor + other.closing_minor, self.current_minor + other.current_minor, self.days,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CreditMetrics:
    """Days, but effectiveness in percent.

    dso               days of sales that stand unpaid at the end
    collection        days of sales that stood unpaid in the mean of beginning and end
    best_possible     days of sales that stand unpaid and are not overdue
    delinquent        dso less best_possible
    effectiveness     of what could have been collected, the part that was
    """

    dso: Decimal | None
    collection: Decimal | None
    best_possible: Decimal | None
    delinquent: Decimal | None
    effectiveness: Decimal | None


def credit_metrics(found: Turnover) -> CreditMetrics:
    """The figures of a time; without sales there are no days, and credit memos above sales are no sales."""
    could, did = (found.opening_minor + found.sales_minor - left for left in (found.current_minor, found.closing_minor))
    effectiveness = _ratio(100 * did, could) if could > 0 else None
    if found.sales_minor <= 0:
        return CreditMetrics(None, None, None, None, effectiveness)
    dso, collection, best = (
        _ratio(minor * found.days, found.sales_minor * parts)
        for minor, parts in (
            (found.closing_minor, 1), (found.opening_minor + found.closing_minor, 2), (found.current_minor, 1)
        )
    )  # fmt: skip
    return CreditMetrics(dso, collection, best, dso - best, effectiveness)


@dataclass(frozen=True, slots=True)
class Collected:
    """How a customer was collected from. level: the highest reminder level reached, 0 for none."""

    level: int = 0
    broken_promises: int = 0


@dataclass(frozen=True, slots=True)
class Paying:
    """How invoices were paid, in days together: after their date, and after their due date (early ones less)."""

    invoices: int = 0
    late: int = 0
    days: int = 0
    days_past_due: int = 0

    def __add__(self, other: Paying) -> Paying:
        return Paying(
            self.invoices + other.invoices, self.late + other.late, self.days + other.days,
            self.days_past_due + other.days_past_due,
        )  # fmt: skip

    @property
    def days_to_pay(self) -> Decimal | None:
        return _ratio(self.days, self.invoices) if self.invoices else None

    @property
    def days_late(self) -> Decimal | None:
        return _ratio(self.days_past_due, self.invoices) if self.invoices else None

    @property
    def late_percent(self) -> int | None:
        """Whole."""
        return (2 * 100 * self.late + self.invoices) // (2 * self.invoices) if self.invoices else None


def paying_of(paid: Iterable[tuple[int, int]]) -> Paying:
    """paid: of each invoice (days from its date to the last payment, days from its due date to that)."""
    ones = (Paying(1, int(late > 0), days, late) for days, late in paid)
    return sum(ones, Paying())


def _ratio(above: int, below: int) -> Decimal:
    return (Decimal(above) / Decimal(below)).quantize(_TENTH, ROUND_HALF_UP)
