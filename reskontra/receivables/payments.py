"""Write payments with what they settle: entries, application headers, detail rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_posting import Payment
from reskontra.core.entries import DocumentType, Ledger, OpenEntry
from reskontra.database import bulk
from reskontra.receivables.applications import NewApplication, write_applications
from reskontra.receivables.write import EntryDraft, write_entries

# As OpenEntry has them, and the posting group.
_OPEN = (
    "e.id, e.ledger, e.party_id, e.document_type, e.document_number, e.posting_date, e.currency, e.remaining_minor, "
    "e.remaining_local_minor, e.due_date, e.rate_e8, e.adjusted_rate_e8, "
    # What exchange adjustments have put into the local twin, and applications not taken out again.
    "CASE WHEN e.adjusted_rate_e8 IS NULL THEN 0 ELSE (SELECT CAST(coalesce(sum(d.local_minor), 0) AS bigint) "
    "FROM receivables_entrydetail d WHERE d.company_id = e.company_id AND d.entry_id = e.id "
    "AND d.kind IN ('UNREALIZED_GAIN', 'UNREALIZED_LOSS')) END, "
    "e.discount_minor, e.discount_date, e.discount_tolerance_date, e.max_tolerance_minor, e.posting_group_id"
)
_LEDGERS = {ledger.value: ledger for ledger in Ledger}
_TYPES = {kind.value: kind for kind in DocumentType}


class PostedPayment(NamedTuple):
    """A planned payment with the voucher that carries it. text: the payer's name or words."""

    payment: Payment
    voucher_id: int
    voucher_name: str
    posting_date: date
    currency: str
    rate_e8: int
    external_document_number: str = ""
    text: str = ""


def lock_entries(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, tuple[OpenEntry, int]]:
    """Entries as application rules see them, locked in the order of their ids, each with its posting group's id."""
    lock = " FOR UPDATE OF e" if bulk.is_postgresql() else ""
    sql = (
        f"SELECT {_OPEN} FROM {{values}} CROSS JOIN receivables_entry e "
        f"WHERE e.id = v.value AND e.company_id = %s ORDER BY e.id{lock}"
    )
    return {
        id: (OpenEntry(id, _LEDGERS[ledger], party, _TYPES[kind], *rest), group)
        for id, ledger, party, kind, *rest, group in bulk.lookup(sql, ids, company.id)
    }


def write_payments(*, company: CompanyFacts, payments: Sequence[PostedPayment]) -> None:
    """The payment entries under the ids they were planned with, their applications, and every detail row."""
    write_entries(
        company=company,
        ids=[posted.payment.entry_id for posted in payments],
        entries=[_draft(posted) for posted in payments],
        vouchers=[posted.voucher_id for posted in payments],
    )
    write_applications(
        company=company,
        applications=[
            NewApplication(
                party_id=posted.payment.party_id,
                plan=posted.payment.application,
                application_date=posted.payment.application_date,
                posting_date=posted.posting_date,
                voucher_id=posted.voucher_id,
            )
            for posted in payments
            if posted.payment.application
        ],
        is_reserved=True,
    )


def _draft(posted: PostedPayment) -> EntryDraft:
    payment = posted.payment
    return EntryDraft(
        ledger=payment.ledger.value,
        document_type=payment.document_type.value,
        document_number=posted.voucher_name,
        posting_date=posted.posting_date,
        due_date=posted.posting_date,
        currency=posted.currency,
        document_minor=payment.amount_minor,
        remaining_minor=payment.amount_minor,
        remaining_local_minor=payment.local_minor,
        rate_e8=posted.rate_e8,
        party_id=payment.party_id,
        posting_group_id=payment.group_id,
        external_document_number=posted.external_document_number[:100],
        description=posted.text[:250],
    )
