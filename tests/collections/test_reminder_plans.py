"""Who is reminded of what: laws over many books."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.collections.reminder_book import Account, History, ReminderBook
from reskontra.collections.reminder_plans import (
    Held,
    MakeOrder,
    NotReminded,
    PlannedAccount,
    Why,
    bearing_ids,
    overdue_lines,
    plan_accounts,
)
from reskontra.collections.reminder_terms import LevelFacts, ReminderTermsFacts
from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import PAR
from reskontra.ledger.collecting_accounts import CollectingAccounts
from reskontra.parties.to_collect import PartyToCollect
from reskontra.receivables.to_collect import EntryToCollect

COMPANY = CompanyFacts(1, "Nordan AB", "SE", "SEK", "sv", "se-bas")
DAY = date(2026, 3, 31)
LEVELS = tuple(LevelFacts(n, n, "5D", "10D", n > 1, "FIXED", "", 0, "", 0, False) for n in (1, 2))
PARTY = PartyToCollect(1, "C1", "Alfa AB", "", "", "T", "", "", False)


def book(entries: list[EntryToCollect], history: dict[int, History], **terms: Any) -> ReminderBook:
    return ReminderBook(
        company=COMPANY, accounts=(Account(PARTY, "SEK", tuple(entries)),),
        terms={"T": ReminderTermsFacts(1, "T", "T", levels=LEVELS, **terms)}, history=history, charges={},
        fees_at=set(), customers={}, groups={"": CollectingAccounts(1, "SE", "1510", "8313", "3540", "3740")},
        drafts={}, rates={"SEK": PAR}, waiting={},
    )  # fmt: skip


def entry(id: int, late: int, minor: int, **facts: Any) -> EntryToCollect:
    due = DAY - timedelta(days=late)
    values = {"on_hold": "", "document_type": "INVOICE" if minor > 0 else "PAYMENT"} | facts
    return EntryToCollect(
        id, 1, "SEK", values["document_type"], f"F-{id}", due, due, minor, minor, values["on_hold"],
    )  # fmt: skip


ENTRIES = st.lists(
    st.builds(
        entry, st.integers(1, 99), st.integers(-10, 20), st.integers(-500, 2000).filter(bool),
        on_hold=st.sampled_from(["", "", "X"]),
    ),
    min_size=1, max_size=6, unique_by=lambda one: one.id,
)  # fmt: skip
PAST = st.builds(
    History, st.integers(1, 2), st.integers(1, 3), st.integers(0, 20).map(lambda days: DAY - timedelta(days=days))
)


@pytest.mark.parametrize(
    ("level", "held", "why"),
    [
        (0, Held(400, Why.DISPUTED, is_disputed=True), None),  # the rest is reminded of once
        (1, Held(400, Why.DISPUTED, is_disputed=True), Why.DISPUTED),  # no demand before the answer
        (1, Held(400, Why.DISPUTED), None),  # answered, and the credit memo is awaited
    ],
)
def test_an_objection_is_answered_before_more_than_a_reminder(level: int, held: Held, why: Why | None) -> None:
    past = {1: History(level, 1, DAY - timedelta(days=20))} if level else {}
    (found,) = plan_accounts(book=book([entry(1, 40, 1000)], past), order=MakeOrder(DAY), held={1: held})
    if why:
        assert isinstance(found, NotReminded)
        assert found.why is why
    else:
        assert isinstance(found, PlannedAccount)
        assert found.plan.demanded_minor == 600


@given(ENTRIES, st.dictionaries(st.integers(1, 99), PAST, max_size=3), st.booleans(), st.booleans(), st.data())
def test_only_what_is_overdue_at_its_level_is_asked_for(
    entries: list[EntryToCollect], history: dict[int, History], has_on_hold: bool, at_once: bool, data: Any
) -> None:
    """Nothing on hold or in grace; held parts are not asked for; the level is one that there is."""
    held = {one.id: Held(data.draw(st.integers(1, one.remaining_minor)), Why.DISPUTED)
            for one in entries if one.remaining_minor > 0 and data.draw(st.booleans())}  # fmt: skip
    order = MakeOrder(DAY, has_on_hold=has_on_hold, is_at_one_level=at_once)
    (found,) = plan_accounts(book=book(entries, history, most_reminders=3), order=order, held=held)
    if isinstance(found, NotReminded):
        return
    by_id = {one.id: one for one in entries}
    for line in overdue_lines(found.plan):
        one, past = by_id[line.entry.id], history.get(line.entry.id, History())
        assert not one.on_hold
        assert (past.due_date or one.due_date) + timedelta(days=5) < DAY
        assert 1 <= line.level <= len(LEVELS)
        assert past.times < 3
        assert at_once or line.level == min(past.level + 1, len(LEVELS))
        taken = held[one.id].minor if one.id in held else 0
        assert line.demanded_minor == one.remaining_minor - taken
    assert not found.plan.level or found.plan.demanded_minor > 0
    assert bearing_ids([found]) == {line.entry.id for line in overdue_lines(found.plan) if line.level > 1}


def why(entries: list[EntryToCollect], order: MakeOrder | None = None, **terms: Any) -> tuple[Why, str]:
    past = {7: History(2, 3, DAY - timedelta(days=9))}
    held = {8: Held(100, Why.PLAN, DAY), 9: Held(100, Why.PROMISED)}
    (found,) = plan_accounts(book=book(entries, past, **terms), order=order or MakeOrder(DAY), held=held)
    assert isinstance(found, NotReminded)
    return found.why, found.about


def test_why_not() -> None:
    assert why([entry(7, 30, 100)], most_reminders=3) == (Why.MOST_REACHED, "3")
    assert why([entry(8, 30, 100)]) == (Why.PLAN, "2026-03-31")
    assert why([entry(9, 30, 100)]) == (Why.PROMISED, "")
    assert why([entry(1, 30, 100)], MakeOrder(DAY, last_levels=frozenset({1}))) == (Why.NOT_ASKED, "")
    assert why([entry(1, 30, 100)], MakeOrder(DAY, document_types=frozenset({"REMINDER"}))) == (Why.NOT_ASKED, "")
    assert why([entry(1, 3, 100), entry(2, 5, 100)]) == (Why.IN_GRACE, "2026-03-31")


def test_a_promise_holds_nothing_back_where_the_terms_say_so() -> None:
    entries = [entry(9, 30, 100), entry(1, 30, 50)]
    of_terms = book(entries, {}, pauses_promises=False)
    (found,) = plan_accounts(book=of_terms, order=MakeOrder(DAY), held={9: Held(100, Why.PROMISED)})
    assert isinstance(found, PlannedAccount)
    assert found.plan.demanded_minor == 150


def test_other_terms_are_left_out() -> None:
    assert not list(plan_accounts(book=book([entry(1, 30, 100)], {}), order=MakeOrder(DAY, terms=("X",)), held={}))
