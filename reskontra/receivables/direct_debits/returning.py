"""A debit that the bank rejected or sent back: its payment is taken back, its document open again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.refusals import wording
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import standing_vouchers
from reskontra.receivables.direct_debits.collections import find_collection, find_debit, refuse_state
from reskontra.receivables.direct_debits.mandates import count_rejections
from reskontra.receivables.models import Debit
from reskontra.receivables.reversal import reverse_with_entries

LONGEST_REASON, LONGEST_TEXT = 35, 250
STANDING = ("FILE_CREATED", "POSTED")  # states of debits that the bank may still send back
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


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A debit that the bank rejected and whose payment cannot be taken back yet; why: told, with the remedy."""

    debit: str
    reason: str
    why: Refused


def reject_debit(*, company: CompanyFacts, actor: str, collection: str, number: int, rejection: Rejection) -> Rejected:
    """Keep that the bank did not collect; a payment posted for it is reversed, and the document is open again.

    refuses   CollectionUnknown, DebitUnknown, DebitState, RejectReasonMissing, and what reverse_with_entries() refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        of = find_collection(company=company, number=collection)
        row = find_debit(company=company, collection=of, number=number)
        refuse_state(row, states=STANDING)
        if not rejection.reason.strip():
            raise RejectReasonMissing(debit=row.transaction_id)
        (done,) = reject_all(company=company, actor=actor, rejections=[(row, rejection)])
        content = {
            "document": done.document, "amount": done.amount.minor, "reason": done.reason, "counter": done.counter,
        }  # fmt: skip
        record(company=company.id, actor=actor, action="direct_debit.rejected", subject=done.debit, content=content)
    return done


def reject_all(*, company: CompanyFacts, actor: str, rejections: Sequence[tuple[Debit, Rejection]]) -> list[Rejected]:
    """As reject_debit(), of debits that are with the bank or posted, in their order; the caller records it.

    A payment whose voucher was reversed by hand is taken back already.
    refuses   what reverse_with_entries() refuses
    """
    alike: dict[Rejection, list[Debit]] = {}
    for row, rejection in rejections:
        if row.voucher_id is not None:
            alike.setdefault(rejection, []).append(row)
    counters: dict[int, str] = {}
    if alike:
        run = start_run(company=company, actor=actor, action="direct_debit.rejected")
        for rejection, rows in alike.items():
            ids = standing_vouchers(company=company, ids=[row.voucher_id for row in rows if row.voucher_id])
            if not ids:
                continue
            done = reverse_with_entries(
                company=company, run=run, voucher_ids=ids, along=ids,
                reason=f"{rejection.reason} {rejection.text}".strip(), day=rejection.day,
            )  # fmt: skip
            counters |= {one.voucher_id: one.name for one in done.counters}
    _keep(company, rejections)
    return [
        Rejected(
            row.transaction_id, row.entry.document_number, Money(row.amount_minor, row.collection.currency), row.reason,
            counters.get(row.voucher_id or 0, ""),
        )
        for row, _rejection in rejections
    ]  # fmt: skip


def reject_each(
    *, company: CompanyFacts, actor: str, rejections: Sequence[tuple[Debit, Rejection]]
) -> tuple[list[Rejected], list[NotTaken]]:
    """As reject_all(); those that cannot be taken back stand, with why in their reason, and the others do not wait.

    The newest payments are taken back first: an older one may have only them in its way.
    """
    try:
        with transaction.atomic():
            return reject_all(company=company, actor=actor, rejections=rejections), []
    except Refused:
        pass
    done: dict[int, Rejected] = {}
    stuck: list[NotTaken] = []
    for row, rejection in sorted(rejections, key=lambda pair: pair[0].voucher_id or 0, reverse=True):
        if row.mandate:
            row.mandate.refresh_from_db()  # an earlier one may have counted it down
        try:
            with transaction.atomic():
                (done[row.id],) = reject_all(company=company, actor=actor, rejections=[(row, rejection)])
        except Refused as refusal:
            stuck.append(NotTaken(row.transaction_id, rejection.reason, refusal))
            row.reason = rejection.reason.strip()[:LONGEST_REASON]
            row.reason_text = wording(refusal)[:LONGEST_TEXT]
            row.save(update_fields=["reason", "reason_text"])
    return [done[row.id] for row, _rejection in rejections if row.id in done], stuck


def note_return(*, company: CompanyFacts, actor: str, transaction_id: str, rejection: Rejection) -> str:
    """A line of the bank sends a payment back and settles it: its debit is rejected; gives its id, "" where none was.

    What was posted stands; the caller has opened what it settled. A debit that is rejected already is left alone.
    """
    rows = Debit.objects.filter(company=company.id, transaction_id=transaction_id, state__in=STANDING)
    row = rows.select_related("mandate", "collection", "entry").first() if transaction_id else None
    if row is None:
        return ""
    _keep(company, [(row, rejection)])
    content = {
        "document": row.entry.document_number, "amount": row.amount_minor, "reason": rejection.reason, "counter": "",
    }  # fmt: skip
    record(company=company.id, actor=actor, action="direct_debit.rejected", subject=row.transaction_id, content=content)
    return row.transaction_id


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


def are_under_way(*, company: CompanyFacts) -> bool:
    """Whether any debit is with the bank and not posted."""
    rows = Debit.objects.filter(company=company.id, state="FILE_CREATED", collection__state="FILE_CREATED")
    return rows.exists()


def _keep(company: CompanyFacts, rejections: Sequence[tuple[Debit, Rejection]]) -> None:
    for row, rejection in rejections:
        row.state, row.returned_date = "REJECTED", rejection.day
        row.reason = rejection.reason.strip()[:LONGEST_REASON]
        row.reason_text = rejection.text.strip()[:LONGEST_TEXT]
    every = Debit.objects.filter(company=company.id)
    kept = ["state", "returned_date", "reason", "reason_text"]
    every.bulk_update([row for row, _rejection in rejections], kept, batch_size=200)
    count_rejections(company=company, rows=[row.mandate for row, _rejection in rejections if row.mandate])
