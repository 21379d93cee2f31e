"""Who would be reminded of what, at which level and cost, and who would not and why. Nothing is written here.

A customer's terms say the steps; core/reminders.py says which entries are at which. Here they meet the books: holds,
promises, receipts that wait, fees and interest, texts in the customer's language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reskontra.collections.reminder_book import NEVER, Account, History, ReminderBook
from reskontra.collections.reminder_costs import Worth
from reskontra.collections.reminder_terms import ReminderTermsFacts
from reskontra.core.exchange import Valuation
from reskontra.core.reminders import (
    Asked,
    NotMade,
    OpenEntry,
    ReminderLine,
    ReminderPlan,
    Section,
    grace_end,
    plan_reminder,
)
from reskontra.receivables.to_collect import EntryToCollect

UNASKED = frozenset({"PAYMENT", "REFUND"})  # stand among what is not due in any case


@dataclass(frozen=True, slots=True)
class MakeOrder:
    """What a person wants reminders of.

    customers, terms     numbers and codes; () for all
    document_types       entries of these alone; empty for every type. line_fee_types: those that bear a fee each
    last_levels          entries that were reminded at one of these last; None for any
    has_on_hold, has_earlier   shows those entries too, demanding nothing of them
    override             why a reminder is made while a receipt waits or a statement is missing; "" refuses
    """

    document_date: date
    posting_date: date | None = None
    customers: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    document_types: frozenset[str] = frozenset()
    line_fee_types: frozenset[str] = frozenset({"INVOICE"})
    last_levels: frozenset[int] | None = None
    is_overdue_only: bool = True
    has_on_hold: bool = False
    has_earlier: bool = False
    is_at_one_level: bool = False
    override: str = ""

    @property
    def posted_on(self) -> date:
        return self.posting_date or self.document_date

    def asked(self) -> Asked:
        return Asked(
            self.document_date, self.is_overdue_only, self.has_on_hold, self.has_earlier, self.is_at_one_level,
            self.last_levels,
        )  # fmt: skip


class Why(StrEnum):
    """Why a customer with something overdue gets no reminder in a currency."""

    NO_TERMS = "NO_TERMS"
    NO_LEVELS = "NO_LEVELS"
    BLOCKED = "BLOCKED"
    PRIVACY = "PRIVACY"
    DRAFT_EXISTS = "DRAFT_EXISTS"
    RECEIPT_WAITS = "RECEIPT_WAITS"
    RATE_MISSING = "RATE_MISSING"
    CREDIT_BALANCE = "CREDIT_BALANCE"
    BELOW_MINIMUM = "BELOW_MINIMUM"
    ON_HOLD = "ON_HOLD"
    DISPUTED = "DISPUTED"
    PROMISED = "PROMISED"
    PLAN = "PLAN"
    HANDED_OVER = "HANDED_OVER"
    MOST_REACHED = "MOST_REACHED"
    IN_GRACE = "IN_GRACE"
    NOT_ASKED = "NOT_ASKED"


class Held(NamedTuple):
    """How much of an entry is kept back, why, and the last day of it where one is known.

    is_disputed   the customer disputes it or a part of it, and is not answered yet
    """

    minor: int
    why: Why
    until: date | None = None
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class NotReminded:
    """A customer without a reminder. about: a draft, a journal, a day or a code that belongs to the reason."""

    party: str
    name: str
    currency: str
    why: Why
    overdue_minor: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAccount:
    """A customer to be reminded in a currency: which lines at which levels."""

    account: Account
    terms: ReminderTermsFacts
    plan: ReminderPlan
    worth: Worth
    entries: Mapping[int, EntryToCollect] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Entries that may be on a reminder, and of those that may not, why the first is kept back."""

    entries: tuple[OpenEntry, ...]
    why: Why | None
    until: date | None


def plan_accounts(
    *, book: ReminderBook, order: MakeOrder, held: Mapping[int, Held]
) -> Iterator[PlannedAccount | NotReminded]:
    """Each account of the book that has something overdue, as what it comes to."""
    for account in book.accounts:
        terms = book.terms.get(account.party.reminder_terms or book.default_terms)
        if order.terms and (terms is None or terms.code not in order.terms):
            continue
        if why := _not_at_all(book, account, terms, order):
            yield not_reminded(account, order, *why)
            continue
        assert terms is not None, "an account without terms was told before"
        yield _planned(book, account, terms, order, held)


def _not_at_all(
    book: ReminderBook, account: Account, terms: ReminderTermsFacts | None, order: MakeOrder
) -> tuple[Why, str] | None:
    """What keeps every reminder from the customer, whatever his entries are."""
    party = account.party
    reasons = (
        (party.is_privacy_blocked, Why.PRIVACY, ""),
        (party.blocked == "ALL", Why.BLOCKED, ""),
        (terms is None, Why.NO_TERMS, party.reminder_terms),
        (terms is not None and not terms.levels, Why.NO_LEVELS, party.reminder_terms),
        (
            (party.id, account.currency) in book.drafts,
            Why.DRAFT_EXISTS,
            book.drafts.get((party.id, account.currency), ""),
        ),
        (party.id in book.waiting and not order.override, Why.RECEIPT_WAITS, book.waiting.get(party.id, "")),
        (account.currency not in book.rates, Why.RATE_MISSING, account.currency),
    )
    return next(((why, about) for is_so, why, about in reasons if is_so), None)


