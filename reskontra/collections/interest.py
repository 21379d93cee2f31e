"""Late interest of customers' entries as of a day: what was owed of each, from when it bears interest, at which rates.

A handful of questions for any number of entries. Source: the specification of collecting, 12 and 19.1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reskontra.collections.disputed_interest import CHARGING, Credited, LeftOut, credited_of, left_out_of
from reskontra.collections.holding import Held, handed_over_among, held_of
from reskontra.collections.interest_starts import interest_starts
from reskontra.collections.interest_terms import InterestTermsFacts, interest_terms
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import HoldReason
from reskontra.core.errors import Refused
from reskontra.core.interest import InterestSegment, Movement, balance_interest, daily_interest, rate_on
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.receivables.owed_over_time import OwedOverTime, owed_over_time

_CHARGED = (
    "SELECT l.entry_id, CAST(max(c.document_date) AS text) "
    "FROM {values} CROSS JOIN collections_collectionline l JOIN collections_collectiondocument c "
    "ON c.company_id = l.company_id AND c.id = l.document_id "
    "WHERE l.company_id = %s AND l.entry_id = v.value AND l.role = 'OVERDUE' AND c.state = 'ISSUED' "
    f"AND {CHARGING} GROUP BY l.entry_id"
)
_STARTED = (
    "SELECT l.document_id, l.entry_id, e.document_number, CAST(l.from_date AS text) "
    "FROM {values} CROSS JOIN collections_collectionline l JOIN receivables_entry e ON e.id = l.entry_id "
    "WHERE l.company_id = %s AND l.document_id = v.value AND l.role = 'OVERDUE' AND l.from_date IS NOT NULL "
    "ORDER BY l.document_id, l.position"
)
_ENDED = (
    "SELECT d.id, l.entry_id, e.document_number, c.number, CAST(n.from_date AS text) FROM {values} "
    "CROSS JOIN collections_collectiondocument d JOIN collections_collectionline n ON n.company_id = d.company_id "
    "AND n.document_id = d.id AND n.role = 'OVERDUE' JOIN receivables_entry e ON e.id = n.entry_id "
    "JOIN collections_collectionline l ON l.company_id = n.company_id AND l.entry_id = n.entry_id "
    "AND l.role = 'OVERDUE' JOIN collections_collectiondocument c ON c.id = l.document_id AND c.state = 'CANCELLED' "
    "AND c.document_date = n.from_date AND c.cancelled_at > d.made_at "
    f"WHERE d.company_id = %s AND d.id = v.value AND {CHARGING} ORDER BY d.id, n.position"
)
_WITH_INTEREST = (
    "SELECT c.entry_id FROM {values} CROSS JOIN collections_collectiondocument c WHERE c.company_id = %s "
    "AND c.party_id = v.value AND c.kind = 'REMINDER' AND c.posts_interest AND c.entry_id IS NOT NULL "
    "AND NOT c.interest_minor = 0"
)
_NOT_HELD = Held(0, (), None)
_NOT_CREDITED = Credited()
_NEVER_BEARING = ("PAYMENT", "CREDIT_MEMO")


class InterestChargedMeanwhile(Refused):
    code = "interest_charged_meanwhile"
    template = (
        "Interest on {document} was charged until {day} since draft {draft} was made. "
        "Delete the draft, and make it anew."
    )


class ChargedLater(Refused):
    code = "charged_later"
    template = "{later} charged interest on {document} after {number}. Cancel {later} first."


class InterestCancelledMeanwhile(Refused):
    code = "interest_cancelled_meanwhile"
    template = (
        "Draft {draft} charges interest on {document} from where {cancelled} ended, which was cancelled since. "
        "Make its lines anew: reskontra reminders suggest {draft}."
    )


@dataclass(frozen=True, slots=True)
class BearingEntry:
    """An entry that bears interest: terms that it does so by; after: the day after which it has none charged yet.

    disputed_minor   of what is left, for which none is asked; is_on_hold, is_handed_over: of the entry
    dispute_id       of the case that it is disputed by; left_out: what earlier documents charged nothing for
    credited         what was right to dispute of it, credited or not yet: it never bears interest
    """

    owed: OwedOverTime
    terms: InterestTermsFacts
    after: date
    disputed_minor: int = 0
    is_on_hold: bool = False
    is_handed_over: bool = False
    dispute_id: int | None = None
    left_out: tuple[LeftOut, ...] = ()
    credited: Credited = _NOT_CREDITED

    @property
    def bearing_minor(self) -> int:
        """What it began with, less what is disputed, and what was right to dispute and is not credited yet."""
        return self.owed.began_minor - self.disputed_minor - self.credited.awaited_minor

    @property
    def movements(self) -> tuple[Movement, ...]:
        """Of what bears interest, since the day after."""
        owed = self.owed
        return self.credited.since(after=self.after, owed_minor=self.bearing_minor, movements=owed.movements)

    @property
    def left_minor(self) -> int:
        """What is left of it at the end that bears interest."""
        return max(0, self.owed.remaining_minor - self.disputed_minor - self.credited.awaited_minor)

    @property
    def left_out_now(self) -> int | None:
        """What a document that is made now has to say that it leaves out; None where no case stands."""
        return self.disputed_minor if self.dispute_id else None

    def segments(self, as_of: date) -> tuple[InterestSegment, ...]:
        """What was left out while it was disputed, then the days since it was charged last.

        refuses   InterestRateMissing
        """
        before = [found for one in self.left_out for found in one.segments(self.terms, self.owed.currency)]
        return (*before, *self._since(as_of))

    def _since(self, as_of: date) -> tuple[InterestSegment, ...]:
        owed, terms = self.owed, self.terms
        until = min(as_of, owed.settled_on or as_of)
        if until <= self.after:
            return ()
        rates = terms.rates_in(owed.currency)
        if terms.is_daily:
            return daily_interest(
                owed_minor=self.bearing_minor, movements=self.movements, after=self.after, until=until, rates=rates,
                day_count=terms.day_count,
            )  # fmt: skip
        rate = rate_on(as_of, rates)
        left = self.left_minor
        interest = balance_interest(remaining_minor=left, rate=rate)
        days = (until - self.after).days
        return (InterestSegment(self.after, until, rate, left * days, interest),) if interest else ()


@dataclass(frozen=True, slots=True)
class Interest:
    """Of one entry, by the segments of its rates; while dispute_id stands, on all but disputed_minor of it."""

    segments: tuple[InterestSegment, ...] = ()
    dispute_id: int | None = None
    disputed_minor: int | None = None

    @property
    def interest_minor(self) -> int:
        return sum(one.interest_minor for one in self.segments)


NO_INTEREST = Interest()


def interest_of(
    *, company: CompanyFacts, entry_ids: Collection[int], as_of: date, terms: str = ""
) -> dict[int, Interest]:
    """Interest not charged yet of each entry that has any, by the segments of its rates; in the entry's currency.

    Nothing for payments and credit memos, for what nobody owes us, for what is disputed, and for entries of customers
    without interest terms; nor for earlier interest and fees, unless the terms say so. Holds are not looked at.

    terms     code of the interest terms to go by; "" for each customer's own
    refuses   InterestRateMissing, with the document's number
    """
    found = {}
    for one in bearing_entries(company=company, entry_ids=entry_ids, as_of=as_of, terms=terms):
        try:
            segments = one.segments(as_of)
        except Refused as refusal:
            raise refusal.at(one.owed.document_number) from None
        if segments:
            found[one.owed.entry_id] = Interest(segments, one.dispute_id, one.left_out_now)
    return found


def bearing_entries(
    *, company: CompanyFacts, entry_ids: Collection[int], as_of: date, terms: str = ""
) -> Iterator[BearingEntry]:
    """The entries among these that bear interest, with when it begins; some have none by the day."""
    known = interest_terms(company=company)
    owed = owed_over_time(company=company, entry_ids=entry_ids, as_of=as_of)
    starts = interest_starts(company=company, owed=owed)
    charged = charged_until(company=company, entry_ids=owed)
    posted = _interest_within(company, owed)
    held = held_of(company=company, entry_ids=owed, as_of=as_of)
    credited = credited_of(company=company, entry_ids=owed, as_of=as_of)
    left_out = left_out_of(company=company, entry_ids=owed, as_of=as_of, credited=credited)
    handed_over = handed_over_among(company=company, entry_ids=owed)
    for id, one in owed.items():
        by = known.get(terms or one.interest_terms)
        if by is None or not _bears(one, by, has_interest=id in posted) or (start := starts.of(one)) is None:
            continue
        back = held.get(id, _NOT_HELD)
        yield BearingEntry(
            one, by, max(start, charged.get(id, start)), back.disputed_minor,
            is_on_hold=HoldReason.ON_HOLD in back.reasons, is_handed_over=id in handed_over,
            dispute_id=back.dispute_id, left_out=left_out.get(id, ()), credited=credited.get(id, _NOT_CREDITED),
        )  # fmt: skip


def charged_until(*, company: CompanyFacts, entry_ids: Collection[int]) -> dict[int, date]:
    """The day to which interest on these entries was charged last, by what is issued and not cancelled."""
    return {id: day_of(day) for id, day in bulk.lookup(_CHARGED, entry_ids, company.id)}


def charged_meanwhile(*, company: CompanyFacts, drafts: Mapping[int, str]) -> dict[int, InterestChargedMeanwhile]:
    """Drafts that ask for days which another document has charged by now: no day is charged or asked for twice.

    drafts    key → number, of those that ask for interest, posted or not
    """
    lines = list(bulk.lookup(_STARTED, drafts, company.id))
    until = charged_until(company=company, entry_ids={entry for _draft, entry, _number, _day in lines})
    found: dict[int, InterestChargedMeanwhile] = {}
    for draft, entry, number, day in lines:
        if entry in until and day_of(day) < until[entry] and draft not in found:
            found[draft] = InterestChargedMeanwhile(document=number, day=until[entry], draft=drafts[draft])
    return found


def days_lost(*, company: CompanyFacts, drafts: Mapping[int, str]) -> dict[int, InterestCancelledMeanwhile]:
    """Drafts that go on from where a document ended that was cancelled since: its days would never be charged.

    drafts    as charged_meanwhile() has them
    """
    lines = list(bulk.lookup(_ENDED, drafts, company.id))
    until = charged_until(company=company, entry_ids={entry for _draft, entry, *_rest in lines})
    found: dict[int, InterestCancelledMeanwhile] = {}
    for draft, entry, document, cancelled, day in lines:
        if until.get(entry, date.min) < day_of(day):
            refusal = InterestCancelledMeanwhile(draft=drafts[draft], document=document, cancelled=cancelled)
            found.setdefault(draft, refusal)
    return found


def refuse_charged_later(*, company: CompanyFacts, document: CollectionDocument, ids: Collection[int | None]) -> None:
    """Refuse to cancel what charged interest on these entries, and another document went on from where it ended.

    refuses   ChargedLater
    """
    later = (
        CollectionLine.objects.filter(
            company=company.id, entry__in=[id for id in ids if id], role="OVERDUE", document__state="ISSUED",
            document__document_date__gt=document.document_date,
        )
        .exclude(document__kind="REMINDER", document__posts_interest=False)
        .exclude(document__kind="REMINDER", amount_minor=0)
        .select_related("document", "entry")
        .order_by("-document__document_date", "-id")
        .first()
    )  # fmt: skip
    if later is not None:
        entry = later.entry
        raise ChargedLater(
            later=later.document.number, document=entry.document_number if entry else "", number=document.number
        )


def _bears(one: OwedOverTime, terms: InterestTermsFacts, *, has_interest: bool) -> bool:
    """Whether an entry bears interest at all; a reminder with interest in it only where interest bears interest."""
    if one.began_minor <= 0 or one.document_type in _NEVER_BEARING:
        return False
    if one.document_type == "FINANCE_CHARGE":
        return terms.bears_on_interest
    if one.document_type == "REMINDER":
        return terms.bears_on_fees and (terms.bears_on_interest or not has_interest)
    return True


def _interest_within(company: CompanyFacts, owed: Mapping[int, OwedOverTime]) -> set[int]:
    """Entries of reminders that posted interest."""
    ids = [id for id, one in owed.items() if one.document_type == "REMINDER"]
    parties = {owed[id].party_id for id in ids}
    return {row[0] for row in bulk.lookup(_WITH_INTEREST, parties, company.id)}.intersection(ids)
