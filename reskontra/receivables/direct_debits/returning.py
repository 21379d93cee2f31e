"""A debit that the bank rejected or sent back: its payment is taken back, its document open again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import start_run
from reskontra.receivables.direct_debits.collections import find_collection, find_debit, refuse_state
from reskontra.receivables.direct_debits.mandates import count_rejections
from reskontra.receivables.models import Debit
from reskontra.receivables.reversal import reverse_with_entries

LONGEST_REASON, LONGEST_TEXT = 35, 250
_IDS = 900


class RejectReasonMissing(Refused):
    code = "reject_reason_missing"
    template = "Debit {debit} is not rejected without a reason. Write the bank's code or words: --reason AC04."


@dataclass(frozen=True, slots=True)
class Rejection:
    """What the bank says of a debit. day: on which a posted payment is taken back, at the earliest."""

    reason: str
    text: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """counter: the voucher that took the payment back, "" where none was posted."""

    debit: str
    document: str
    amount: Money
    reason: str
    counter: str


def reject_debit(*, company: CompanyFacts, actor: str, collection: str, number: int, rejection: Rejection) -> Rejected:
    """Keep that the bank did not collect; a payment posted for it is reversed, and the document is open again.

    refuses   CollectionUnknown, DebitUnknown, DebitState, RejectReasonMissing, and what reverse_with_entries() refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        of = find_collection(company=company, number=collection)
        row = find_debit(company=company, collection=of, number=number)
        refuse_state(row, states=("FILE_CREATED", "POSTED"))
        return reject(company=company, actor=actor, row=row, rejection=rejection)


def reject(*, company: CompanyFacts, actor: str, row: Debit, rejection: Rejection) -> Rejected:
    """As reject_debit(), of a debit that is under way or posted; inside the caller's transaction."""
    if not rejection.reason.strip():
        raise RejectReasonMissing(debit=row.transaction_id)
    counter = ""
    if row.voucher_id is not None:
        run = start_run(company=company, actor=actor, action="direct_debit.rejected")
        done = reverse_with_entries(
            company=company, run=run, voucher_ids=[row.voucher_id], along=[row.voucher_id],
            reason=f"{rejection.reason} {rejection.text}".strip(), day=rejection.day,
        )  # fmt: skip
        counter = done.counters[0].name
    _keep(row, rejection)
    if row.mandate:
        count_rejections(company=company, rows=[row.mandate])
    amount = Money(row.amount_minor, row.collection.currency)
    content = {
        "document": row.entry.document_number, "amount": amount.minor, "reason": rejection.reason, "counter": counter,
    }  # fmt: skip
    record(company=company.id, actor=actor, action="direct_debit.rejected", subject=row.transaction_id, content=content)
    return Rejected(row.transaction_id, row.entry.document_number, amount, row.reason, counter)


def note_return(*, company: CompanyFacts, actor: str, voucher_id: int, rejection: Rejection) -> list[str]:
    """A payment was sent back by a line of the bank, that settles it: its debits are rejected, and told by their ids.

    What was posted stands; the caller has opened what it settled. A debit that is rejected already is left alone.
    """
    rows = Debit.objects.filter(company=company.id, voucher=voucher_id, state="POSTED")
    found = list(rows.select_related("mandate", "collection", "entry"))
    for row in found:
        _keep(row, rejection)
        if row.mandate:
            count_rejections(company=company, rows=[row.mandate])
        content = {
            "document": row.entry.document_number,
            "amount": row.amount_minor,
            "reason": rejection.reason,
            "counter": "",
        }
        record(
            company=company.id, actor=actor, action="direct_debit.rejected", subject=row.transaction_id, content=content
        )
    return [row.transaction_id for row in found]


def debit_vouchers(*, company: CompanyFacts, transaction_ids: Collection[str]) -> dict[str, int]:
    """End-to-end id → the voucher of the debit that bears it and is posted; the others are left out."""
    found: dict[str, int] = {}
    for batch in bulk.chunks(sorted(set(transaction_ids) - {""}), _IDS):
        rows = Debit.objects.filter(company=company.id, transaction_id__in=batch, state="POSTED")
        found |= {id: voucher for id, voucher in rows.values_list("transaction_id", "voucher_id") if voucher}
    return found


def collected_entries(*, company: CompanyFacts, transaction_ids: Collection[str]) -> dict[str, tuple[int, ...]]:
    """End-to-end id → the entry that the debit of that id collects, while it is with the bank and not posted."""
    found: dict[str, tuple[int, ...]] = {}
    for batch in bulk.chunks(sorted(set(transaction_ids) - {""}), _IDS):
        rows = Debit.objects.filter(company=company.id, transaction_id__in=batch, state="FILE_CREATED")
        found |= {id: (entry,) for id, entry in rows.values_list("transaction_id", "entry_id")}
    return found


def _keep(row: Debit, rejection: Rejection) -> None:
    row.state, row.returned_date = "REJECTED", rejection.day
    row.reason = rejection.reason.strip()[:LONGEST_REASON]
    row.reason_text = rejection.text.strip()[:LONGEST_TEXT]
    row.save(update_fields=["state", "returned_date", "reason", "reason_text"])
