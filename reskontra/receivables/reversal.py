"""Take payments back: unapply what they settled, then settle them with mirror entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Max

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import AppliedEntry, Outcome, PostedApplication, plan_unapplication
from reskontra.core.entries import Detail, DetailKind
from reskontra.core.errors import Refused
from reskontra.receivables.models import Application, Entry, EntryDetail
from reskontra.receivables.payments import next_application_numbers
from reskontra.receivables.write import EntryDraft, reserve_ids, write_details, write_entries


class PaymentSpent(Refused):
    code = "payment_spent"
    template = "Payment {document} was applied later, by application {application}. Take that back first."


def reverse_payments(*, company: CompanyFacts, voucher_id: int, counter_id: int, day: date) -> int:
    """Unapply and reverse every payment of a voucher, with the counter voucher's id and day; gives their number.

    refuses   LaterApplication, UnappliedTooEarly, EntryReversed, as plan_unapplication() does; PaymentSpent
    """
    rows = Application.objects.filter(company=company.id, voucher=voucher_id, unapplies__isnull=True)
    taken_back = set(
        Application.objects.filter(company=company.id, unapplies__in=rows).values_list("unapplies", flat=True)
    )
    for application in rows.order_by("-number"):
        if application.id not in taken_back:
            _unapply(company, application, counter_id, max(day, application.posting_date))
    payments = list(Entry.objects.filter(company=company.id, voucher=voucher_id).order_by("id"))
    for payment in payments:
        if latest := _latest_application(company, payment.id):
            raise PaymentSpent(document=payment.document_number, application=latest)
        _mirror(company, payment, counter_id, day)
    return len(payments)


def _unapply(company: CompanyFacts, application: Application, counter_id: int, day: date) -> None:
    details = [_detail(row) for row in EntryDetail.objects.filter(company=company.id, application=application)]
    plan = plan_unapplication(
        application=PostedApplication(application.number, application.posting_date, tuple(details)),
        entries=[_applied(company, id) for id in sorted({detail.entry_id for detail in details})],
        posting_date=day,
    )
    header = Application(
        company_id=company.id,
        number=next_application_numbers(company=company, count=1)[0],
        party_id=application.party_id,
        voucher_id=counter_id,
        posting_date=day,
        unapplies=application,
    )
    header.save(force_insert=True)
    write_details(list(_rows(company, plan.details, header, counter_id, day)))
    for outcome in plan.outcomes:
        _restore(company, outcome)


def _detail(row: EntryDetail) -> Detail:
    return Detail(
        row.entry_id,
        DetailKind(row.kind),
        row.amount_minor,
        row.local_minor,
        row.applied_entry_id,
        row.discount_before_minor,
        row.max_tolerance_before_minor,
    )


def _applied(company: CompanyFacts, id: int) -> AppliedEntry:
    entry = Entry.objects.get(company=company.id, id=id)
    return AppliedEntry(
        entry_id=id,
        document=entry.document_number,
        remaining_minor=entry.remaining_minor,
        remaining_local_minor=entry.remaining_local_minor,
        latest_application=_latest_application(company, id),
        is_reversed=Entry.objects.filter(company=company.id, reverses=entry).exists(),
    )


def _latest_application(company: CompanyFacts, entry_id: int) -> int:
    """The highest number of the entry's applications that stand; 0 where there is none."""
    undone = Application.objects.filter(company=company.id, unapplies__isnull=False).values("unapplies")
    rows = EntryDetail.objects.filter(company=company.id, entry=entry_id, application__unapplies__isnull=True)
    latest = rows.exclude(application__in=undone).aggregate(number=Max("application__number"))["number"]
    return latest or 0


def _rows(
    company: CompanyFacts, details: Sequence[Detail], header: Application, voucher_id: int, day: date
) -> Iterator[tuple[object, ...]]:
    for detail in details:
        yield (
            company.id, detail.entry_id, detail.kind.value, day, detail.amount_minor, detail.local_minor, header.id,
            voucher_id, detail.against_entry_id, 0, 0,
        )  # fmt: skip


def _restore(company: CompanyFacts, outcome: Outcome) -> None:
    if outcome.discount_minor or outcome.max_tolerance_minor:
        Entry.objects.filter(company=company.id, id=outcome.entry_id).update(
            discount_minor=outcome.discount_minor, max_tolerance_minor=outcome.max_tolerance_minor
        )


def _mirror(company: CompanyFacts, payment: Entry, counter_id: int, day: date) -> None:
    """A mirror entry of what the payment's initial detail was, and the two applied to each other."""
    payment.refresh_from_db()
    local, minor = payment.remaining_local_minor, payment.remaining_minor
    id = reserve_ids(1)[0]
    draft = EntryDraft(
        ledger=payment.ledger,
        document_type=payment.document_type,
        document_number=payment.document_number,
        posting_date=day,
        due_date=day,
        currency=payment.currency,
        document_minor=-payment.document_minor,
        remaining_minor=-minor,
        remaining_local_minor=-local,
        rate_e8=payment.rate_e8,
        party_id=payment.party_id,
        posting_group_id=payment.posting_group_id,
        external_document_number=payment.external_document_number,
        description=payment.description,
        reverses_id=payment.id,
    )
    write_entries(company=company, ids=[id], entries=[draft], vouchers=[counter_id])
    header = Application(
        company_id=company.id,
        number=next_application_numbers(company=company, count=1)[0],
        party_id=payment.party_id,
        voucher_id=counter_id,
        posting_date=day,
    )
    header.save(force_insert=True)
    pair = (
        Detail(payment.id, DetailKind.APPLICATION, -minor, -local, id),
        Detail(id, DetailKind.APPLICATION, minor, local, payment.id),
    )
    write_details(list(_rows(company, pair, header, counter_id, day)))
