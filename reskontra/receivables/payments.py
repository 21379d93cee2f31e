"""Write payments with what they settle: entries, application headers, detail rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_posting import Payment
from reskontra.core.entries import DetailKind, DocumentType, Ledger, OpenEntry
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.receivables.models import Application
from reskontra.receivables.write import EntryDraft, write_details, write_entries

_APPLICATION = ("id", "company_id", "number", "party_id", "voucher_id", "posting_date", "unapplies_id")
_OPEN = (
    "e.id, e.ledger, e.party_id, e.document_type, e.document_number, e.posting_date, e.currency, e.remaining_minor, "
    "e.remaining_local_minor, e.due_date, e.rate_e8, e.discount_minor, e.discount_date, e.discount_tolerance_date, "
    "e.max_tolerance_minor, e.posting_group_id"
)


@dataclass(frozen=True, slots=True)
class PostedPayment:
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
    found = {}
    for row in bulk.lookup(sql, ids, company.id):
        found[row[0]] = (_open_entry(row), row[15])
    return found


def _open_entry(row: tuple[object, ...]) -> OpenEntry:
    return OpenEntry(
        entry_id=row[0],  # type: ignore[arg-type]
        ledger=Ledger(str(row[1])),
        party_id=row[2],  # type: ignore[arg-type]
        document_type=DocumentType(str(row[3])),
        document_number=row[4],  # type: ignore[arg-type]
        posting_date=_day(row[5]),
        currency=row[6],  # type: ignore[arg-type]
        remaining_minor=row[7],  # type: ignore[arg-type]
        remaining_local_minor=row[8],  # type: ignore[arg-type]
        due_date=_day(row[9]),
        rate=row[10],  # type: ignore[arg-type]
        discount_minor=row[11],  # type: ignore[arg-type]
        discount_date=_day(row[12]) if row[12] else None,
        discount_tolerance_date=_day(row[13]) if row[13] else None,
        max_tolerance_minor=row[14],  # type: ignore[arg-type]
    )


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def write_payments(*, company: CompanyFacts, payments: Sequence[PostedPayment]) -> None:
    """The payment entries under the ids they were planned with, their applications, and every detail row."""
    write_entries(
        company=company,
        ids=[posted.payment.entry_id for posted in payments],
        entries=[_draft(posted) for posted in payments],
        vouchers=[posted.voucher_id for posted in payments],
    )
    applied = [posted for posted in payments if posted.payment.application]
    ids = bulk.reserve_ids(Application, len(applied))
    numbers = next_application_numbers(company=company, count=len(applied))
    bulk.insert(
        Application,
        _APPLICATION,
        (
            (id, company.id, number, p.payment.party_id, p.voucher_id, p.payment.application_date, None)
            for id, number, p in zip(ids, numbers, applied, strict=True)
        ),
    )
    write_details(_detail_rows(company, ids, applied))
    _keep_discounts(company, applied)


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


def _detail_rows(
    company: CompanyFacts, ids: Sequence[int], applied: Sequence[PostedPayment]
) -> Iterator[tuple[object, ...]]:
    for application, posted in zip(ids, applied, strict=True):
        plan = posted.payment.application
        assert plan
        for detail in plan.details:
            # What moves the G/L bears the voucher's date; the settling itself, that of the latest entry.
            is_application = detail.kind is DetailKind.APPLICATION
            day = posted.payment.application_date if is_application else posted.posting_date
            yield (
                company.id, detail.entry_id, detail.kind.value, day, detail.amount_minor, detail.local_minor,
                application, posted.voucher_id, detail.against_entry_id, detail.discount_before_minor,
                detail.max_tolerance_before_minor,
            )  # fmt: skip


def _keep_discounts(company: CompanyFacts, applied: Sequence[PostedPayment]) -> None:
    """An entry left open keeps the discount that is still possible; unapply restores what a closed one had."""
    changed = []
    for posted in applied:
        assert posted.payment.application
        before = {
            d.entry_id: d.discount_before_minor for d in posted.payment.application.details if d.discount_before_minor
        }
        for outcome in posted.payment.application.outcomes:
            if outcome.is_open and outcome.discount_minor != before.get(outcome.entry_id, 0):
                changed.append((outcome.discount_minor, company.id, outcome.entry_id))
    if changed:
        bulk.execute_many("UPDATE receivables_entry SET discount_minor = %s WHERE company_id = %s AND id = %s", changed)


def next_application_numbers(*, company: CompanyFacts, count: int) -> range:
    """The next numbers of applications."""
    lock_company(company.id)
    last = Application.objects.filter(company=company.id).aggregate(number=Max("number"))["number"]
    first = (last or 0) + 1
    return range(first, first + count)
