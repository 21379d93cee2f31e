"""Statements of account: what is printed adds up to what is owed, for every ledger; the bands of the worked example."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.customer_statement import (
    Account,
    AgesDoNotFall,
    Asked,
    Item,
    Movement,
    StatementBackwards,
    StatementOfNobody,
    age_bounds,
    age_headings,
    blocks_of,
    check,
    closing,
)
from reskontra.core.dates import DateBeyondCalendar, NotADateFormula
from reskontra.core.errors import Refused

START, END = date(2026, 11, 1), date(2026, 11, 30)
ASKED = Asked(START, END)
OTHER = {"SEK": "EUR", "EUR": "SEK"}


@dataclass
class Ledger:
    """A customer's details as they come, day by day."""

    details: list[Movement] = field(default_factory=list)
    applied: dict[int, list[Movement]] = field(default_factory=dict)

    def add(self, kind: str, entry: Movement, day: date, amount: int, application: int = 0, unapplies: int = 0) -> None:
        detail = replace(
            entry, detail_id=len(self.details) + 1, kind=kind, posting_date=day, amount_minor=amount,
            application=application, unapplies=unapplies,
        )  # fmt: skip
        self.details.append(detail)
        if application:
            self.applied.setdefault(application, []).append(detail)

    def entry(self, day: date, amount: int, currency: str = "SEK", due: int = 10, reversed_with: int = 0) -> Movement:
        number = len(self.details) + 1
        kind = "INVOICE" if amount > 0 else "PAYMENT"
        found = Movement(
            number,
            number,
            "INITIAL",
            day,
            amount,
            currency,
            kind,
            f"D{number}",
            "",
            day + timedelta(due),
            reversed_with,
        )
        self.add("INITIAL", found, day, amount)
        return found

    def apply(self, one: Movement, other: Movement, day: date, amount: int, discount: int = 0) -> int:
        number = len(self.details) + 1
        self.add("APPLICATION", one, day, -amount, number)
        self.add("APPLICATION", other, day, amount, number)
        if discount:
            self.add("PAYMENT_DISCOUNT", one, day, -discount, number)
        return number

    def unapply(self, number: int, day: date) -> None:
        taken_back, new = list(self.applied.pop(number)), len(self.details) + 1
        for one in taken_back:
            self.add(one.kind, one, day, -one.amount_minor, new, number)
        self.applied.pop(new)

    def accounts(self, asked: Asked) -> list[Account]:
        return [self.account(currency, asked) for currency in ("SEK", "EUR")]

    def account(self, currency: str, asked: Asked) -> Account:
        known = [one for one in self.details if one.currency == currency and one.posting_date <= asked.end]
        own = [one for one in known if one.kind == "INITIAL"]
        items = []
        for one in own:
            remaining = sum(detail.amount_minor for detail in known if detail.entry_id == one.entry_id)
            if remaining:
                items.append(
                    Item(
                        one.entry_id, one.document_type, one.document_number, "", one.posting_date, one.due_date,
                        currency, one.amount_minor, remaining,
                    )
                )  # fmt: skip
        inside = [one for one in known if one.posting_date >= asked.start]
        return Account(
            currency, sum(one.amount_minor for one in known if one.posting_date < asked.start),
            sum(one.kind == "INITIAL" for one in inside), tuple(items), tuple(inside),
        )  # fmt: skip