def _planned(
    book: ReminderBook, account: Account, terms: ReminderTermsFacts, order: MakeOrder, held: Mapping[int, Held]
) -> PlannedAccount | NotReminded:
    kept = _may_be_reminded(book, account, terms, order, held)
    plan = plan_reminder(terms=terms.rules(), entries=kept.entries, asked=order.asked())
    if plan.not_made is not None:
        return not_reminded(account, order, *_reason(book, account, terms, order, plan, kept))
    worth = Worth(
        Valuation(account.currency, book.rates[account.currency]), book.company.currency, book.company.country
    )
    if plan.level and worth.local(plan.demanded_minor) < terms.minimum_minor:
        return not_reminded(account, order, Why.BELOW_MINIMUM, "")
    return PlannedAccount(account, terms, plan, worth, {one.id: one for one in account.entries})


def _may_be_reminded(
    book: ReminderBook, account: Account, terms: ReminderTermsFacts, order: MakeOrder, held: Mapping[int, Held]
) -> _Kept:
    found: list[OpenEntry] = []
    why: Why | None = None
    until: date | None = None
    for one in account.entries:
        if order.document_types and one.document_type not in order.document_types:
            continue
        kept = kept_back(one, terms, held.get(one.id))
        past = book.history.get(one.id, NEVER)
        is_whole = kept is not None and (kept.minor >= one.remaining_minor or is_to_be_answered(book, kept, past))
        if kept is not None and is_whole and one.due_date < order.document_date and why is None:
            why, until = kept.why, kept.until
        if kept is not None and is_whole and kept.why in (Why.PROMISED, Why.PLAN, Why.HANDED_OVER):
            continue  # what is agreed on is on no section of a reminder
        found.append(
            OpenEntry(
                id=one.id, due_date=one.due_date, remaining_minor=one.remaining_minor,
                held_minor=kept.minor if kept else 0, last_level=past.level, reminders=past.times,
                reminded_due=past.due_date, is_payment=one.document_type in UNASKED, is_on_hold=is_whole,
            )
        )  # fmt: skip
    return _Kept(tuple(found), why, until)


def is_to_be_answered(book: ReminderBook, kept: Held, past: History) -> bool:
    """Whether the undisputed rest waits, too: in Sweden who objects is answered before demands go beyond a reminder."""
    return kept.is_disputed and past.level > 0 and book.company.country == "SE"


def kept_back(one: EntryToCollect, terms: ReminderTermsFacts, held: Held | None) -> Held | None:
    """What keeps an entry back, or a part of it; a promise does so as the terms say."""
    if one.on_hold:
        return Held(one.remaining_minor, Why.ON_HOLD)
    return held if held is not None and (held.why is not Why.PROMISED or terms.pauses_promises) else None


def _reason(
    book: ReminderBook, account: Account, terms: ReminderTermsFacts, order: MakeOrder, plan: ReminderPlan, kept: _Kept
) -> tuple[Why, str]:
    if plan.not_made is NotMade.CREDIT_BALANCE:
        return Why.CREDIT_BALANCE, ""
    if kept.why is not None:
        return kept.why, kept.until.isoformat() if kept.until else ""
    open_ones = [one for one in kept.entries if one.remaining_minor > 0 and one.due_date < order.document_date]
    if order.last_levels is not None:
        open_ones = [one for one in open_ones if one.last_level in order.last_levels]
    if not open_ones:
        return Why.NOT_ASKED, ""
    if all(terms.most_reminders and one.reminders >= terms.most_reminders for one in open_ones):
        return Why.MOST_REACHED, str(terms.most_reminders)
    rules = terms.rules()
    return Why.IN_GRACE, min(grace_end(rules, one) for one in open_ones).isoformat()


def not_reminded(account: Account, order: MakeOrder, why: Why, about: str) -> NotReminded:
    """An account without a reminder, with what of it is overdue."""
    overdue = sum(one.remaining_minor for one in account.entries if one.due_date < order.document_date)
    return NotReminded(account.party.number, account.party.name, account.currency, why, overdue, about)


def overdue_lines(plan: ReminderPlan) -> list[ReminderLine]:
    """The lines that are asked for."""
    return [line for line in plan.lines if line.section is Section.OVERDUE]


def bearing_ids(planned: Collection[PlannedAccount] | Sequence[PlannedAccount]) -> set[int]:
    """The entries whose level calculates interest."""
    return {
        line.entry.id
        for one in planned
        for line in overdue_lines(one.plan)
        if one.terms.level(line.level).calculates_interest
    }
