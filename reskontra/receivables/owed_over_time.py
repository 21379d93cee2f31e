"""What was owed of customers' documents day by day: the amount each began with, and every change of it since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import Movement
from reskontra.database import bulk
from reskontra.database.days import day_of

_ENTRIES = (
    "SELECT e.id, e.party_id, p.finance_charge_terms, e.document_type, e.document_number, e.currency, "
    "CAST(e.document_date AS text), CAST(e.due_date AS text), e.description "
    "FROM {values} CROSS JOIN receivables_entry e JOIN parties_party p ON p.company_id = e.company_id "
    "AND p.id = e.party_id WHERE e.company_id = %s AND e.id = v.value AND e.ledger = 'CUSTOMER'"
)
# In the document's own currency, so that exchange gains and losses are nothing; what is granted counts as what is paid.
_DETAILS = (
    "SELECT d.entry_id, d.kind = 'INITIAL', CAST(d.posting_date AS text), CAST(sum(d.amount_minor) AS bigint) "
    "FROM {values} CROSS JOIN receivables_entrydetail d WHERE d.company_id = %s AND d.entry_id = v.value "
    "AND d.posting_date <= %s AND NOT d.amount_minor = 0 GROUP BY d.entry_id, d.kind = 'INITIAL', d.posting_date "
    "ORDER BY d.entry_id, d.posting_date"
)

# Taken back, the details of the credit memo come once more with the other sign.
_CREDITS = (
    "SELECT d.entry_id, CAST(d.posting_date AS text), CAST(sum(d.amount_minor) AS bigint), w.posted_at "
    "FROM {values} CROSS JOIN receivables_entrydetail d JOIN receivables_entry o ON o.id = d.applied_entry_id "
    "LEFT JOIN ledger_voucher w ON w.id = o.voucher_id "
    "WHERE d.company_id = %s AND d.entry_id = v.value AND d.posting_date <= %s AND o.document_type = 'CREDIT_MEMO' "
    "GROUP BY d.entry_id, d.posting_date, w.posted_at HAVING NOT sum(d.amount_minor) = 0 "
    "ORDER BY d.entry_id, d.posting_date, w.posted_at"
)


@dataclass(frozen=True, slots=True)
class OwedOverTime:
    """A customer's document or payment; amounts in minor units of its currency, + is owed to us.

    interest_terms   code of the customer's, "" for none
    began_minor      its amount; of one loaded as it stood, what was left then
    movements        by day: what was paid, credited, granted or written off −, what was taken back +
    """

    entry_id: int
    party_id: int
    interest_terms: str
    document_type: str
    document_number: str
    currency: str
    document_date: date
    due_date: date
    began_minor: int
    movements: tuple[Movement, ...]
    description: str = ""

    @property
    def remaining_minor(self) -> int:
        """At the end of the last day that was asked for."""
        return self.began_minor + sum(one.minor for one in self.movements)

    @property
    def settled_on(self) -> date | None:
        """The day that settled it, None while something is open."""
        return self.movements[-1].day if self.movements and not self.remaining_minor else None


def owed_over_time(*, company: CompanyFacts, entry_ids: Collection[int], as_of: date) -> dict[int, OwedOverTime]:
    """Customers' entries with all that changed them until a day, that day counted; those posted later are left out."""
    began: dict[int, int] = {}
    moved: dict[int, list[Movement]] = {}
    days = _Days()
    for id, is_initial, day, minor in bulk.lookup(_DETAILS, entry_ids, company.id, as_of):
        if is_initial:
            began[id] = minor
        elif minor:
            moved.setdefault(id, []).append(Movement(days[day], minor))
    return {
        id: OwedOverTime(
            id, party, terms, kind, number, currency, days[made], days[due], began[id], tuple(moved.get(id, ())), said
        )
        for id, party, terms, kind, number, currency, made, due, said in bulk.lookup(_ENTRIES, began, company.id)
    }


@dataclass(frozen=True, slots=True)
class CreditTaken:
    """What a credit memo took off an entry on a day: −, or + taken back. posted_at: of the credit memo, if it is known.

    In minor units of the entry's currency.
    """

    day: date
    minor: int
    posted_at: datetime | None = None

    def is_since(self, moment: datetime) -> bool:
        """Whether it came after the moment: posted later, or posted before and taken off on that day or later."""
        return self.day >= moment.astimezone().date() or self.posted_at is None or self.posted_at >= moment


def credits_of(*, company: CompanyFacts, entry_ids: Collection[int], as_of: date) -> dict[int, tuple[CreditTaken, ...]]:
    """Of the movements until a day those that credit memos made, − where they were applied; by day."""
    found: dict[int, tuple[CreditTaken, ...]] = {}
    for id, day, minor, posted in bulk.lookup(_CREDITS, entry_ids, company.id, as_of):
        found[id] = (*found.get(id, ()), CreditTaken(day_of(day), minor, bulk.moment_of(posted) if posted else None))
    return found


class _Days(dict[Any, date]):
    """Dates by how they are written: there are few of them, each is read once."""

    def __missing__(self, written: Any) -> date:
        day = self[written] = day_of(written)
        return day
