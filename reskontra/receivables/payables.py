"""What we owe and may pay out: open entries of vendors, and credit that customers asked back and got approved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.receivables.models import Entry, Repayment

_IDS = 900
_NOTE_SENT = "UPDATE receivables_repayment SET sent_as = %s WHERE company_id = %s AND id = %s"


@dataclass(frozen=True, slots=True)
class PayableEntry:
    """An entry that may be paid. Amounts are positive where we owe them.

    payment_reference   what the payee wants to read, "" where it asks for none
    """

    entry_id: int
    ledger: str
    party_id: int
    account: str
    name: str
    country: str
    blocked: str
    document_type: str
    document_number: str
    external_document_number: str
    payment_reference: str
    due_date: date
    currency: str
    remaining_minor: int
    discount_minor: int
    discount_date: date | None
    on_hold: str
    dispute_status: str

    @property
    def is_blocked(self) -> bool:
        return self.blocked == "ALL" or (self.blocked == "PAYMENT" and self.ledger == "VENDOR")


@dataclass(frozen=True, slots=True)
class ApprovedRepayment:
    """Credit to be paid back; amount_minor is positive, the account the one that was approved."""

    number: int
    entry_id: int
    amount_minor: int
    account_kind: str
    account_number: str


def payable_entries(
    *, company: CompanyFacts, until: date, discounts_until: date | None, vendors: Sequence[str] = ()
) -> list[PayableEntry]:
    """Open documents of vendors that are due by a day, or whose cash discount ends by another, but for payments.

    vendors   by number; of all of them without any
    """
    wanted = Q(due_date__lte=until)
    if discounts_until is not None:
        wanted |= Q(discount_date__lte=discounts_until) & ~Q(discount_minor=0)
    rows = Entry.objects.filter(company=company.id, ledger="VENDOR").exclude(remaining_minor=0).filter(wanted)
    rows = rows.exclude(document_type="PAYMENT")
    if vendors:
        rows = rows.filter(party__number__in=list(vendors))
    return [_payable(row) for row in rows.select_related("party").order_by("due_date", "id")]


def payables_by_id(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, PayableEntry]:
    """These entries as they are now, settled ones too."""
    found: dict[int, PayableEntry] = {}
    for batch in bulk.chunks(sorted(ids), _IDS):
        rows = Entry.objects.filter(company=company.id, id__in=batch).select_related("party")
        found |= {row.id: _payable(row) for row in rows}
    return found


def approved_repayments(*, company: CompanyFacts) -> list[ApprovedRepayment]:
    """Those that wait to be paid, by number."""
    rows = Repayment.objects.filter(company=company.id, state="APPROVED").exclude(entry__remaining_minor=0)
    columns = ("id", "entry_id", "amount_minor", "account_kind", "account_number")
    return [ApprovedRepayment(*row) for row in rows.order_by("id").values_list(*columns)]


def given_up_repayments(*, company: CompanyFacts, ids: Collection[int]) -> set[int]:
    """Those of the repayments that are not approved any more."""
    found = set[int]()
    for batch in bulk.chunks(sorted(ids), _IDS):
        rows = Repayment.objects.filter(company=company.id, id__in=batch).exclude(state="APPROVED")
        found.update(rows.values_list("id", flat=True))
    return found


def note_sent(*, company: CompanyFacts, sent: Mapping[int, str]) -> None:
    """Repayment → the id of the payment that the bank has been given for it; "" once it is not to be made."""
    pairs = sorted(sent.items())
    bulk.execute_many(_NOTE_SENT, [(key, company.id, id) for id, key in pairs])


def _payable(row: Entry) -> PayableEntry:
    return PayableEntry(
        entry_id=row.id,
        ledger=row.ledger,
        party_id=row.party_id,
        account=row.party.number,
        name=row.party.name,
        country=row.party.country,
        blocked=row.party.blocked,
        document_type=row.document_type,
        document_number=row.document_number,
        external_document_number=row.external_document_number,
        payment_reference=row.payment_reference,
        due_date=row.due_date,
        currency=row.currency,
        remaining_minor=-row.remaining_minor,
        discount_minor=max(-row.discount_minor, 0),
        discount_date=row.discount_date,
        on_hold=row.on_hold,
        dispute_status=row.dispute_status,
    )
