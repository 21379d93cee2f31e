"""Which entries a reminder is made of, and at which level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.dates import parse_formula
from reskontra.core.reminders import (
    Asked,
    Level,
    NotMade,
    OpenEntry,
    ReminderPlan,
    ReminderTerms,
    Section,
    plan_reminder,
)

TERMS = ReminderTerms(tuple(Level(i + 1, parse_formula(grace)) for i, grace in enumerate(("13D", "13D", "30D"))))
A = OpenEntry(1, date(2026, 9, 1), 1_000_00)
B = OpenEntry(2, date(2026, 10, 1), 500_00)


def reminded(entry: OpenEntry, level: int, due: date, times: int = 0) -> OpenEntry:
    return replace(entry, last_level=level, reminded_due=due, reminders=times or level)


def plan(day: date, *entries: OpenEntry, terms: ReminderTerms = TERMS, **asked: object) -> ReminderPlan:
    return plan_reminder(terms=terms, entries=entries, asked=Asked(day, **asked))  # type: ignore[arg-type]


def shown(found: ReminderPlan) -> list[tuple[int, str, int]]:
    return [(line.entry.id, str(line.section), line.level) for line in found.lines]


def test_an_entry_climbs_from_reminder_to_reminder() -> None:
    first = plan(date(2026, 9, 15), A, B)
    assert (shown(first), first.level, first.demanded_minor) == ([(1, "OVERDUE", 1)], 1, 1_000_00)
    second = plan(date(2026, 9, 30), reminded(A, 1, date(2026, 9, 15)), B)
    assert (shown(second), second.level) == ([(1, "OVERDUE", 2)], 2)
    third = plan(date(2026, 11, 15), reminded(A, 2, date(2026, 9, 30)), B)
    assert (shown(third), third.level) == ([(1, "OVERDUE", 3), (2, "OVERDUE", 1)], 3)
    level = plan(date(2026, 11, 15), reminded(A, 2, date(2026, 9, 30)), B, is_at_one_level=True)
    assert shown(level) == [(1, "OVERDUE", 3), (2, "OVERDUE", 3)]


def test_nothing_happens_on_the_last_day_of_grace() -> None:
    assert plan(date(2026, 9, 14), A) == ReminderPlan((), 0, 0, NotMade.NOTHING_OVERDUE)


def test_grace_in_bank_days_passes_over_holidays() -> None:
    easter = OpenEntry(1, date(2026, 3, 28), 1_000_00)  # due on a Saturday
    terms = ReminderTerms((Level(1, parse_formula("5D")),), calendar="SE")
    assert plan(date(2026, 4, 8), easter, terms=terms).not_made is NotMade.NOTHING_OVERDUE
    assert shown(plan(date(2026, 4, 9), easter, terms=terms)) == [(1, "OVERDUE", 1)]
    assert shown(plan(date(2026, 4, 9), easter, terms=replace(terms, calendar=""))) == [(1, "OVERDUE", 1)]
    assert shown(plan(date(2026, 4, 3), easter, terms=replace(terms, calendar=""))) == [(1, "OVERDUE", 1)]


def test_the_last_level_is_taken_again_until_there_have_been_enough() -> None:
    often = reminded(A, 3, date(2026, 10, 1), times=7)
    assert shown(plan(date(2026, 12, 1), often)) == [(1, "OVERDUE", 3)]
    assert plan(date(2026, 12, 1), often, terms=replace(TERMS, most=7)).not_made is NotMade.NOTHING_OVERDUE
    assert shown(plan(date(2026, 12, 1), often, terms=replace(TERMS, most=8))) == [(1, "OVERDUE", 3)]


def test_what_is_not_due_stands_apart_where_it_is_asked_for() -> None:
    payment = OpenEntry(3, date(2026, 9, 10), -100_00, is_payment=True)
    assert shown(plan(date(2026, 9, 20), A, B, payment)) == [(1, "OVERDUE", 1), (3, "NOT_DUE", 0)]
    found = plan(date(2026, 9, 20), A, B, payment, is_overdue_only=False)
    assert shown(found) == [(1, "OVERDUE", 1), (2, "NOT_DUE", 0), (3, "NOT_DUE", 0)]
    assert found.demanded_minor == 1_000_00


def test_a_credit_memo_lowers_what_is_demanded_and_does_not_raise_the_level() -> None:
    credit = reminded(OpenEntry(3, date(2026, 8, 1), -400_00), 2, date(2026, 8, 20))
    found = plan(date(2026, 9, 30), A, credit)
    assert (shown(found), found.level, found.demanded_minor) == ([(3, "OVERDUE", 3), (1, "OVERDUE", 1)], 1, 600_00)


@pytest.mark.parametrize(
    ("entries", "terms", "why"),
    [
        ([A], ReminderTerms(()), NotMade.NO_LEVELS),
        ([], TERMS, NotMade.NOTHING_OVERDUE),
        ([replace(A, remaining_minor=-5)], TERMS, NotMade.NOTHING_OVERDUE),
        ([A, OpenEntry(3, A.due_date, -1_000_00)], TERMS, NotMade.CREDIT_BALANCE),
        ([A], replace(TERMS, minimum_minor=1_000_01), NotMade.BELOW_MINIMUM),
        ([A], replace(TERMS, minimum_minor=1_000_00), None),
        ([replace(A, held_minor=1_000_00)], TERMS, NotMade.NOTHING_OVERDUE),
        ([replace(A, is_on_hold=True)], TERMS, NotMade.NOTHING_OVERDUE),
    ],
)
def test_why_no_reminder_is_made(entries: list[OpenEntry], terms: ReminderTerms, why: NotMade | None) -> None:
    found = plan(date(2026, 9, 30), *entries, terms=terms)
    assert (found.not_made, bool(found.lines)) == (why, why is None)


def test_what_is_held_is_told_of_and_not_demanded() -> None:
    held = replace(B, is_on_hold=True)
    found = plan(date(2026, 11, 15), replace(A, held_minor=300_00), held, has_on_hold=True)
    assert shown(found) == [(1, "OVERDUE", 1), (2, "ON_HOLD", 0)]
    assert found.demanded_minor == 700_00
    letter = plan(date(2026, 11, 15), held, has_on_hold=True)
    assert (shown(letter), letter.level, letter.demanded_minor, letter.not_made) == ([(2, "ON_HOLD", 0)], 0, 0, None)
    assert plan(date(2026, 9, 15), held, has_on_hold=True).lines == ()


def test_what_was_reminded_lately_is_told_of_where_it_is_asked_for() -> None:
    lately = reminded(A, 1, date(2026, 11, 10))
    assert shown(plan(date(2026, 11, 15), lately, B)) == [(2, "OVERDUE", 1)]
    found = plan(date(2026, 11, 15), lately, B, has_earlier=True)
    assert shown(found) == [(2, "OVERDUE", 1), (1, "EARLIER", 0)]
    assert found.demanded_minor == 500_00


def test_entries_may_be_chosen_by_the_level_that_they_were_reminded_at() -> None:
    entries = (reminded(A, 2, date(2026, 9, 30)), B)
    assert shown(plan(date(2026, 11, 15), *entries, last_levels=frozenset({0}))) == [(2, "OVERDUE", 1)]
    assert shown(plan(date(2026, 11, 15), *entries, last_levels=frozenset({2, 3}))) == [(1, "OVERDUE", 3)]


DAY = date(2026, 6, 15)
NEAR = st.integers(-60, 60).map(lambda days: DAY + timedelta(days=days))
ENTRIES = st.lists(
    st.builds(
        OpenEntry,
        id=st.integers(1, 10**6),
        due_date=NEAR,
        remaining_minor=st.integers(-10_000, 10_000).filter(bool),
        last_level=st.integers(0, 4),
        reminders=st.integers(0, 4),
        reminded_due=st.none() | NEAR,
        is_payment=st.booleans(),
        is_on_hold=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda entry: entry.id,
)


@given(
    entries=ENTRIES, asked=st.builds(Asked, st.just(DAY), st.booleans(), st.booleans(), st.booleans(), st.booleans())
)
def test_nothing_is_demanded_that_is_not_overdue_or_is_held(entries: list[OpenEntry], asked: Asked) -> None:
    found = plan_reminder(terms=TERMS, entries=entries, asked=asked)
    for line in found.lines:
        if line.section is Section.OVERDUE:
            grace = TERMS.levels[min(line.entry.last_level, 2)].grace
            since = (
                line.entry.reminded_due if line.entry.last_level and line.entry.reminded_due else line.entry.due_date
            )
            assert line.entry.due_date < DAY
            assert grace.after(since) < DAY
            assert not line.entry.is_on_hold
            assert 1 <= line.level <= len(TERMS.levels)
        else:
            assert (line.level, line.demanded_minor) == (0, 0)
    assert found.demanded_minor == sum(line.demanded_minor for line in found.lines)
    assert len({line.entry.id for line in found.lines}) == len(found.lines)
    assert bool(found.not_made) is not bool(found.lines)
