"""Claims as a person names them for a promise, a plan or a dispute: open, of one customer, in one currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Model

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.applying import EntryName
from reskontra.receivables.correcting import find_claim

LONGEST_NOTE = 500


class ClaimsOfSeveral(Refused):
    code = "claims_of_several"
    template = "{document} is of {customer}, and {other} of {other_customer}. Name documents of one customer."


class ClaimsInSeveralCurrencies(Refused):
    code = "claims_in_several_currencies"
    template = "{document} is in {currency}, and {other} in {other_currency}. Name documents in one currency."


class NothingOverdue(Refused):
    code = "nothing_overdue"
    template = "Nothing of {customer} was due before {day}. Name the documents."


class NothingNamed(Refused):
    code = "no_claim_named"
    template = 'No document was named. Name at least one, such as "customer:INV-1", or a customer with --customer.'


class NoteTooLong(Refused):
    code = "claim_note_too_long"
    template = "The note has {length} characters. Write at most {most}."


@dataclass(frozen=True, slots=True)
class ClosedDispute:
    """rest: of what was disputed, what the customer was not right in."""

    number: int
    document: str
    credited: Money
    rest: Money


def find_claims(*, company: CompanyFacts, names: Sequence[EntryName]) -> tuple[PartySummary, list[OpenEntry]]:
    """The customer and its open claims, locked, the earliest due first; one that is named twice is one.

    refuses   NothingNamed, DocumentUnknown, DocumentNotUnique, EntryNotOpen, NotAClaim, ClaimsOfSeveral,
              ClaimsInSeveralCurrencies
    """
    found: dict[int, OpenEntry] = {}
    for name in names:
        claim, _group = find_claim(company=company, name=name)
        found[claim.entry_id] = claim
    if not found:
        raise NothingNamed()
    first, *rest = found.values()
    parties = parties_by_id(company=company, ids={claim.party_id for claim in found.values()})
    for other in rest:
        if other.party_id != first.party_id:
            raise ClaimsOfSeveral(
                document=first.document_number,
                customer=parties[first.party_id].number,
                other=other.document_number,
                other_customer=parties[other.party_id].number,
            )
        if other.currency != first.currency:
            raise ClaimsInSeveralCurrencies(
                document=first.document_number,
                currency=first.currency,
                other=other.document_number,
                other_currency=other.currency,
            )
    return parties[first.party_id], sorted(found.values(), key=lambda one: (one.due_date or date.max, one.entry_id))


def overdue_names(*, company: CompanyFacts, customer: PartySummary, day: date) -> list[EntryName]:
    """The customer's open claims that were due before the day, the earliest first.

    refuses   NothingOverdue
    """
    sql = (
        "SELECT e.id, e.document_number FROM {values} CROSS JOIN receivables_entry e WHERE e.company_id = %s "
        "AND e.party_id = v.value AND NOT e.remaining_minor = 0 AND e.remaining_minor > 0 AND e.due_date < %s "
        "ORDER BY e.due_date, e.id"
    )
    rows = bulk.lookup(sql, [customer.id], company.id, day)
    names = [EntryName("CUSTOMER", number, entry_id=id) for id, number in rows]
    if not names:
        raise NothingOverdue(customer=customer.number, day=day)
    return names


def next_number(*, company: CompanyFacts, table: type[Model]) -> int:
    """Of the company's promises, disputes or plans; inside the lock of the company."""
    rows: Any = table._default_manager.filter(company=company.id)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def note_of(text: str) -> str:
    """refuses   NoteTooLong"""
    note = " ".join(text.split())
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(length=len(note), most=LONGEST_NOTE)
    return note
