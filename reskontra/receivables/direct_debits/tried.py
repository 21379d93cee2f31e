"""What became of debits that were sent to the bank: of one document, or those of a customer that came back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.direct_debit import Scheme, is_final, is_try
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.receivables.models import Debit

SETTING, DEFAULT = "direct_debit_tries", "3"
_IDS = 400


@dataclass(frozen=True, slots=True)
class TriedDebit:
    """A debit that the bank has or had. day: when it came back, else when it is or was drawn."""

    debit: str
    collection: str
    document: str
    entry_id: int
    day: date
    amount: Money
    state: str
    reason: str
    reason_text: str


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a document was debited in vain, and by which mandates the bank says it never will be."""

    count: int = 0
    refused: frozenset[int] = frozenset()


def most_tries(*, company: CompanyFacts) -> int | None:
    """How often a document is debited that comes back; None is without end."""
    found = setting(company=company, key=SETTING, default=DEFAULT)
    return int(found) if found else None


def tries_of(*, company: CompanyFacts, entry_ids: Collection[int]) -> Mapping[int, Tries]:
    """Of the documents that a debit came back of."""
    found: dict[int, Tries] = {}
    for batch in bulk.chunks(sorted(set(entry_ids)), _IDS):
        rows = _sent(company).filter(entry__in=batch, state="REJECTED")
        for entry_id, mandate_id, scheme, reason in rows.values_list(
            "entry_id", "mandate_id", "collection__scheme", "reason"
        ):
            before, by = found.get(entry_id, Tries()), Scheme(scheme)
            found[entry_id] = Tries(
                before.count + is_try(by, reason),
                before.refused | ({mandate_id} if is_final(by, reason) else set()),
            )
    return found


def debits_of_entry(*, company: CompanyFacts, entry_id: int) -> list[TriedDebit]:
    """The newest first."""
    return _told(_sent(company).filter(entry=entry_id))


def debits_back(*, company: CompanyFacts, party_id: int, most: int) -> list[TriedDebit]:
    """A customer's debits that came back, the newest first."""
    return _told(_sent(company).filter(party=party_id, state="REJECTED")[:most])


def _sent(company: CompanyFacts) -> QuerySet[Debit]:
    rows = Debit.objects.filter(company=company.id).exclude(state="NEW").exclude(collection__message_id="")
    return rows.select_related("collection", "entry").order_by("-id")


def _told(rows: QuerySet[Debit]) -> list[TriedDebit]:
    return [
        TriedDebit(
            row.transaction_id, row.collection.number, row.entry.document_number, row.entry_id,
            row.returned_date or row.transfer_date, Money(row.amount_minor, row.collection.currency), row.state,
            row.reason, row.reason_text,
        )
        for row in rows
    ]  # fmt: skip
