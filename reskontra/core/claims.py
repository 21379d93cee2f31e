"""What holds a claim back from being collected: what was promised, is disputed, or is paid by a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from reskontra.core.dates import add_months, within_years
from reskontra.core.errors import Refused
from reskontra.core.money import Money

MOST_INSTALMENTS = 120


class InstalmentsUneven(Refused):
    code = "instalments_uneven"
    template = "{total} was to be paid in {count:instalment|instalments}. Give 1 to {most}, of at least {least} each."


class InstalmentsDiffer(Refused):
    code = "instalments_differ"
    template = "The instalments come to {sum}, and {total} is to be paid. Let them come to {total}."


class InstalmentsBackwards(Refused):
    code = "instalments_backwards"
    template = "The instalment of {day} is not later than the one before it, of {before}. Let the days rise."


class PromiseState(StrEnum):
    """KEPT: all of it was paid by the last day. LATE: all of it is paid, after that day."""

    STANDING = "STANDING"
    KEPT = "KEPT"
    BROKEN = "BROKEN"
    LATE = "LATE"
    WITHDRAWN = "WITHDRAWN"


class PlanState(StrEnum):
    """BROKEN: less is paid than had to be by now; a plan that is paid up again is KEPT again."""

    KEPT = "KEPT"
    BROKEN = "BROKEN"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


class HoldReason(StrEnum):
    """Why money of an entry is not asked for."""

    ON_HOLD = "ON_HOLD"
    DISPUTED = "DISPUTED"
    PROMISED = "PROMISED"
    PLAN = "PLAN"
    HANDED_OVER = "HANDED_OVER"


@dataclass(frozen=True, slots=True)
class PromisedPart:
    """Of one entry, in minor units: what was open and promised of it then, what remained by the last day, what does."""

    open_minor: int
    promised_minor: int
    by_last_day_minor: int
    remaining_minor: int

    @property
    def is_paid(self) -> bool:
        return self.remaining_minor <= self.open_minor - self.promised_minor

    @property
    def is_paid_in_time(self) -> bool:
        return self.by_last_day_minor <= self.open_minor - self.promised_minor


def promise_state(
    *, parts: Iterable[PromisedPart], last_date: date, as_of: date, is_withdrawn: bool = False
) -> PromiseState:
    """How a promise stands. last_date: the promised day and the days of grace behind it; that day is included."""
    known = list(parts)
    if is_withdrawn:
        return PromiseState.WITHDRAWN
    if all(part.is_paid for part in known):
        in_time = all(part.is_paid_in_time for part in known)
        return PromiseState.KEPT if in_time else PromiseState.LATE
    return PromiseState.STANDING if as_of <= last_date else PromiseState.BROKEN


@dataclass(frozen=True, slots=True)
class Instalment:
    """amount_minor > 0, to be paid on the day."""

    due_date: date
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """next: the first instalment that is not paid, None where all are; behind_minor: what should be paid and is not.

    next_left_minor   what is left of the next one, 0 where all are paid
    """

    state: PlanState
    next: Instalment | None
    next_left_minor: int
    behind_minor: int


def plan_standing(
    *, instalments: Sequence[Instalment], paid_minor: int, grace_days: int, as_of: date, is_cancelled: bool = False
) -> PlanStanding:
    """How a plan stands: payments count for its instalments from the first on.

    instalments   by day; paid_minor: what was paid of the plan's entries since it was made
    grace_days    an instalment is late when so many days have gone since its own
    """
    wanted, due, left, following = 0, 0, 0, None
    for one in instalments:
        wanted += one.amount_minor
        if one.due_date + timedelta(days=grace_days) < as_of:
            due = wanted
        if following is None and wanted > paid_minor:
            following, left = one, min(one.amount_minor, wanted - paid_minor)
    behind = max(0, due - paid_minor)
    if is_cancelled:
        return PlanStanding(PlanState.CANCELLED, following, left, behind)
    if following is None:
        return PlanStanding(PlanState.PAID, None, 0, 0)
    return PlanStanding(PlanState.BROKEN if behind else PlanState.KEPT, following, left, behind)


def even_instalments(*, total: Money, count: int, first: date) -> list[Instalment]:
    """So many instalments of one size, a month apart, the last one with what does not divide.

    refuses   InstalmentsUneven, DayFarAway: the last day
    """
    if not 1 <= count <= MOST_INSTALMENTS or total.minor < count:
        raise InstalmentsUneven(total=total, count=count, most=MOST_INSTALMENTS, least=Money(1, total.currency))
    within_years(add_months(first, count - 1))
    part = total.minor // count
    sizes = [part] * (count - 1) + [total.minor - part * (count - 1)]
    return [Instalment(add_months(first, number), size) for number, size in enumerate(sizes)]


def require_instalments(instalments: Sequence[Instalment], *, total: Money) -> None:
    """Refuse instalments that do not come to the total, or whose days do not rise.

    refuses   InstalmentsUneven, InstalmentsBackwards, InstalmentsDiffer
    """
    if not 1 <= len(instalments) <= MOST_INSTALMENTS or min(one.amount_minor for one in instalments) < 1:
        least = Money(1, total.currency)
        raise InstalmentsUneven(total=total, count=len(instalments), most=MOST_INSTALMENTS, least=least)
    for before, one in pairwise(instalments):
        if one.due_date <= before.due_date:
            raise InstalmentsBackwards(day=one.due_date, before=before.due_date)
    come_to = sum(one.amount_minor for one in instalments)
    if come_to != total.minor:
        raise InstalmentsDiffer(sum=Money(come_to, total.currency), total=total)
