"""Which open entries a reminder is made of, and at which level.

An entry belongs to the level after the one it was reminded at last; the terms' last level takes every higher one too.
It is overdue at that level when the level's grace, counted from the due date (of the entry, or of the last reminder
that it was on), is over: strictly, so that nothing happens on the last day of grace. Where terms count in bank days a
due date that is none moves to the next, and days of grace are bank days. All of one customer and currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reskontra.core.bank_days import after_in_bank_days
from reskontra.core.dates import DateFormula


class Section(StrEnum):
    """Where on a reminder an entry stands. EARLIER: reminded before, and the grace of its next level still runs."""

    OVERDUE = "OVERDUE"
    NOT_DUE = "NOT_DUE"
    ON_HOLD = "ON_HOLD"
    EARLIER = "EARLIER"


class NotMade(StrEnum):
    """Why a customer gets no reminder in a currency."""

    NO_LEVELS = "NO_LEVELS"
    NOTHING_OVERDUE = "NOTHING_OVERDUE"
    CREDIT_BALANCE = "CREDIT_BALANCE"
    BELOW_MINIMUM = "BELOW_MINIMUM"


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the terms. number: from 1, without gaps. grace: from the due date until the step is taken."""

    number: int
    grace: DateFormula


@dataclass(frozen=True, slots=True)
class ReminderTerms:
    """Steps in order. most: reminders of one entry, 0 for no limit. minimum_minor: the least that is worth one.

    calendar   the country whose bank days are counted in; "" where every day counts
    """

    levels: tuple[Level, ...]
    most: int = 0
    minimum_minor: int = 0
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An open entry of the customer.

    remaining_minor   an invoice is +, a payment or credit memo −
    held_minor        of it what is disputed or for another reason not to be demanded; all of it where it is on hold
    last_level        at which it was reminded last, 0 for never; reminders: how many it was on (none cancelled)
    reminded_due      the due date of the last of them
    is_payment        stands among what is not due in any case
    """

    id: int
    due_date: date
    remaining_minor: int
    held_minor: int = 0
    last_level: int = 0
    reminders: int = 0
    reminded_due: date | None = None
    is_payment: bool = False
    is_on_hold: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants.

    document_date      what is due before it is overdue
    is_overdue_only    leaves out what is not due; has_on_hold, has_earlier: shows those entries, demanding nothing
    is_at_one_level    every overdue line gets the highest level among them
    last_levels        only entries that were reminded at one of these last; None for any
    """

    document_date: date
    is_overdue_only: bool = True
    has_on_hold: bool = False
    has_earlier: bool = False
    is_at_one_level: bool = False
    last_levels: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """An entry on the reminder. level: of an overdue one, else 0; demanded_minor: what is asked for, else 0."""

    entry: OpenEntry
    section: Section
    level: int
    demanded_minor: int


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """lines in the order of print; level of the header, 0 where it demands nothing; not_made says why there is none."""

    lines: tuple[ReminderLine, ...]
    level: int
    demanded_minor: int
    not_made: NotMade | None = None


def plan_reminder(*, terms: ReminderTerms, entries: Sequence[OpenEntry], asked: Asked) -> ReminderPlan:
    """What a reminder to the customer would hold; without lines where there is none to make.

    One that has only held entries is made where these are asked for: a letter that demands nothing.
    """
    if not terms.levels:
        return ReminderPlan((), 0, 0, NotMade.NO_LEVELS)
    lines = [line for entry in entries if (line := _line(terms, entry, asked)) is not None]
    overdue = [line for line in lines if line.section is Section.OVERDUE]
    demanded = sum(line.demanded_minor for line in overdue)
    if why := _why_not(terms, overdue, demanded):
        held = [line for line in lines if line.section is Section.ON_HOLD]
        return ReminderPlan(tuple(sorted(held, key=_order)), 0, 0, None if held else why)
    level = max(line.level for line in overdue if line.demanded_minor > 0)
    if asked.is_at_one_level:
        lines = [_at(line, level) for line in lines]
    return ReminderPlan(tuple(sorted(lines, key=_order)), level, demanded)


def grace_end(terms: ReminderTerms, entry: OpenEntry) -> date:
    """The last day on which nothing happens.

    refuses   DateBeyondCalendar
    """
    grace = terms.levels[min(entry.last_level, len(terms.levels) - 1)].grace
    since = entry.reminded_due if entry.last_level and entry.reminded_due else entry.due_date
    return after_in_bank_days(grace, since, country=terms.calendar) if terms.calendar else grace.after(since)


def _why_not(terms: ReminderTerms, overdue: Sequence[ReminderLine], demanded: int) -> NotMade | None:
    if not any(line.demanded_minor > 0 for line in overdue):
        return NotMade.NOTHING_OVERDUE
    if demanded <= 0:
        return NotMade.CREDIT_BALANCE
    return NotMade.BELOW_MINIMUM if demanded < terms.minimum_minor else None


def _line(terms: ReminderTerms, entry: OpenEntry, asked: Asked) -> ReminderLine | None:
    level = terms.levels[min(entry.last_level, len(terms.levels) - 1)]
    if asked.last_levels is not None and entry.last_level not in asked.last_levels:
        return None
    if entry.is_on_hold:
        is_asked = asked.has_on_hold and entry.remaining_minor > 0 and entry.due_date < asked.document_date
        return ReminderLine(entry, Section.ON_HOLD, 0, 0) if is_asked else None
    if grace_end(terms, entry) < asked.document_date and entry.due_date < asked.document_date:
        if terms.most and entry.reminders >= terms.most:
            return None
        return ReminderLine(entry, Section.OVERDUE, level.number, entry.remaining_minor - entry.held_minor)
    if entry.last_level:
        return ReminderLine(entry, Section.EARLIER, 0, 0) if asked.has_earlier else None
    if entry.is_payment or not asked.is_overdue_only:
        return ReminderLine(entry, Section.NOT_DUE, 0, 0)
    return None


def _at(line: ReminderLine, level: int) -> ReminderLine:
    if line.section is not Section.OVERDUE:
        return line
    return ReminderLine(line.entry, line.section, level, line.demanded_minor)


_PLACES = {Section.OVERDUE: 0, Section.NOT_DUE: 1, Section.ON_HOLD: 2, Section.EARLIER: 3}


def _order(line: ReminderLine) -> tuple[int, int, bool, date, int]:
    """Section, highest level first, invoices before credits, then by due date."""
    return (_PLACES[line.section], -line.level, line.entry.remaining_minor < 0, line.entry.due_date, line.entry.id)