days = st.integers(0, 60).map(lambda n: date(2026, 10, 15) + timedelta(n))


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Entries, applications (also across currencies, with discounts), unapplying and reversals, on any days."""
    ledger = Ledger()
    entries: list[Movement] = []
    for _step in range(draw(st.integers(1, 14))):
        what = draw(st.sampled_from(["entry", "entry", "apply", "unapply", "reverse"]))
        day = draw(days)
        if what == "entry" or len(entries) < 2:
            amount = draw(st.integers(-500, 500))
            entries.append(ledger.entry(day, amount, draw(st.sampled_from(["SEK", "EUR"])), draw(st.integers(-5, 40))))
        elif what == "apply":
            one, other = draw(st.sampled_from(entries)), draw(st.sampled_from(entries))
            day = max(day, one.posting_date, other.posting_date)
            ledger.apply(one, other, day, draw(st.integers(0, 300)), draw(st.sampled_from([0, 7])))
        elif what == "unapply" and ledger.applied:
            number = draw(st.sampled_from(sorted(ledger.applied)))
            ledger.unapply(number, max(day, ledger.applied[number][0].posting_date))
        elif what == "reverse":
            at = draw(st.integers(0, len(entries) - 1))
            known = entries.pop(at)
            ledger.details = [
                replace(one, reversed_with=known.entry_id) if one.entry_id == known.entry_id else one
                for one in ledger.details
            ]
            day = max(day, known.posting_date)
            mirror = ledger.entry(day, -known.amount_minor, known.currency, reversed_with=known.entry_id)
            ledger.apply(known, mirror, day, known.amount_minor)
    return ledger


@given(
    ledgers(),
    days,
    st.integers(0, 40),
    st.sampled_from(["balance", "open"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_what_is_printed_adds_up_to_what_remained_at_the_end(
    ledger: Ledger, start: date, length: int, style: str, reversed_: bool, unapplied: bool, by_posting: bool
) -> None:
    asked = Asked(
        start,
        start + timedelta(length),
        style,
        shows_reversed=reversed_,
        shows_unapplied=unapplied,
        shows_overdue=True,
        ages_by="posting" if by_posting else "due",
    )
    accounts = ledger.accounts(asked)
    blocks = {block.currency: block for block in blocks_of(accounts, asked)}
    owed = {one.currency: closing(one) for one in accounts}
    assert all(blocks[currency].closing_minor == minor for currency, minor in owed.items() if minor)
    for account in accounts:
        block = blocks.get(account.currency)
        if block is None:
            assert not owed[account.currency]
            continue
        assert block.closing_minor == owed[account.currency]
        moved = [line.amount_minor if style == "balance" else line.remaining_minor or 0 for line in block.lines]
        assert block.opening_minor + sum(moved) == block.closing_minor
        assert all(moved)
        overdue = sum(item.remaining_minor for item in block.overdue)
        assert sum(block.ages) == (block.closing_minor if by_posting else overdue)


def lines(ledger: Ledger, asked: Asked = ASKED) -> list[tuple[str, str, int, int | None]]:
    return [
        (line.kind, line.document_number, line.amount_minor, line.remaining_minor)
        for block in blocks_of(ledger.accounts(asked), asked)
        for line in block.lines
    ]


def test_a_balance_is_carried_forward_and_what_moves_nothing_is_not_printed() -> None:
    ledger = Ledger()
    before = ledger.entry(date(2026, 10, 20), 1_000)
    paid = ledger.entry(date(2026, 11, 5), -980)
    ledger.apply(before, paid, date(2026, 11, 5), 980, discount=20)
    ledger.entry(date(2026, 11, 20), 500)
    ledger.entry(date(2026, 12, 2), 700)
    (block,) = blocks_of(ledger.accounts(ASKED), ASKED)
    assert (block.opening_minor, block.closing_minor) == (1_000, 500)
    assert [(line.kind, line.amount_minor, line.running_minor, line.remaining_minor) for line in block.lines] == [
        ("INITIAL", -980, 20, 0), ("PAYMENT_DISCOUNT", -20, 0, None), ("INITIAL", 500, 500, 500),
    ]  # fmt: skip
    (block,) = blocks_of(ledger.accounts(ASKED), replace(ASKED, style="open"))
    assert [(line.amount_minor, line.remaining_minor, line.running_minor) for line in block.lines] == [(500, 500, 500)]


def test_an_application_between_currencies_is_printed_in_both() -> None:
    ledger = Ledger()
    invoice, payment = ledger.entry(START, 100, "EUR"), ledger.entry(START, -1_150)
    ledger.add("APPLICATION", invoice, END, -100, 9)
    ledger.add("APPLICATION", payment, END, 1_150, 9)
    assert [line for line in lines(ledger) if line[0] == "APPLICATION"] == [
        ("APPLICATION", "D1", -100, None), ("APPLICATION", "D2", 1_150, None),
    ]  # fmt: skip


def test_what_was_taken_back_in_the_period_is_left_out_unless_asked_for() -> None:
    ledger = Ledger()
    old = ledger.entry(date(2026, 10, 20), 100, reversed_with=1)
    ledger.apply(old, ledger.entry(date(2026, 11, 3), -100, reversed_with=1), date(2026, 11, 3), 100)
    new = ledger.entry(date(2026, 11, 4), 200, reversed_with=4)
    ledger.apply(new, ledger.entry(date(2026, 11, 5), -200, reversed_with=4), date(2026, 11, 5), 200)
    third, paid = ledger.entry(date(2026, 11, 6), 300), ledger.entry(date(2026, 11, 7), -290)
    ledger.unapply(ledger.apply(third, paid, date(2026, 11, 7), 290, discount=10), date(2026, 11, 8))
    for changed, amounts in (
        ({}, [-100, 300, -290]),
        ({"shows_reversed": True}, [-100, 200, -200, 300, -290]),
        ({"shows_unapplied": True}, [-100, 300, -290, -10, 10]),
    ):
        assert [line[2] for line in lines(ledger, replace(ASKED, **changed))] == amounts


@pytest.mark.parametrize(
    ("asked", "gets"),
    [
        (Asked(START, END, with_balance=False), ["moved"]),
        (Asked(START, END, with_entries=False), ["owes"]),
        (Asked(START, END), ["moved", "owes"]),
        (Asked(START, END, currency="EUR"), []),
    ],
)
def test_who_gets_a_statement(asked: Asked, gets: list[str]) -> None:
    """A balance is that of the end date: who paid later gets one, who has been invoiced later gets none."""
    books = {name: Ledger() for name in ("moved", "owes", "later", "silent")}
    paid = books["moved"].entry(START, 100)
    books["moved"].apply(paid, books["moved"].entry(END, -100), END, 100)
    owed = books["owes"].entry(date(2026, 10, 1), 100)
    books["owes"].apply(owed, books["owes"].entry(date(2026, 12, 1), -100), date(2026, 12, 1), 100)
    books["later"].entry(date(2026, 12, 1), 100)
    assert [name for name, ledger in books.items() if blocks_of(ledger.accounts(asked), asked)] == gets


def test_the_ages_of_the_worked_example() -> None:
    bounds = age_bounds(END, "1M+CM")
    assert [day.isoformat() for day in bounds] == ["2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"]
    assert age_headings(bounds)[0] == (None, date(2026, 7, 31))
    assert age_headings(bounds)[4] == (date(2026, 11, 1), END)
    assert age_bounds(END, "30D")[:2] == (date(2026, 8, 2), date(2026, 9, 1))
    ledger = Ledger()
    days_of_month = ((7, 31, 1), (8, 1, 20), (10, 31, 300), (11, 29, 4_000), (11, 30, 50_000))
    for month, day, amount in days_of_month:
        ledger.entry(date(2026, month, day), amount, due=0)
    asked = replace(ASKED, shows_overdue=True)
    (block,) = blocks_of(ledger.accounts(asked), asked)
    assert block.ages == (1, 20, 0, 300, 4_000)
    assert [item.remaining_minor for item in block.overdue] == [1, 20, 300, 4_000]
    (block,) = blocks_of(ledger.accounts(ASKED), replace(ASKED, ages_by="posting", ages="1M+CM"))
    assert block.ages == (1, 20, 0, 300, 54_000)


@pytest.mark.parametrize(
    ("refusal", "asked"),
    [
        (StatementBackwards, Asked(END, START)),
        (StatementOfNobody, Asked(START, END, with_entries=False, with_balance=False)),
        (NotADateFormula, Asked(START, END, ages="a month")),
        (DateBeyondCalendar, Asked(START, END, ages="600Y")),
        (AgesDoNotFall, Asked(START, END, ages="CM+1M")),
        (AgesDoNotFall, Asked(START, END, ages="CM")),
        (AgesDoNotFall, Asked(START, END, ages="-1M")),
        (AgesDoNotFall, Asked(START, END, ages="0D")),
    ],
)
def test_what_is_refused(refusal: type[Refused], asked: Asked) -> None:
    with pytest.raises(refusal):
        check(asked)
    with pytest.raises(refusal):
        blocks_of([], asked)


def test_one_day_and_no_ages_are_a_statement() -> None:
    assert check(Asked(END, END, ages="")) == ()
