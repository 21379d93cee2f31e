"""Whom a finance charge memo would charge for which entries, and who would get none and why. Nothing is written here.

Per customer and currency: what late entries bear by the customer's interest terms, as far as no document has charged
it, a fee, and the terms' minimum over all currencies together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from reskontra.collections.interest import BearingEntry, bearing_entries
from reskontra.collections.interest_terms import InterestTermsFacts, interest_terms
from reskontra.collections.models import CollectionDocument, CustomerTerms
from reskontra.collections.reminder_book import charges_of
from reskontra.collections.reminder_costs import OF_COLLECTING, Worth, charged_fee
from reskontra.companies.queries import CompanyFacts, rates_on
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.core.exchange import Valuation
from reskontra.core.interest import InterestSegment
from reskontra.core.late_payment_law import Charge, Cost, Debtor
from reskontra.parties.on_terms import interest_terms_of
from reskontra.parties.to_collect import PartyToCollect, parties_to_collect
from reskontra.receivables.paid_late import paid_late
from reskontra.receivables.to_collect import entries_to_collect

_A_YEAR = timedelta(days=365)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MemoOrder:
    """What a person wants charged.

    document_date    to which interest is reckoned; posting_date: None for the same
    customers        numbers; () for all. document_types: entries of these alone; empty for every type
    paid_since       settled entries are charged that were paid from then on; None for a year before
    """

    document_date: date
    posting_date: date | None = None
    customers: tuple[str, ...] = ()
    document_types: frozenset[str] = frozenset()
    paid_since: date | None = None

    @property
    def posted_on(self) -> date:
        return self.posting_date or self.document_date

    @property
    def since(self) -> date:
        return self.paid_since or self.document_date - _A_YEAR


class WhyNot(StrEnum):
    """Why a customer with late entries gets no memo in a currency."""

    NO_INTEREST_TERMS = "NO_INTEREST_TERMS"
    PRIVACY = "PRIVACY"
    BLOCKED = "BLOCKED"
    DRAFT_EXISTS = "DRAFT_EXISTS"
    RATE_MISSING = "RATE_MISSING"
    INTEREST_RATE_MISSING = "INTEREST_RATE_MISSING"
    ON_HOLD = "ON_HOLD"
    HANDED_OVER = "HANDED_OVER"
    IN_GRACE = "IN_GRACE"
    BELOW_MINIMUM = "BELOW_MINIMUM"


@dataclass(frozen=True, slots=True)
class NotCharged:
    """about: a draft, a day or a currency that belongs to the reason; interest_minor: what is left uncharged."""

    party: str
    name: str
    currency: str
    why: WhyNot
    about: str = ""
    interest_minor: int = 0


@dataclass(frozen=True, slots=True)
class ChargedEntry:
    """An entry with the interest to charge; segments: of its rates in turn."""

    bearing: BearingEntry
    segments: tuple[InterestSegment, ...]

    @property
    def interest_minor(self) -> int:
        return sum(segment.interest_minor for segment in self.segments)


@dataclass(frozen=True, slots=True)
class MemoPlan:
    """A memo to be made. fee_left_out: why the terms' fee is not charged, where the law forbids it.

    fee_whole_minor   what it comes to by itself, None for no fee; fee_minor: what of it is not covered
    """

    party: PartyToCollect
    currency: str
    terms: InterestTermsFacts
    entries: tuple[ChargedEntry, ...]
    fee_minor: int
    fee_left_out: Refused | None = None
    fee_whole_minor: int | None = None

    @property
    def interest_minor(self) -> int:
        return sum(one.interest_minor for one in self.entries)


@dataclass(frozen=True, slots=True)
class MemoBook:
    """rates: currency → of the posting date, where there is one; drafts: (party, currency) → number; charges: entry →
    costs it bears."""

    company: CompanyFacts
    bearing: tuple[BearingEntry, ...]
    parties: Mapping[int, PartyToCollect]
    drafts: Mapping[tuple[int, str], str]
    rates: Mapping[str, int]
    fee_agreed: Collection[int]
    consumers: Collection[int]
    charges: Mapping[int, Sequence[Charge]]


def read_memo_book(*, company: CompanyFacts, order: MemoOrder, party_ids: Collection[int]) -> MemoBook:
    """Everything of these customers that may have been late, in a handful of queries; of those with interest terms."""
    terms = interest_terms(company=company)
    parties = interest_terms_of(company=company, party_ids=party_ids, codes=list(terms))
    ids = _candidates(company, order, terms, parties)
    bearing = tuple(
        one
        for one in bearing_entries(company=company, entry_ids=ids, as_of=order.document_date)
        if _is_asked(one, order)
    )
    late = {one.owed.party_id for one in bearing}
    drafts = CollectionDocument.objects.filter(
        company=company.id, kind="FINANCE_CHARGE", state="DRAFT", party__in=list(late)
    )
    customers = CustomerTerms.objects.filter(company=company.id, party__in=list(late))
    rates = rates_on(company=company, wanted={(one.owed.currency, order.posted_on) for one in bearing})
    return MemoBook(
        company=company,
        bearing=bearing,
        parties=parties_to_collect(company=company, ids=late),
        drafts={(party, currency): number for party, currency, number in drafts.values_list(
            "party_id", "currency", "draft_number")},
        rates={currency: rate for (currency, _day), rate in rates.items()},
        fee_agreed=set(customers.filter(is_fee_agreed=True).values_list("party_id", flat=True)),
        consumers=set(customers.filter(is_consumer=True).values_list("party_id", flat=True)),
        charges=charges_of(
            company=company, entry_ids={one.owed.entry_id for one in bearing}, drafts_of="REMINDER"
        )[0],
    )  # fmt: skip


def _candidates(
    company: CompanyFacts, order: MemoOrder, terms: Mapping[str, InterestTermsFacts], parties: Mapping[int, str]
) -> list[int]:
    """What is open, what was open on the day, and what was paid late before it where the terms charge that."""
    found = {one.id for one in entries_to_collect(company=company, party_ids=parties)}
    found |= set(paid_late(company=company, party_ids=list(parties), since=order.document_date + _DAY))
    closed = [id for id, code in parties.items() if terms[code].charged != "OPEN"]
    found |= set(paid_late(company=company, party_ids=closed, since=order.since))
    return sorted(found)


def _is_asked(one: BearingEntry, order: MemoOrder) -> bool:
    """Late on the day, of a type that is wanted, and open or paid late as the terms charge it."""
    if order.document_types and one.owed.document_type not in order.document_types:
        return False
    if one.owed.due_date >= order.document_date:
        return False
    is_open = one.owed.remaining_minor != 0
    return one.terms.charged == "ALL" or (one.terms.charged == "OPEN") is is_open


def plan_memos(*, book: MemoBook, order: MemoOrder) -> Iterator[MemoPlan | NotCharged]:
    """Each customer and currency of the book that has something to be charged, as what it comes to."""
    known = book.parties
    ordered = sorted(book.bearing, key=lambda one: (known[one.owed.party_id].number, one.owed.currency,
                                                    one.owed.due_date, one.owed.entry_id))  # fmt: skip
    for party_id, of in groupby(ordered, key=lambda one: one.owed.party_id):
        yield from _of_customer(book, order, known[party_id], tuple(of))


def _of_customer(
    book: MemoBook, order: MemoOrder, party: PartyToCollect, bearing: Sequence[BearingEntry]
) -> Iterator[MemoPlan | NotCharged]:
    """The minimum is of all his currencies together, in local currency."""
    plans: list[MemoPlan] = []
    for currency, of in groupby(bearing, key=lambda one: one.owed.currency):
        one = _of_currency(book, order, party, currency, tuple(of))
        if isinstance(one, NotCharged):
            yield one
        elif one is not None:
            plans.append(one)
    total = sum(_worth(book, plan.currency).local(plan.interest_minor) for plan in plans)
    for plan in plans:
        if total < plan.terms.minimum_minor:
            yield _not(party, plan.currency, WhyNot.BELOW_MINIMUM, interest=plan.interest_minor)
        else:
            yield plan


def _of_currency(
    book: MemoBook, order: MemoOrder, party: PartyToCollect, currency: str, bearing: Sequence[BearingEntry]
) -> MemoPlan | NotCharged | None:
    """None where nothing is left to charge."""
    charged, why = [], None
    for one in bearing:
        try:
            entry = ChargedEntry(one, one.segments(order.document_date))
        except Refused:
            return _not(party, currency, WhyNot.INTEREST_RATE_MISSING, one.owed.document_number)
        if not entry.interest_minor and not bears_a_fee_alone(one, order.document_date):
            continue
        if reason := _left_out(one, order.document_date):
            why = why or reason
            continue
        charged.append(entry)
    if not charged:
        return _not(party, currency, why) if why else None
    if reasons := _not_at_all(book, party, currency):
        return _not(party, currency, *reasons)
    with_interest = tuple(one for one in charged if one.interest_minor)
    plan = _with_fee(book, MemoPlan(party, currency, bearing[0].terms, with_interest or tuple(charged), 0))
    return plan if plan.interest_minor or plan.fee_minor else None


def bears_a_fee_alone(one: BearingEntry, day: date) -> bool:
    """Where the terms say so, and once: the memo moves the day to which the entry is charged."""
    return one.terms.makes_fee_alone and one.owed.remaining_minor > one.credited.awaited_minor and one.after < day


def _left_out(one: BearingEntry, day: date) -> WhyNot | None:
    """Who collects a claim that was handed over charges its interest too."""
    reasons = (
        (one.is_on_hold, WhyNot.ON_HOLD),
        (one.is_handed_over, WhyNot.HANDED_OVER),
        (_is_in_grace(one, day), WhyNot.IN_GRACE),
    )
    return next((why for is_so, why in reasons if is_so), None)


def _is_in_grace(one: BearingEntry, day: date) -> bool:
    """Until the last day of grace nothing happens; what was paid by then is not charged later either."""
    return min(day, one.owed.settled_on or day) <= parse_formula(one.terms.grace).after(one.owed.due_date)


def _not_at_all(book: MemoBook, party: PartyToCollect, currency: str) -> tuple[WhyNot, str] | None:
    reasons = (
        (party.is_privacy_blocked, WhyNot.PRIVACY, ""),
        (party.blocked == "ALL", WhyNot.BLOCKED, ""),
        ((party.id, currency) in book.drafts, WhyNot.DRAFT_EXISTS, book.drafts.get((party.id, currency), "")),
        (currency not in book.rates, WhyNot.RATE_MISSING, currency),
    )
    return next(((why, about) for is_so, why, about in reasons if is_so), None)


def _with_fee(book: MemoBook, plan: MemoPlan) -> MemoPlan:
    """The terms' fee, as far as the law allows it of this customer."""
    worth = _worth(book, plan.currency)
    fee = memo_fee(plan.terms, worth)
    debtor = Debtor(
        plan.party.number, is_consumer=plan.party.id in book.consumers, is_fee_agreed=plan.party.id in book.fee_agreed
    )
    owed = [one.bearing.owed for one in plan.entries if one.bearing.owed.document_type not in OF_COLLECTING]
    claims = [book.charges.get(one.entry_id, ()) for one in owed]
    charged = charged_fee(Cost.REMINDER, fee, worth, debtor, claims)
    return replace(plan, fee_minor=charged.minor, fee_left_out=charged.left_out, fee_whole_minor=charged.whole_minor)


def memo_fee(terms: InterestTermsFacts, worth: Worth) -> int:
    """What a memo costs by itself, in the currency that is worth so much."""
    fee = terms.fees.get(worth.currency)
    return worth.from_local(terms.fee_minor) if fee is None else fee


def _worth(book: MemoBook, currency: str) -> Worth:
    return Worth(Valuation(currency, book.rates[currency]), book.company.currency, book.company.country)


def _not(party: PartyToCollect, currency: str, why: WhyNot, about: str = "", *, interest: int = 0) -> NotCharged:
    return NotCharged(party.number, party.name, currency, why, about, interest)
